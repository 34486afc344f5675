package dev.vedette.detection;

import dev.vedette.inspection.Sighting;
import dev.vedette.telemetry.Actor;
import dev.vedette.telemetry.Attributes;
import dev.vedette.telemetry.Epoch;
import dev.vedette.telemetry.LogEvent;
import dev.vedette.telemetry.Operation;
import dev.vedette.telemetry.Resource;
import dev.vedette.telemetry.Scope;
import dev.vedette.telemetry.Span;
import dev.vedette.telemetry.SpanKind;
import dev.vedette.telemetry.Status;
import dev.vedette.telemetry.ToolDefinition;
import dev.vedette.telemetry.Usage;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Observations for tests, made by hand. */
public record Spans(String service, String agent, String version) {
    public static final Instant START = Instant.parse("2026-03-02T09:00:00Z");

    /** Spans that name no agent. */
    public static Spans of(String service) {
        return new Spans(service, service, "");
    }

    public Spans named(String name) {
        return new Spans(service, name, version);
    }

    public Spans version(String number) {
        return new Spans(service, agent, number);
    }

    public Observation.SpanEnded tool(Instant at, String trace, String tool, Sighting... sightings) {
        return span(at, trace, new Operation.ToolCall(tool, null, null, "{}", "ok"), sightings);
    }

    public Observation.SpanEnded model(Instant at, String trace, String model, Sighting... sightings) {
        return span(
                at,
                trace,
                new Operation.ModelCall("acme", model, model, List.of(), List.of(), List.of(), List.of(), null),
                sightings);
    }

    public Observation.SpanEnded run(Instant at, String trace, String... tools) {
        List<ToolDefinition> definitions =
                Stream.of(tools).map(tool -> new ToolDefinition(tool, "", "")).toList();
        return span(at, trace, new Operation.AgentRun(List.of(), List.of(), definitions));
    }

    public Observation.SpanEnded span(Instant at, String trace, Operation operation, Sighting... sightings) {
        Resource resource = version.isEmpty()
                ? new Resource(Attributes.of(Map.of("service.name", service)))
                : new Resource(Attributes.of(Map.of("service.name", service, "service.version", version)));
        Span span = new Span(
                trace,
                String.format("%016x", at.toEpochMilli()),
                null,
                operation.kind(),
                SpanKind.INTERNAL,
                Epoch.nanos(at) - 1_000_000,
                Epoch.nanos(at),
                Status.UNSET,
                Attributes.empty(),
                List.of(),
                List.of(),
                null,
                resource,
                Scope.UNKNOWN,
                "test",
                new Actor(service, agent, null, null, trace, null, null, null),
                operation,
                Usage.NONE);
        return new Observation.SpanEnded(at, span, List.of(sightings));
    }

    /** The call of a tool that a log record outside of any trace tells. */
    public Observation.LogRecorded loggedTool(Instant at, String session, String tool, Sighting... sightings) {
        LogEvent log = new LogEvent(
                Epoch.nanos(at),
                "tool_result",
                0,
                "",
                Attributes.empty(),
                null,
                null,
                new Resource(Attributes.of(Map.of("service.name", service))),
                Scope.UNKNOWN,
                "test",
                new Actor(service, agent, null, null, session, null, null, null),
                new Operation.ToolCall(tool, null, null, "{}", "ok"),
                Usage.NONE,
                Status.UNSET,
                null,
                List.of(),
                List.of());
        return new Observation.LogRecorded(at, log, List.of(sightings));
    }

    public static Sighting secret(String place, String fingerprint) {
        return new Sighting(Sighting.SECRET, "github-pat", place, 0, 10, "ghp_…1234", fingerprint);
    }
}
