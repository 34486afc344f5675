package dev.vedette.rules;

import dev.vedette.detection.Observation;
import dev.vedette.telemetry.Actor;
import dev.vedette.telemetry.Attributes;
import dev.vedette.telemetry.Epoch;
import dev.vedette.telemetry.LogEvent;
import dev.vedette.telemetry.Message;
import dev.vedette.telemetry.Operation;
import dev.vedette.telemetry.Resource;
import dev.vedette.telemetry.Scope;
import dev.vedette.telemetry.Span;
import dev.vedette.telemetry.SpanKind;
import dev.vedette.telemetry.Status;
import dev.vedette.telemetry.Usage;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Observations for tests. */
final class Observations {
    static final Instant START = Instant.parse("2026-03-01T12:00:00Z");

    private Observations() {}

    static Observation.SpanEnded span(Instant at, String session, Operation operation, Usage usage) {
        return new Observation.SpanEnded(at, plain(at, session, operation, usage), List.of());
    }

    static Observation.SpanEnded call(
            Instant at, String session, String tool, @Nullable String arguments, @Nullable String result) {
        return span(at, session, new Operation.ToolCall(tool, "c1", null, arguments, result), Usage.NONE);
    }

    static Observation.SpanEnded chat(Instant at, List<Message> input, List<Message> output) {
        Operation call = new Operation.ModelCall(
                "openai", "gpt-4o", "gpt-4o-2024-08-06", input, output, List.of(), List.of("stop"), null);
        return span(at, "s1", call, new Usage(1_200L, 80L, null, null, null, 0.01, true));
    }

    static Observation.LogRecorded logged(String tool, String arguments, boolean echo) {
        LogEvent log = new LogEvent(
                Epoch.nanos(START),
                "tool_result",
                0,
                "",
                Attributes.empty(),
                null,
                null,
                Resource.UNKNOWN,
                Scope.UNKNOWN,
                "claude-code",
                new Actor("shop", "bot", null, "2", "s1", "ann", null, "production"),
                new Operation.ToolCall(tool, "c1", null, arguments, "no"),
                new Usage(7L, null, null, null, null, null, true),
                new Status(Status.Code.ERROR, "", "denied"),
                40_000_000L,
                List.of(),
                List.of());
        return new Observation.LogRecorded(START, log, List.of(), echo);
    }

    static Span plain(Instant at, String session, Operation operation, Usage usage) {
        long end = Epoch.nanos(at);
        return new Span(
                "0af7651916cd43dd8448eb211c80319c",
                "b7ad6b7169203331",
                null,
                operation.kind(),
                SpanKind.INTERNAL,
                end - 250_000_000,
                end,
                Status.UNSET,
                Attributes.of(Map.of("http.request.method", "GET", "empty", "", "retries", 3L)),
                List.of(),
                List.of(),
                null,
                Resource.UNKNOWN,
                Scope.UNKNOWN,
                "otel-genai",
                new Actor("shop", "bot", null, "2", session, "ann", null, "production"),
                operation,
                usage);
    }
}
