package dev.vedette.web;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vedette.ingest.MarkerRedactor;
import dev.vedette.ingest.OtlpDecoder;
import dev.vedette.ingest.OtlpEncoding;
import dev.vedette.ingest.OtlpLimits;
import dev.vedette.ingest.RefusedException;
import dev.vedette.telemetry.Epoch;
import dev.vedette.telemetry.LogTrace;
import dev.vedette.telemetry.Signal;
import dev.vedette.telemetry.TelemetryBatch;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;

/** A session of Claude Code as its default settings tell it: log records with a session and without any trace. */
final class CodingSessions {
    static final String SESSION = "8f1d7c52-1b0e-4f5b-9d0a-3f6f0e6f7a10";
    static final String TRACE = LogTrace.idOf("claude-code", SESSION);

    private final Instant start;
    private final ArrayNode records = new ObjectMapper().createArrayNode();

    CodingSessions(Instant start) {
        this.start = start;
    }

    /** A prompt, three calls of a model, two tools of which one fails, and a record of nothing done. */
    TelemetryBatch session() {
        add(0, "user_prompt", Map.of("prompt", "Fix the failing build", "prompt_length", "21"));
        add(4_200, "api_request", call("4100", "1200", "80"));
        add(4_300, "tool_decision", Map.of("tool_name", "Bash", "decision", "accept", "source", "config"));
        add(9_000, "tool_result", tool("Bash", "true", "4600"));
        add(12_500, "api_request", call("3300", "1900", "160"));
        add(12_900, "tool_result", tool("Edit", "false", "300"));
        add(15_800, "api_request", call("2700", "2300", "40"));
        add(15_900, "plugin_installed", Map.of("plugin.name", "formatter"));
        return batch(Signal.LOGS, document(), start.plusSeconds(20));
    }

    private static Map<String, String> call(String millis, String input, String output) {
        return Map.of(
                "model", "claude-opus-4",
                "input_tokens", input,
                "output_tokens", output,
                "cost_usd", "0.0125",
                "duration_ms", millis);
    }

    private static Map<String, String> tool(String name, String success, String millis) {
        return Map.of("tool_name", name, "success", success, "duration_ms", millis);
    }

    static TelemetryBatch batch(Signal signal, byte[] json, Instant received) {
        try {
            return new OtlpDecoder(new MarkerRedactor(), OtlpLimits.defaults())
                    .decode(signal, OtlpEncoding.JSON, json, Epoch.nanos(received))
                    .batch();
        } catch (RefusedException impossible) {
            throw new IllegalArgumentException("not OTLP", impossible);
        }
    }

    private void add(long millis, String event, Map<String, String> said) {
        ObjectNode record = records.addObject();
        record.put("timeUnixNano", Long.toString(Epoch.nanos(start.plusMillis(millis))));
        record.putObject("body").put("stringValue", "claude_code." + event);
        ArrayNode attributes = record.putArray("attributes");
        attribute(attributes, "event.name", event);
        attribute(attributes, "session.id", SESSION);
        attribute(attributes, "user.id", "user-7");
        said.forEach((key, value) -> attribute(attributes, key, value));
    }

    private static void attribute(ArrayNode attributes, String key, String value) {
        attributes.addObject().put("key", key).putObject("value").put("stringValue", value);
    }

    private byte[] document() {
        ObjectNode root = new ObjectMapper().createObjectNode();
        ObjectNode resource = root.putArray("resourceLogs").addObject();
        attribute(resource.putObject("resource").putArray("attributes"), "service.name", "claude-code");
        ObjectNode scope = resource.putArray("scopeLogs").addObject();
        scope.putObject("scope").put("name", "com.anthropic.claude_code.events");
        scope.set("logRecords", records);
        return root.toString().getBytes(StandardCharsets.UTF_8);
    }
}
