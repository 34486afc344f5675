package dev.vedette.storage;

import dev.vedette.telemetry.Actor;
import dev.vedette.telemetry.Attributes;
import dev.vedette.telemetry.LogEvent;
import dev.vedette.telemetry.Operation;
import dev.vedette.telemetry.Resource;
import dev.vedette.telemetry.Scope;
import dev.vedette.telemetry.Span;
import dev.vedette.telemetry.Status;
import dev.vedette.telemetry.Usage;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** Log records that tell of operations, made by hand or, seeded, at random. */
final class SampleLogs {
    private SampleLogs() {}

    static LogEvent event(
            long nanos,
            String name,
            String body,
            @Nullable String traceId,
            Actor actor,
            Operation operation,
            Usage usage,
            Status status,
            @Nullable Long took) {
        return new LogEvent(
                nanos,
                name,
                9,
                body,
                Attributes.empty(),
                traceId,
                null,
                Resource.UNKNOWN,
                Scope.UNKNOWN,
                "none",
                actor,
                operation,
                usage,
                status,
                took,
                List.of(),
                List.of());
    }

    /** A call of a coding agent, as its default settings tell it: with a session and without a trace. */
    static LogEvent told(
            String name, String session, String kind, @Nullable String subject, long tokens, long afterNoon) {
        Usage usage = tokens == 0 ? Usage.NONE : new Usage(tokens, 1L, null, null, null, 0.25, true);
        return event(
                SampleSpans.NOON_NANOS + afterNoon,
                name,
                "",
                null,
                SampleSpans.actor("coder", "claude", session, "user-1"),
                SampleSpans.operation(kind, subject),
                usage,
                Status.UNSET,
                SampleSpans.SECOND);
    }

    /** Like the random spans: of the same traces, of their sessions without a trace, and of nothing at all. */
    static List<LogEvent> random(long seed, int count) {
        List<LogEvent> events = new ArrayList<>(count);
        Random random = new Random(seed);
        for (Span like : SampleSpans.random(seed, count)) {
            Actor actor = like.actor();
            boolean traced = random.nextInt(3) == 0;
            boolean named = actor.hasSession(like.traceId());
            Actor teller = traced || named ? actor : actor.inSession(actor.service());
            boolean timed = random.nextBoolean();
            events.add(event(
                    like.endEpochNanos() + 500,
                    like.name(),
                    "text",
                    traced ? like.traceId() : null,
                    teller,
                    like.operation(),
                    like.usage(),
                    like.status(),
                    timed ? like.durationNanos() : null));
        }
        return events;
    }
}
