package dev.vedette.web;

import dev.vedette.telemetry.Actor;
import dev.vedette.telemetry.Attributes;
import dev.vedette.telemetry.Epoch;
import dev.vedette.telemetry.Operation;
import dev.vedette.telemetry.Resource;
import dev.vedette.telemetry.Scope;
import dev.vedette.telemetry.Span;
import dev.vedette.telemetry.SpanKind;
import dev.vedette.telemetry.Status;
import dev.vedette.telemetry.Usage;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** Spans of services that tell less than they could, each in its own way. */
record SampleSenders(String service, String dialect, Scope scope, String language, Map<String, ?> attributes) {
    private static final int CALLS = 240;

    static List<Span> all(Instant now) {
        List<Span> spans = new ArrayList<>();
        spans.addAll(new SampleSenders(
                        "crm-assistant",
                        "openllmetry",
                        new Scope("opentelemetry.instrumentation.openai", "0.33.9"),
                        "python",
                        Map.of("traceloop.span.kind", "task"))
                .spans(now, model(), SampleSpans.tokens(900, 120, null)));
        spans.addAll(new SampleSenders(
                        "claude-code",
                        "claude-code",
                        new Scope("com.anthropic.claude_code.tracing", "2.1.9"),
                        "nodejs",
                        Map.of("user_prompt", "<REDACTED>"))
                .spans(now, new Operation.ToolCall("Bash", null, null, null, null), Usage.NONE));
        spans.addAll(new SampleSenders(
                        "edge-gateway",
                        "none",
                        new Scope("@opentelemetry/instrumentation-http", "0.203.0"),
                        "nodejs",
                        Map.of("http.request.method", "POST"))
                .spans(now, new Operation.Other(), Usage.NONE));
        spans.sort(Comparator.comparingLong(Span::endEpochNanos));
        return spans;
    }

    private static Operation model() {
        return new Operation.ModelCall(
                "openai", "gpt-4o-mini", "gpt-4o-mini", List.of(), List.of(), List.of(), List.of("stop"), null);
    }

    private List<Span> spans(Instant now, Operation operation, Usage usage) {
        List<Span> spans = new ArrayList<>();
        for (int call = 0; call < CALLS; call++) {
            long end = Epoch.nanos(now.minusSeconds(10L * (CALLS - call)));
            String trace = String.format("%032x", service.hashCode() * 1_000L + call);
            spans.add(new Span(
                    trace,
                    String.format("%016x", call),
                    String.format("%016x", CALLS + call),
                    operation.kind(),
                    SpanKind.CLIENT,
                    end - 800_000_000,
                    end,
                    Status.UNSET,
                    Attributes.of(attributes),
                    List.of(),
                    List.of(),
                    null,
                    new Resource(Attributes.of(Map.of(
                            "service.name",
                            service,
                            "telemetry.sdk.language",
                            language,
                            "telemetry.sdk.name",
                            "opentelemetry",
                            "telemetry.sdk.version",
                            "1.37.0"))),
                    scope,
                    dialect,
                    new Actor(service, service, null, null, trace, null, null, null),
                    operation,
                    usage));
        }
        return spans;
    }
}
