package dev.vedette.storage;

import dev.vedette.telemetry.Actor;
import dev.vedette.telemetry.Attributes;
import dev.vedette.telemetry.Epoch;
import dev.vedette.telemetry.LogEvent;
import dev.vedette.telemetry.MetricPoint;
import dev.vedette.telemetry.Operation;
import dev.vedette.telemetry.Resource;
import dev.vedette.telemetry.Scope;
import dev.vedette.telemetry.Span;
import dev.vedette.telemetry.SpanKind;
import dev.vedette.telemetry.Status;
import dev.vedette.telemetry.Temporality;
import dev.vedette.telemetry.Usage;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** Spans, log records and points made by hand or, seeded, at random. */
final class SampleSpans {
    /** Noon of the day on which the samples happen. */
    static final Instant NOON = Instant.parse("2026-03-10T12:00:00Z");

    static final long NOON_NANOS = Epoch.nanos(NOON);
    static final long SECOND = 1_000_000_000L;
    static final long MINUTE = 60 * SECOND;
    static final long DAY = 1_440 * MINUTE;

    private static final List<String> SERVICES = List.of("shop", "support", "billing");
    private static final List<String> AGENTS = List.of("planner", "searcher", "writer", "Müller");
    private static final List<String> TOOLS = List.of("search", "mail", "shell");
    private static final List<String> MODELS = List.of("small-1", "large-2");
    private static final List<String> NAMES = List.of(
            "invoke_agent planner", "chat large-2", "execute_tool Search", "GET /100%_sure", "STRASSE straße", "日本語");

    private SampleSpans() {}

    static String traceId(long number) {
        return "%016x%016x".formatted(number * 0x9E3779B97F4A7C15L, number);
    }

    static String spanId(long number) {
        return HexFormat.of().toHexDigits(number);
    }

    static Status status(boolean error) {
        return error ? new Status(Status.Code.ERROR, "", "") : Status.UNSET;
    }

    static Actor actor(String service, String agent, String session, @Nullable String user) {
        return new Actor(service, agent, null, null, session, user, null, null);
    }

    static Operation operation(String kind, @Nullable String subject) {
        return switch (kind) {
            case "tool" -> new Operation.ToolCall(Objects.requireNonNull(subject), null, null, null, null);
            case "model" ->
                new Operation.ModelCall(null, null, subject, List.of(), List.of(), List.of(), List.of(), null);
            case "embedding" -> new Operation.Embedding(null, subject);
            case "agent" -> new Operation.AgentRun(List.of(), List.of(), List.of());
            default -> new Operation.Other();
        };
    }

    static Span span(
            String traceId,
            String spanId,
            @Nullable String parent,
            String name,
            long start,
            long end,
            Status status,
            Actor actor,
            Operation operation,
            Usage usage,
            Attributes attributes) {
        return new Span(
                traceId,
                spanId,
                parent,
                name,
                SpanKind.INTERNAL,
                start,
                end,
                status,
                attributes,
                List.of(),
                List.of(),
                null,
                Resource.UNKNOWN,
                Scope.UNKNOWN,
                "none",
                actor,
                operation,
                usage);
    }

    /** A plain span of trace {@code trace} that ended {@code endsAfterNoon} nanoseconds after noon. */
    static Span span(long trace, long id, String name, long endsAfterNoon) {
        String traceId = traceId(trace);
        long end = NOON_NANOS + endsAfterNoon;
        return span(
                traceId,
                spanId(id),
                id == 1 ? null : spanId(1),
                name,
                end - SECOND,
                end,
                Status.UNSET,
                actor("shop", "planner", traceId, null),
                operation("other", null),
                Usage.NONE,
                Attributes.empty());
    }

    static LogEvent log(long nanos, String event, String body, @Nullable String traceId, String service) {
        return new LogEvent(
                nanos,
                event,
                9,
                body,
                Attributes.empty(),
                traceId,
                null,
                Resource.UNKNOWN,
                Scope.UNKNOWN,
                "none",
                actor(service, service, "session", null),
                List.of(),
                List.of());
    }

    /** A failed call that a log record of a session tells. */
    static LogEvent call(long nanos, String session, Operation operation, Usage usage) {
        return new LogEvent(
                nanos,
                "call",
                9,
                "",
                Attributes.empty(),
                null,
                null,
                Resource.UNKNOWN,
                Scope.UNKNOWN,
                "none",
                actor("coder", "coder", session, null),
                operation,
                usage,
                status(true),
                SECOND,
                List.of(),
                List.of());
    }

    static MetricPoint point(String name, String service, long nanos, double value) {
        Resource resource = new Resource(Attributes.of(Map.of("service.name", service)));
        return new MetricPoint(
                name,
                "1",
                "gauge",
                Temporality.NONE,
                0,
                nanos,
                1,
                value,
                Attributes.empty(),
                resource,
                Scope.UNKNOWN,
                null);
    }

    /** So many spans in a third as many traces, all of them ended at different times within an hour after noon. */
    static List<Span> random(long seed, int count) {
        Random random = new Random(seed);
        List<Span> spans = new ArrayList<>(count);
        for (int number = 1; number <= count; number++) {
            spans.add(random(random, number, 1 + random.nextInt(Math.max(1, count / 3)), ""));
        }
        return spans;
    }

    /** One random span; a trace holds to its session but its spans have their own agents and tools. */
    static Span random(Random random, long number, long trace, String content) {
        long end = NOON_NANOS + random.nextInt(3_600) * SECOND + number * 1_000 + random.nextInt(1_000);
        return random(random, number, trace, end, content);
    }

    private static Usage usage(Random random) {
        Usage usage = new Usage(
                (long) random.nextInt(5_000),
                random.nextBoolean() ? null : Long.valueOf(random.nextInt(900)),
                null,
                null,
                null,
                random.nextBoolean() ? null : Double.valueOf(random.nextInt(64) / 64.0),
                random.nextInt(5) > 0);
        return usage.costUsd() == null && usage.own() && random.nextInt(3) == 0
                ? usage.withEstimate(random.nextInt(64) / 64.0)
                : usage;
    }

    static Span random(Random random, long number, long trace, long end, String content) {
        String traceId = traceId(trace);
        String kind = List.of("tool", "model", "embedding", "agent", "other").get(random.nextInt(5));
        String subject = kind.equals("tool") ? pick(random, TOOLS) : pick(random, MODELS);
        Usage usage = random.nextInt(3) == 0 ? Usage.NONE : usage(random);
        return span(
                traceId,
                spanId(number),
                random.nextInt(4) == 0 ? null : spanId(1 + random.nextInt(1_000)),
                pick(random, NAMES),
                end - random.nextInt(5_000) * 1_000_000L - number,
                end,
                status(random.nextInt(6) == 0),
                actor(
                        pick(random, SERVICES),
                        pick(random, AGENTS),
                        trace % 3 == 0 ? traceId : "session-" + trace % 50,
                        random.nextBoolean() ? null : "user-" + random.nextInt(20)),
                operation(kind, subject),
                usage,
                content.isEmpty() ? Attributes.empty() : Attributes.of(Map.of("content", content)));
    }

    static String pick(Random random, List<String> from) {
        return from.get(random.nextInt(from.size()));
    }
}
