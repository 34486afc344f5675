package dev.vedette.storage;

import static dev.vedette.storage.SampleSpans.NOON_NANOS;
import static dev.vedette.storage.SampleSpans.SECOND;
import static dev.vedette.storage.SampleSpans.spanId;
import static dev.vedette.storage.SampleSpans.traceId;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.vedette.telemetry.Actor;
import dev.vedette.telemetry.Attributes;
import dev.vedette.telemetry.InMemoryTraceStore;
import dev.vedette.telemetry.LogEvent;
import dev.vedette.telemetry.LogTrace;
import dev.vedette.telemetry.Span;
import dev.vedette.telemetry.Status;
import dev.vedette.telemetry.Trace;
import dev.vedette.telemetry.TraceQuery;
import dev.vedette.telemetry.TraceStore.Arrival;
import dev.vedette.telemetry.TraceSummary;
import dev.vedette.telemetry.Usage;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What every span log must make of log records that tell what spans of other senders tell. */
abstract class TraceLogsContract extends TracePiecesContract {
    private static final String SESSION = "5f1c7c9e-8a52-4b7e-9a52-0d3c9f1f2a11";
    private static final String TRACE = LogTrace.idOf("coder", SESSION);

    private final InMemoryTraceStore oracle = new InMemoryTraceStore();

    private void logs(LogEvent... logs) {
        store.append(List.of(new Arrival(NOON_NANOS, SampleCodec.logs(List.of(logs)))));
    }

    /** A session of one prompt, two calls of a model and one of a tool, of which the last failed. */
    private void session() {
        logs(
                SampleLogs.told("api_request", SESSION, "model", "large-2", 10, 2 * SECOND),
                SampleLogs.told("tool_result", SESSION, "tool", "Bash", 0, 3 * SECOND));
        LogEvent last = SampleLogs.told("api_error", SESSION, "model", "large-2", 5, 4 * SECOND);
        logs(
                SampleLogs.event(
                        last.epochNanos(),
                        last.eventName(),
                        "",
                        null,
                        last.actor(),
                        last.operation(),
                        last.usage(),
                        new Status(Status.Code.ERROR, "", ""),
                        null),
                SampleLogs.told("internal_error", SESSION, "other", null, 0, SECOND));
    }

    @Test
    void aSessionToldInLogRecordsOutsideOfTracesIsOneLine() {
        session();

        assertThat(store.find(TraceQuery.between(0, Long.MAX_VALUE, 10))).containsExactly(line());
        Trace trace = trace(TRACE, 10);
        assertThat(trace.isSession()).isTrue();
        assertThat(trace.spans()).isEmpty();
        assertThat(trace.logs())
                .extracting(LogEvent::eventName)
                .containsExactly("internal_error", "api_request", "tool_result", "api_error");
        assertThat(trace.truncated()).isFalse();
        assertThat(trace(TRACE, 3).truncated()).isTrue();
        assertThat(trace(TRACE, 3).logs()).hasSize(3);
    }

    private static TraceSummary line() {
        return new TraceSummary(
                TRACE,
                "api_request",
                false,
                "coder",
                "claude",
                SESSION,
                NOON_NANOS + SECOND,
                NOON_NANOS + 4 * SECOND,
                0,
                3,
                1,
                2,
                1,
                15,
                2,
                0.5,
                false,
                0,
                NOON_NANOS + 4 * SECOND);
    }

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource(
            nullValues = "-",
            value = {
                "service, coder, shop",
                "agent, claude, coder",
                "session, 5f1c7c9e-8a52-4b7e-9a52-0d3c9f1f2a11, 5f1c7c9e",
                "user, user-1, user-2",
                "tool, Bash, Read",
                "model, large-2, small-1",
                "operation, tool, other",
                "text, RESULT, internal"
            })
    void itIsFoundByWhatItsRecordsSay(String field, String said, String notSaid) {
        session();

        assertThat(store.find(by(field, said)))
                .extracting(TraceSummary::traceId)
                .containsExactly(TRACE);
        assertThat(store.find(by(field, notSaid))).isEmpty();
        assertThat(store.find(by("text", TRACE))).hasSize(1);
        assertThat(store.find(by("errors", "true")))
                .extracting(TraceSummary::matchedEpochNanos)
                .containsExactly(NOON_NANOS + 4 * SECOND);
    }

    private static TraceQuery by(String field, String value) {
        return new TraceQuery(
                0,
                Long.MAX_VALUE,
                only(field, "service", value),
                only(field, "agent", value),
                only(field, "tool", value),
                only(field, "model", value),
                only(field, "session", value),
                only(field, "user", value),
                only(field, "operation", value),
                field.equals("errors"),
                only(field, "text", value),
                10,
                Long.MAX_VALUE);
    }

    private static @Nullable String only(String field, String wanted, String value) {
        return field.equals(wanted) ? value : null;
    }

    @Test
    void theSameSessionOfAnotherServiceIsAnotherAndRecordsOfNoSessionAreNone() {
        session();
        Actor other = SampleSpans.actor("builder", "builder", SESSION, null);
        Actor nobody = SampleSpans.actor("builder", "builder", "builder", null);
        logs(called(null, other), called(null, nobody));

        assertThat(store.find(by("session", SESSION)))
                .extracting(TraceSummary::traceId)
                .containsExactlyInAnyOrder(TRACE, LogTrace.idOf("builder", SESSION));
        assertThat(store.find(TraceQuery.between(0, Long.MAX_VALUE, 10))).hasSize(2);
    }

    @Test
    void aTraceIsOneLineWhetherSpansOrLogRecordsTellIt() {
        store.append(List.of(arrival(told(1, SESSION, 10))));
        logs(called(traceId(1), actor()), called(traceId(2), actor()));
        logs(SampleLogs.event(
                NOON_NANOS,
                "tool_result",
                "",
                traceId(1),
                actor(),
                SampleSpans.operation("tool", "Bash"),
                Usage.NONE,
                new Status(Status.Code.ERROR, "", ""),
                null));

        assertThat(store.find(by("service", "coder")))
                .extracting(
                        TraceSummary::traceId,
                        TraceSummary::spans,
                        TraceSummary::logRecords,
                        TraceSummary::modelCalls,
                        TraceSummary::toolCalls,
                        TraceSummary::errors,
                        TraceSummary::inputTokens)
                .containsExactlyInAnyOrder(tuple(traceId(1), 1, 2, 1, 1, 1, 10L), tuple(traceId(2), 0, 1, 1, 0, 1, 0L));
        assertThat(trace(traceId(2), 10).isSession()).isFalse();
        assertThat(trace(traceId(1), 10).spans()).hasSize(1);
    }

    @Test
    void tokensThatSpansOfTheSessionTellInTheirTracesAreNotCountedAgain() {
        session();
        assertThat(inputOf(SESSION)).isEqualTo(15);
        store.append(List.of(arrival(told(1, SESSION, 15))));

        assertThat(inputOf(SESSION)).isEqualTo(15);
        assertThat(trace(TRACE, 10).logs()).allMatch(log -> log.usage().countedTokens() == 0);
        assertThat(trace(TRACE, 10).logs()).hasSize(4);
    }

    private long inputOf(String session) {
        return store.find(by("session", session)).stream()
                .mapToLong(TraceSummary::inputTokens)
                .sum();
    }

    private static Actor actor() {
        return SampleSpans.actor("coder", "coder", SESSION, null);
    }

    private static LogEvent called(@Nullable String trace, Actor actor) {
        return SampleLogs.event(
                NOON_NANOS,
                "api_request",
                "",
                trace,
                actor,
                SampleSpans.operation("model", "large-2"),
                new Usage(10L, null, null, null, null, null, true),
                new Status(Status.Code.ERROR, "", ""),
                null);
    }

    @Test
    void spansAndLogRecordsTogetherAreFoundAsTheQueryMeans() {
        List<Span> spans = SampleSpans.random(5, 600);
        List<LogEvent> logs = SampleLogs.random(6, 600);
        for (int from = 0; from < 600; from += 50) {
            List<Arrival> arrivals = List.of(
                    new Arrival(NOON_NANOS, SampleCodec.spans(spans.subList(from, from + 50))),
                    new Arrival(NOON_NANOS + 1, SampleCodec.logs(logs.subList(from, from + 50))));
            store.append(arrivals);
            oracle.append(arrivals);
        }
        Random random = new Random(8);
        int logsOnly = 0;
        for (int round = 0; round < 100; round++) {
            TraceQuery query = query(random);
            List<TraceSummary> wanted = oracle.find(query);
            assertThat(store.find(query)).as("%s", query).isEqualTo(wanted);
            logsOnly += (int) wanted.stream().filter(line -> line.spans() == 0).count();
        }
        assertThat(logsOnly).isGreaterThan(100);
        for (TraceSummary line : oracle.find(TraceQuery.between(0, Long.MAX_VALUE, 40))) {
            assertThat(store.trace(line.traceId(), 1_000))
                    .isEqualTo(Objects.requireNonNull(oracle.trace(line.traceId(), 1_000)));
        }
    }

    @Test
    void manySessionsArePagedWithoutGapOrRepetition() {
        List<LogEvent> calls = new ArrayList<>();
        for (int number = 0; number < 3_000; number++) {
            calls.add(SampleLogs.told("api_request", "session " + number % 1_500, "model", "large-2", 1, number));
        }
        logs(calls.toArray(LogEvent[]::new));
        List<String> seen = new ArrayList<>();
        List<TraceSummary> page = store.find(page(Long.MAX_VALUE));
        while (!page.isEmpty()) {
            page.forEach(line -> seen.add(line.session()));
            page = store.find(page(page.get(page.size() - 1).matchedEpochNanos()));
        }
        assertThat(seen).hasSize(1_500).doesNotHaveDuplicates().startsWith("session 1499", "session 1498");
    }

    private static TraceQuery page(long before) {
        return new TraceQuery(0, Long.MAX_VALUE, null, null, null, null, null, null, null, false, null, 200, before);
    }

    @Test
    void aSpanUnderTheIdOfASessionJoinsIt() {
        session();
        Span forged = SampleSpans.span(
                TRACE,
                spanId(0),
                null,
                "forged",
                NOON_NANOS,
                NOON_NANOS + SECOND,
                Status.UNSET,
                actor(),
                SampleSpans.operation("other", null),
                Usage.NONE,
                Attributes.empty());
        store.append(List.of(arrival(forged)));

        assertThat(trace(TRACE, 10).spans()).hasSize(1);
        assertThat(trace(TRACE, 10).isSession()).isFalse();
        assertThat(store.find(by("text", TRACE))).hasSize(1);
    }
}
