package dev.vedette.rules;

import dev.vedette.detection.Finding;
import dev.vedette.detection.Severity;
import dev.vedette.detection.Step;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One step of a rule: count where it counts, decide, and keep silent about what was told already. */
final class RuleFold {
    /** How late an event may be, in event time. */
    private static final long LATENESS_MILLIS = Duration.ofMinutes(2).toMillis();

    /** The most windows under one dedup key; the one that was quiet for longest goes first. */
    private static final int MAX_WINDOWS = 100;

    private RuleFold() {}

    /** {@code event} is one that {@link CompiledRule#concerns concerns} the rule. */
    static Step<RuleState> step(CompiledRule rule, RuleState state, RuleEvent event) {
        if (!rule.file().detect().aggregate()) {
            return decide(rule, state, event, 1);
        }
        long at = event.at().toEpochMilli();
        long latest = Math.max(at, state.latestMillis());
        if (at < latest - LATENESS_MILLIS) {
            return Step.quiet(state);
        }
        WindowFunction function = rule.file().detect().function();
        long part = Math.max(1, rule.file().detect().window().toMillis() / Window.PARTS);
        String key = rule.windowKey(event);
        Object amount = rule.amount(event);
        Window window = state.windows()
                .getOrDefault(key, Window.EMPTY)
                .add(
                        function,
                        Math.floorDiv(at, part),
                        Math.floorDiv(latest, part),
                        number(amount),
                        item(function, amount));
        Map<String, Window> windows = kept(state.windows(), key, Math.floorDiv(latest, part));
        windows.put(key, window);
        RuleState next = new RuleState(latest, windows, state.raisedMillis(), state.raised());
        double value = window.value(function);
        return rule.fires(event, value) ? decide(rule, next, event, value) : Step.quiet(next);
    }

    private static double number(@Nullable Object amount) {
        return amount instanceof Number number ? number.doubleValue() : 1;
    }

    private static long item(WindowFunction function, @Nullable Object amount) {
        return function == WindowFunction.DISTINCT ? TextHash.bits(amount == null ? "" : Texts.print(amount)) : 0;
    }

    /** The other windows that still hold something, without the quietest when there are too many. */
    private static Map<String, Window> kept(Map<String, Window> windows, String key, long latest) {
        Map<String, Window> kept = new HashMap<>(windows.size() + 1);
        String quietest = null;
        long quietestSince = Long.MAX_VALUE;
        for (Map.Entry<String, Window> entry : windows.entrySet()) {
            long since = entry.getValue().latest();
            if (since > latest - Window.PARTS && !entry.getKey().equals(key)) {
                kept.put(entry.getKey(), entry.getValue());
                if (since < quietestSince
                        || (since == quietestSince
                                && quietest != null
                                && entry.getKey().compareTo(quietest) < 0)) {
                    quietest = entry.getKey();
                    quietestSince = since;
                }
            }
        }
        if (kept.size() >= MAX_WINDOWS && quietest != null) {
            kept.remove(quietest);
        }
        return kept;
    }

    /** Repeats within the dedup time are silent, unless they are worse than what was told. */
    private static Step<RuleState> decide(CompiledRule rule, RuleState state, RuleEvent event, double value) {
        long at = event.at().toEpochMilli();
        Severity severity = rule.reporter().severity(event, value);
        Severity raised = state.raised();
        long quietUntil = state.raisedMillis() + rule.file().report().dedupFor().toMillis();
        if (raised != null && at < quietUntil && severity.compareTo(raised) <= 0) {
            return Step.quiet(state);
        }
        Finding finding =
                rule.reporter().finding(event, value, severity, rule.stateKey().labels(event));
        return new Step<>(
                new RuleState(Math.max(at, state.latestMillis()), state.windows(), at, severity), List.of(finding));
    }
}
