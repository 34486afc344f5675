package dev.vedette.agent.brake;

import dev.vedette.agent.policy.Decision;
import dev.vedette.agent.policy.Decision.Reason;
import dev.vedette.agent.policy.Guard;
import dev.vedette.agent.policy.Point;
import dev.vedette.agent.policy.RunView;
import dev.vedette.agent.policy.Situation;
import dev.vedette.agent.tool.Effect;
import java.time.Duration;
import java.util.Comparator;
import java.util.Optional;
import java.util.Set;

/**
 * Heeds the brakes: at {@link BrakeLevel#STOP} nothing begins, no model and no tool is called; at {@link
 * BrakeLevel#READ_ONLY} consequential tools are denied, at {@link BrakeLevel#ASK} a person must agree to them. The pause
 * of {@link BrakeLevel#SLOW} is for the run to take: {@link #delay}. Thread-safe.
 */
public final class BrakeGuard implements Guard {
    /** The reason's code at {@link BrakeLevel#STOP}. */
    public static final String STOPPED = "brake_" + BrakeLevel.STOP.code();

    private final BrakeBoard board;

    /** Heeds this board. */
    public BrakeGuard(BrakeBoard board) {
        this.board = board;
    }

    @Override
    public String id() {
        return "brake";
    }

    @Override
    public Set<Point> points() {
        return Set.of(Point.AGENT_START, Point.PRE_MODEL_CALL, Point.PRE_TOOL_CALL);
    }

    @Override
    public Decision decide(Situation situation) {
        return strongest(situation.run()).map(brake -> decide(brake, situation)).orElse(Decision.ALLOWED);
    }

    /** How long to wait before asking a model: what slows an agent slows its sub-agents. */
    public Duration delay(RunView run) {
        return run.chain().stream()
                .map(board::delay)
                .max(Comparator.naturalOrder())
                .orElse(Duration.ZERO);
    }

    /** What holds an agent back holds its sub-agents back, or it would only have to ask them. */
    private Optional<Brake> strongest(RunView run) {
        return run.chain().stream()
                .flatMap(principal -> board.strongest(principal).stream())
                .max(Comparator.comparing(Brake::level));
    }

    private static Decision decide(Brake brake, Situation situation) {
        boolean consequential = situation instanceof Situation.BeforeTool before
                && before.tool().effect() == Effect.CONSEQUENTIAL;
        return switch (brake.level()) {
            case STOP -> new Decision.Deny(reason(brake, "The agent has been stopped. Nothing more is done."));
            case READ_ONLY ->
                consequential
                        ? new Decision.Deny(reason(brake, "Nothing may be changed at present. Only look."))
                        : Decision.ALLOWED;
            case ASK ->
                consequential
                        ? new Decision.Ask(reason(brake, "A person must agree to this at present."))
                        : Decision.ALLOWED;
            case SLOW, NONE -> Decision.ALLOWED;
        };
    }

    /** Without the words of whoever set the brake: a trace names it by its id. */
    private static Reason reason(Brake brake, String advice) {
        return new Reason(
                "brake_" + brake.level().code(),
                "brake " + brake.id() + " on " + brake.scope().code(),
                advice);
    }
}
