package dev.vedette.ingest;

import com.fasterxml.jackson.databind.JsonNode;
import dev.vedette.telemetry.Verdict;
import org.jspecify.annotations.Nullable;

/** What a guardrail's own output says, in a word or in a flag of either sense. */
final class GuardrailOutcome {
    private static final String[] WORDS = {"verdict", "decision", "action", "result", "status"};
    private static final String[] GOOD = {"passed", "allowed", "pass", "safe", "valid"};
    private static final String[] BAD = {"triggered", "tripwire_triggered", "blocked", "flagged"};

    private GuardrailOutcome() {}

    /** The verdict, or null for an output that tells none. */
    static @Nullable Verdict verdict(JsonNode output) {
        if (!output.isObject()) {
            return output.isBoolean() ? null : Verdicts.of(Json.raw(output));
        }
        for (String field : GOOD) {
            if (output.path(field).isBoolean()) {
                return output.path(field).booleanValue() ? Verdict.ALLOW : Verdict.DENY;
            }
        }
        for (String field : BAD) {
            if (output.path(field).isBoolean()) {
                return triggered(output.path(field).booleanValue());
            }
        }
        return Verdicts.of(Json.first(output, WORDS));
    }

    /** The verdict of a guardrail that went off or did not; null where it is not told. */
    static @Nullable Verdict triggered(@Nullable Boolean triggered) {
        return triggered == null ? null : triggered ? Verdict.DENY : Verdict.ALLOW;
    }
}
