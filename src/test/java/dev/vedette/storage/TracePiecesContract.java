package dev.vedette.storage;

import static dev.vedette.storage.SampleSpans.DAY;
import static dev.vedette.storage.SampleSpans.MINUTE;
import static dev.vedette.storage.SampleSpans.NOON_NANOS;
import static dev.vedette.storage.SampleSpans.SECOND;
import static dev.vedette.storage.SampleSpans.spanId;
import static dev.vedette.storage.SampleSpans.traceId;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vedette.telemetry.ActivityQuery;
import dev.vedette.telemetry.Actor;
import dev.vedette.telemetry.Attributes;
import dev.vedette.telemetry.Operation;
import dev.vedette.telemetry.Preview;
import dev.vedette.telemetry.Span;
import dev.vedette.telemetry.Status;
import dev.vedette.telemetry.Trace;
import dev.vedette.telemetry.TraceQuery;
import dev.vedette.telemetry.TraceStore.Arrival;
import dev.vedette.telemetry.TraceSummary;
import dev.vedette.telemetry.Usage;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What every span log must make of traces that arrive in pieces. */
abstract class TracePiecesContract extends TraceSearchContract {
    private static final Operation TOOL = SampleSpans.operation("tool", "search");
    private static final Operation MODEL = SampleSpans.operation("model", "small-1");
    private static final Operation RUN = SampleSpans.operation("agent", null);
    private static final Usage TOKENS = new Usage(10L, 5L, null, null, null, 0.25, true);

    @Test
    void inWhateverOrderThePiecesComeTheTraceIsTheSame() {
        List<Span> whole = run(1, NOON_NANOS);
        store.append(List.of(arrival(0, whole.toArray(Span[]::new))));
        for (int seed = 2; seed < 8; seed++) {
            List<Span> pieces = new ArrayList<>(run(seed, NOON_NANOS));
            Collections.shuffle(pieces, new Random(seed));
            pieces.forEach(piece -> store.append(List.of(arrival(0, piece), arrival(0, piece))));
        }
        for (int trace = 1; trace < 8; trace++) {
            assertThat(trace(trace).spans())
                    .as("trace %s", trace)
                    .extracting(Span::actor)
                    .extracting(Actor::agent, Actor::session)
                    .containsOnly(org.assertj.core.groups.Tuple.tuple("planner", "talk"));
            assertThat(trace(trace).spans()).extracting(Span::name).containsExactly("run", "tool", "model");
        }
        assertThat(store.find(inSession("talk"))).hasSize(7).allSatisfy(summary -> {
            assertThat(summary.name()).isEqualTo("run");
            assertThat(summary.rooted()).isTrue();
            assertThat(summary.agent()).isEqualTo("planner");
            assertThat(summary.session()).isEqualTo("talk");
            assertThat(summary.spans()).isEqualTo(3);
            assertThat(summary.inputTokens()).isEqualTo(10);
            assertThat(summary.costUsd()).isEqualTo(0.25);
        });
    }

    @Test
    void aTraceWithoutItsRootIsSummedUpAllTheSame() {
        store.append(List.of(
                arrival(0, run(1, NOON_NANOS).get(0)),
                arrival(0, run(1, NOON_NANOS).get(1))));

        TraceSummary summary = only(store.find(inSession("talk")));
        assertThat(summary.rooted()).isFalse();
        assertThat(summary.name()).isEqualTo("tool");
        assertThat(summary.spans()).isEqualTo(2);
        assertThat(summary.toolCalls()).isEqualTo(1);
        assertThat(summary.modelCalls()).isEqualTo(1);
        assertThat(summary.outputTokens()).isEqualTo(5);
    }

    @Test
    void aPreviewIsFoundButCountedNowhere() {
        Span preview = span(1, 9, spanId(1), "run", new Preview(null), Usage.NONE, "planner", "talk", NOON_NANOS);
        store.append(List.of(arrival(0, preview)));
        assertThat(only(store.find(inSession("talk"))).spans()).isZero();
        assertThat(only(store.find(inSession("talk"))).name()).isEqualTo("run");

        store.append(List.of(arrival(0, run(1, NOON_NANOS).toArray(Span[]::new))));
        assertThat(only(store.find(inSession("talk"))).spans()).isEqualTo(3);
        assertThat(store.activity(new ActivityQuery(0, NOON_NANOS + 60 * MINUTE, 60)))
                .extracting(point -> point.operation())
                .containsExactlyInAnyOrder("agent", "tool", "model");
    }

    @Test
    void aTraceOverDaysIsWholeUntilItsOldestDayIsDropped() {
        List<Span> early = run(1, NOON_NANOS - 2 * DAY);
        Span late = span(1, 7, spanId(1), "late", TOOL, Usage.NONE, null, null, NOON_NANOS);
        store.append(List.of(arrival(-2, early.get(0), early.get(1))));
        store.append(List.of(arrival(-1, early.get(2))));
        store.append(List.of(arrival(0, late)));
        assertThat(store.keptSinceEpochNanos()).isEqualTo(Long.MIN_VALUE);

        assertThat(trace(1).spans()).extracting(Span::name).containsExactly("run", "tool", "model", "late");
        assertThat(trace(1).spans()).extracting(span -> span.actor().agent()).containsOnly("planner");
        for (long day = -2; day <= 0; day += 2) {
            long noon = NOON_NANOS + day * DAY;
            TraceSummary summary = only(store.find(TraceQuery.between(noon - MINUTE, noon + MINUTE, 10)));
            assertThat(summary.spans()).isEqualTo(4);
            assertThat(summary.endEpochNanos() - summary.startEpochNanos()).isGreaterThan(2 * DAY);
        }

        assertThat(store.retain(NOON_NANOS - DAY - DAY / 2, Long.MAX_VALUE)).isEqualTo(1);
        assertThat(trace(1).spans()).extracting(Span::name).containsExactly("run", "late");
        assertThat(store.keptSinceEpochNanos()).isEqualTo(NOON_NANOS - DAY - DAY / 2);
        assertThat(only(store.find(TraceQuery.between(0, Long.MAX_VALUE, 10))).rooted())
                .isTrue();
    }

    /** A tool call and a model call, and the run around them, which ended last; only the run names the agent. */
    private static List<Span> run(int trace, long end) {
        return List.of(
                span(trace, 2, spanId(1), "tool", TOOL, Usage.NONE, null, null, end - 5 * SECOND),
                span(trace, 3, spanId(1), "model", MODEL, TOKENS, null, "talk", end - 2 * SECOND),
                span(trace, 1, null, "run", RUN, TOKENS.repeated(), "planner", null, end));
    }

    private static Span span(
            int trace,
            int id,
            @Nullable String parent,
            String name,
            Operation operation,
            Usage usage,
            @Nullable String agent,
            @Nullable String session,
            long end) {
        Actor actor = SampleSpans.actor(
                "shop", agent == null ? "shop" : agent, session == null ? traceId(trace) : session, null);
        long length = parent == null ? 10 * SECOND : SECOND;
        return SampleSpans.span(
                traceId(trace),
                spanId(id),
                parent,
                name,
                end - length,
                end,
                Status.UNSET,
                actor,
                operation,
                usage,
                Attributes.empty());
    }

    private static Arrival arrival(int day, Span... spans) {
        return new Arrival(NOON_NANOS + day * DAY, SampleCodec.spans(List.of(spans)));
    }

    private Trace trace(int number) {
        return Objects.requireNonNull(store.trace(traceId(number), 100));
    }

    static TraceQuery inSession(String session) {
        return new TraceQuery(
                0, Long.MAX_VALUE, null, null, null, null, session, null, null, false, null, 100, Long.MAX_VALUE);
    }

    private static TraceSummary only(List<TraceSummary> summaries) {
        assertThat(summaries).hasSize(1);
        return summaries.get(0);
    }
}
