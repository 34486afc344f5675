package dev.vedette.detection.detectors;

import dev.vedette.detection.Severity;
import dev.vedette.telemetry.Activity;
import dev.vedette.telemetry.Operation;
import dev.vedette.telemetry.Span;
import dev.vedette.telemetry.SpanKind;

/** Where a secret was seen, which tells how far it has gone. */
enum SecretPlace {
    TOOL_ARGUMENTS("tool arguments", Severity.CRITICAL),
    MODEL_OUTPUT("model output", Severity.CRITICAL),
    OUTGOING_REQUEST("an outgoing request", Severity.HIGH),
    TOOL_RESULT("tool result", Severity.HIGH),
    PROMPT("prompt", Severity.HIGH),
    TELEMETRY("telemetry", Severity.MEDIUM);

    private final String words;
    private final Severity severity;

    SecretPlace(String words, Severity severity) {
        this.words = words;
        this.severity = severity;
    }

    String words() {
        return words;
    }

    Severity severity() {
        return severity;
    }

    /** The place in what was done, from where inspection says that it was; dialects spell the same place differently. */
    static SecretPlace in(Activity activity, String place) {
        SecretPlace message = inMessages(place);
        if (message != TELEMETRY) {
            return message;
        }
        if (activity.operation() instanceof Operation.ToolCall) {
            return inToolCall(place);
        }
        if (activity.operation() instanceof Operation.ModelCall
                || activity.operation() instanceof Operation.AgentRun
                || activity.operation() instanceof Operation.UserPrompt) {
            return isInput(place) ? PROMPT : isOutput(place) ? MODEL_OUTPUT : TELEMETRY;
        }
        boolean outgoing = activity instanceof Span span
                && span.kind() == SpanKind.CLIENT
                && (place.contains("url") || place.contains("http.request"));
        return outgoing ? OUTGOING_REQUEST : TELEMETRY;
    }

    private static SecretPlace inMessages(String place) {
        if (place.contains("tool.call.arguments") || place.contains("tool_call.function.arguments")) {
            return TOOL_ARGUMENTS;
        }
        if (place.contains("tool.call.result")) {
            return TOOL_RESULT;
        }
        if (place.contains("output.messages")
                || place.contains("output_messages")
                || place.contains("gen_ai.completion")
                || place.contains("gen_ai.choice")) {
            return MODEL_OUTPUT;
        }
        boolean prompt = place.contains("input.messages")
                || place.contains("input_messages")
                || place.contains("gen_ai.prompt")
                || place.contains("system_instructions");
        return prompt ? PROMPT : TELEMETRY;
    }

    private static SecretPlace inToolCall(String place) {
        if (isInput(place) || place.contains("arguments") || place.contains("parameters")) {
            return TOOL_ARGUMENTS;
        }
        return isOutput(place) || place.contains("result") ? TOOL_RESULT : TELEMETRY;
    }

    private static boolean isInput(String place) {
        return place.contains("input") || place.contains("prompt");
    }

    private static boolean isOutput(String place) {
        return place.contains("output") || place.contains("completion") || place.contains("response");
    }
}
