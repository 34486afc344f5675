package dev.vedette.agent.policy;

import dev.vedette.agent.policy.Decision.Reason;
import dev.vedette.agent.policy.Ruling.Verdict;
import dev.vedette.agent.tool.Effect;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks all guards of a point, in order. The first that denies ends it; one that asks is outdone only by one that denies;
 * a changed text is what the guards after it see. A guard that throws counts as one that denies, unless what is at
 * stake is the call of a read-only tool. Thread-safe if its guards are.
 */
public final class Gate {
    private static final Logger LOG = LoggerFactory.getLogger(Gate.class);
    private static final String ENGINE_ERROR = "engine_error";
    private static final String BROKEN = "A safety check of this system is out of order. Do not try again; say so.";

    private final Map<Point, List<GuardInForce>> guards = new EnumMap<>(Point.class);
    private final LongSupplier nanos;

    /**
     * A gate of these guards.
     *
     * @param nanos a clock for durations, such as {@link System#nanoTime}
     */
    public Gate(List<GuardInForce> guards, LongSupplier nanos) {
        this.nanos = nanos;
        for (Point point : Point.values()) {
            this.guards.put(
                    point,
                    guards.stream()
                            .filter(each -> each.guard().points().contains(point))
                            .toList());
        }
    }

    /** What all guards of the situation's point decide. */
    public Ruling judge(Situation situation, DecisionListener listener) {
        Situation current = situation;
        Ruling ruling = new Ruling(Verdict.PROCEED, "", null, current.text(), List.of());
        for (GuardInForce each : guards.getOrDefault(situation.point(), List.of())) {
            Decided decided = ask(each, current);
            listener.decided(decided);
            if (each.mode() == Mode.SHADOW) {
                continue;
            }
            if (decided.decision() instanceof Decision.Transform change) {
                current = current.withText(change.text());
            }
            ruling = combine(ruling, decided, current.text());
            if (ruling.verdict() == Verdict.DENY) {
                return ruling;
            }
        }
        return ruling;
    }

    /** A changed text for a situation that is about none is a failure of the guard as well. */
    private Decided ask(GuardInForce each, Situation situation) {
        Guard guard = each.guard();
        long start = nanos.getAsLong();
        Decision decision;
        boolean failed = false;
        try {
            decision = guard.decide(situation);
            if (decision instanceof Decision.Transform change) {
                situation.withText(change.text());
            }
        } catch (RuntimeException broken) {
            LOG.error(
                    "guard {} failed at {} with {}; what it guards is {}",
                    guard.id(),
                    situation.point().code(),
                    broken.getClass().getName(),
                    harmless(situation) ? "let through, as it only reads" : "denied");
            decision = failure(situation);
            failed = true;
        }
        long took = Math.max(0, nanos.getAsLong() - start);
        return new Decided(situation.point(), guard.id(), guard.version(), each.mode(), decision, failed, took);
    }

    private static Decision failure(Situation situation) {
        Reason reason = new Reason(ENGINE_ERROR, "the guard failed", BROKEN);
        return harmless(situation) ? new Decision.Warn(reason) : new Decision.Deny(reason);
    }

    /** What a tool answered may be as harmful as it likes, so only the call of one that reads is harmless. */
    private static boolean harmless(Situation situation) {
        return (situation instanceof Situation.BeforeTool call && call.tool().effect() == Effect.READ_ONLY)
                || (situation instanceof Situation.ToolLoad load && load.tool().effect() == Effect.READ_ONLY);
    }

    private static Ruling combine(Ruling before, Decided decided, String text) {
        Decision decision = decided.decision();
        List<Reason> warnings = before.warnings();
        if (decision instanceof Decision.Deny deny) {
            return new Ruling(Verdict.DENY, decided.guard(), deny.reason(), text, warnings);
        }
        if (decision instanceof Decision.Ask ask && before.verdict() == Verdict.PROCEED) {
            return new Ruling(Verdict.ASK, decided.guard(), ask.reason(), text, warnings);
        }
        if (decision instanceof Decision.Warn warn) {
            warnings =
                    Stream.concat(warnings.stream(), Stream.of(warn.reason())).toList();
        }
        return new Ruling(before.verdict(), before.guard(), before.reason(), text, warnings);
    }
}
