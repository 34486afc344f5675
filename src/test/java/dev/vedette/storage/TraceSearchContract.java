package dev.vedette.storage;

import static dev.vedette.storage.SampleSpans.MINUTE;
import static dev.vedette.storage.SampleSpans.NOON_NANOS;
import static dev.vedette.storage.SampleSpans.SECOND;
import static dev.vedette.storage.SampleSpans.span;
import static dev.vedette.storage.SampleSpans.traceId;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.vedette.telemetry.ActivityPoint;
import dev.vedette.telemetry.ActivityQuery;
import dev.vedette.telemetry.Attributes;
import dev.vedette.telemetry.InMemoryTraceStore;
import dev.vedette.telemetry.LogEvent;
import dev.vedette.telemetry.Span;
import dev.vedette.telemetry.TraceQuery;
import dev.vedette.telemetry.TraceStore;
import dev.vedette.telemetry.TraceStore.Arrival;
import dev.vedette.telemetry.TraceSummary;
import dev.vedette.telemetry.Usage;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What every span log must find and add up, compared with a plain double. */
abstract class TraceSearchContract extends TraceStoreContract {
    private static final int SPANS = 1_500;

    private final InMemoryTraceStore oracle = new InMemoryTraceStore();

    private void fill() {
        List<Span> spans = SampleSpans.random(42, SPANS);
        for (int from = 0; from < SPANS; from += 100) {
            Arrival arrival = new Arrival(
                    NOON_NANOS - (from % 300 == 0 ? SampleSpans.DAY : 0),
                    SampleCodec.spans(spans.subList(from, from + 100)));
            store.append(List.of(arrival));
            oracle.append(List.of(arrival));
        }
    }

    @Test
    void findsWhatTheQueryMeans() {
        fill();
        Random random = new Random(7);
        int found = 0;
        for (int round = 0; round < 120; round++) {
            TraceQuery query = query(random);
            List<TraceSummary> wanted = oracle.find(query);
            assertThat(store.find(query)).as("%s", query).isEqualTo(wanted);
            found += wanted.size();
        }
        assertThat(found).isGreaterThan(500);
    }

    static TraceQuery query(Random random) {
        long from = random.nextBoolean() ? 0 : NOON_NANOS + random.nextInt(30) * MINUTE;
        return new TraceQuery(
                from,
                random.nextBoolean() ? Long.MAX_VALUE : from + random.nextInt(40) * MINUTE,
                maybe(random, 4, "shop", "billing", "nobody"),
                maybe(random, 4, "planner", "Müller"),
                maybe(random, 6, "search", "shell"),
                maybe(random, 6, "large-2"),
                maybe(random, 6, "session-7", traceId(9)),
                maybe(random, 8, "user-3"),
                maybe(random, 4, "tool", "model", "other"),
                random.nextInt(5) == 0,
                maybe(random, 3, "SEARCH", "100%_", "%", "_", "strasse", "STRAßE", "日本", "", traceId(11), "!"),
                1 + random.nextInt(60),
                random.nextInt(3) > 0 ? Long.MAX_VALUE : NOON_NANOS + random.nextInt(60) * MINUTE);
    }

    private static @Nullable String maybe(Random random, int oneIn, String... values) {
        return random.nextInt(oneIn) == 0 ? values[random.nextInt(values.length)] : null;
    }

    @Test
    void pagesJoinWithoutGapOrRepetition() {
        fill();
        TraceQuery all = new TraceQuery(
                0, Long.MAX_VALUE, null, null, null, null, null, null, "tool", false, null, 1_000, Long.MAX_VALUE);
        List<TraceSummary> wanted = oracle.find(all);
        List<TraceSummary> paged = new ArrayList<>();
        long before = Long.MAX_VALUE;
        while (true) {
            List<TraceSummary> page = store.find(new TraceQuery(
                    0, Long.MAX_VALUE, null, null, null, null, null, null, "tool", false, null, 17, before));
            if (page.isEmpty()) {
                break;
            }
            paged.addAll(page);
            before = page.get(page.size() - 1).matchedEpochNanos();
        }
        assertThat(paged).isEqualTo(wanted);
    }

    @Test
    void totalsAreThoseOfTheSpans() {
        fill();
        for (int step : new int[] {1, 5, 60, 1_440}) {
            for (long from : new long[] {0, NOON_NANOS, NOON_NANOS + 7 * MINUTE + 1}) {
                ActivityQuery query = new ActivityQuery(from, NOON_NANOS + 50 * MINUTE, step);
                List<ActivityPoint> wanted = oracle.activity(query);
                assertThat(store.activity(query)).isEqualTo(wanted).isNotEmpty();
            }
        }
    }

    @Test
    void callsThatOnlyLogRecordsTellAreCounted() {
        append(call("s1", 10));
        append(call("s2", 5));
        append(SampleSpans.log(NOON_NANOS, "plain", "text", null, "coder"));

        assertThat(store.activity(ALL))
                .containsExactly(new ActivityPoint(
                        NOON_NANOS, "coder", "coder", "model", "small-1", 2, 2, 15, 0, 0, 0, 0, 2, 2 * SECOND, false));
    }

    @Test
    void whatSpansToldFirstIsNotCountedAgain() {
        store.append(List.of(arrival(told(1, "s1", 10))));
        append(call("s1", 10));
        append(call("s2", 3));
        store.append(List.of(arrival(told(2, "s2", 3))));

        assertThat(store.activity(ALL)).extracting(ActivityPoint::inputTokens).containsExactly(13L);
        assertThat(store.activity(ALL)).extracting(ActivityPoint::spans).containsExactly(2L);
    }

    static final ActivityQuery ALL = new ActivityQuery(0, Long.MAX_VALUE, 1);

    void append(LogEvent log) {
        store.append(List.of(new Arrival(NOON_NANOS, SampleCodec.logs(List.of(log)))));
    }

    static LogEvent call(String session, long tokens) {
        return SampleSpans.call(NOON_NANOS, session, SampleSpans.operation("model", "small-1"), tokens(tokens));
    }

    /** The same call in a span. */
    static Span told(long trace, String session, long tokens) {
        return SampleSpans.span(
                traceId(trace),
                SampleSpans.spanId(1),
                null,
                "chat",
                NOON_NANOS - SECOND,
                NOON_NANOS,
                SampleSpans.status(false),
                SampleSpans.actor("coder", "coder", session, null),
                SampleSpans.operation("model", "small-1"),
                tokens(tokens),
                Attributes.empty());
    }

    private static Usage tokens(long input) {
        return new Usage(input, null, null, null, null, null, true);
    }

    @Test
    void namesMayBeAnything() {
        String nasty = "a\0b '; DROP TABLE x; -- \uD83D\uDE00 \u202E";
        String endless = "\uD83D\uDE00".repeat(5_000);
        Span odd = withNames(1, nasty);
        Span huge = withNames(2, endless);
        store.append(List.of(arrival(odd, huge)));

        assertThat(trace(traceId(1), 5).spans()).containsExactly(odd);
        assertThat(trace(traceId(2), 5).spans()).containsExactly(huge);
        assertThat(store.find(byText("drop table")))
                .extracting(TraceSummary::traceId)
                .containsExactly(traceId(1));
        assertThat(store.find(byText("\uD83D\uDE00\uD83D\uDE00")))
                .extracting(TraceSummary::traceId)
                .containsExactly(traceId(2));
        assertThat(store.activity(new ActivityQuery(0, Long.MAX_VALUE, 1))).hasSize(2);
    }

    private static Span withNames(long trace, String name) {
        return SampleSpans.span(
                traceId(trace),
                SampleSpans.spanId(1),
                null,
                name,
                NOON_NANOS,
                NOON_NANOS,
                SampleSpans.status(false),
                SampleSpans.actor(name, name, name, name),
                SampleSpans.operation("tool", name),
                Usage.NONE,
                Attributes.empty());
    }

    private static TraceQuery byText(String text) {
        return new TraceQuery(
                0, Long.MAX_VALUE, null, null, null, null, null, null, null, false, text, 10, Long.MAX_VALUE);
    }

    @Test
    void aRootThatRepeatsTheTokensOfAllOthersIsNotAddedToThem() {
        Usage all = new Usage(10L, 4L, null, null, null, 0.5, true);
        Usage some = new Usage(6L, 1L, null, null, null, null, true);
        Usage rest = new Usage(4L, 3L, null, null, null, null, true);
        store.append(List.of(arrival(span(1, 2, "chat", 1).withUsage(some))));
        store.append(List.of(
                arrival(span(1, 3, "chat", 2).withUsage(rest)),
                arrival(span(1, 1, "wrapper", 3).withUsage(all))));
        store.append(List.of(
                arrival(span(2, 1, "a", 4).withUsage(all), span(2, 2, "b", 4).withUsage(some))));

        assertThat(store.find(TraceQuery.between(0, Long.MAX_VALUE, 10)))
                .extracting(TraceSummary::inputTokens, TraceSummary::outputTokens, TraceSummary::costUsd)
                .containsExactly(tuple(16L, 5L, 0.5), tuple(10L, 4L, 0.5));
    }

    @Test
    void numbersMayBeAnything() {
        long[] times = {Long.MIN_VALUE + 1, -1, 0, 1, NOON_NANOS, Long.MAX_VALUE - 1};
        List<Span> spans = new ArrayList<>();
        for (int index = 0; index < times.length * 3; index++) {
            long time = times[index % times.length];
            spans.add(SampleSpans.span(
                    traceId(1 + index % 2),
                    SampleSpans.spanId(index + 1L),
                    null,
                    "n",
                    index % 3 == 0 ? 0 : time,
                    time,
                    SampleSpans.status(true),
                    SampleSpans.actor("shop", "planner", "s", null),
                    SampleSpans.operation("model", "large-2"),
                    new Usage(Long.MAX_VALUE, Long.MIN_VALUE, null, null, null, 1e308, true),
                    Attributes.empty()));
        }
        store.append(List.of(arrival(spans.toArray(Span[]::new))));
        store.append(List.of(arrival(span(1, 99, "after", 0))));
        assertThat(spansOf(store.after(0, 10))).hasSize(19);
        assertThat(trace(traceId(1), 100).spans()).hasSize(10);
        assertThat(store.find(TraceQuery.between(Long.MIN_VALUE, Long.MAX_VALUE, 10)))
                .hasSize(2);
        assertThat(store.activity(new ActivityQuery(Long.MIN_VALUE, Long.MAX_VALUE, 1_000_000_000)))
                .isNotEmpty();
    }

    @Test
    void readersSeeWholeTransactionsWhileTheWriterWrites() throws Exception {
        AtomicBoolean done = new AtomicBoolean();
        CountDownLatch started = new CountDownLatch(1);
        ExecutorService reading = Executors.newSingleThreadExecutor();
        try {
            Future<Integer> reads = reading.submit(() -> readUntil(done, started, store));
            started.await();
            for (int trace = 1; trace <= 150; trace++) {
                store.append(List.of(
                        arrival(span(trace, 1, "a", trace), span(trace, 2, "b", trace)),
                        arrival(span(trace, 3, "c", trace))));
            }
            done.set(true);
            assertThat(reads.get()).isPositive();
        } finally {
            reading.shutdownNow();
        }
    }

    private static int readUntil(AtomicBoolean done, CountDownLatch started, TraceStore store) {
        int reads = 0;
        while (!done.get()) {
            assertThat(store.find(TraceQuery.between(0, Long.MAX_VALUE, 20)))
                    .allSatisfy(line -> assertThat(line.spans()).isEqualTo(3));
            assertThat(store.after(0, 1_000).size()).isEven();
            reads++;
            started.countDown();
        }
        return reads;
    }
}
