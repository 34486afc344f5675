package dev.vedette.storage;

import static dev.vedette.storage.SampleSpans.DAY;
import static dev.vedette.storage.SampleSpans.NOON_NANOS;
import static dev.vedette.storage.SampleSpans.SECOND;
import static dev.vedette.storage.SampleSpans.span;
import static dev.vedette.storage.SampleSpans.traceId;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vedette.telemetry.LogEvent;
import dev.vedette.telemetry.Signal;
import dev.vedette.telemetry.SignalSummary;
import dev.vedette.telemetry.Span;
import dev.vedette.telemetry.StoreException;
import dev.vedette.telemetry.StoredBatch;
import dev.vedette.telemetry.TelemetryBatch;
import dev.vedette.telemetry.Trace;
import dev.vedette.telemetry.TraceQuery;
import dev.vedette.telemetry.TraceStore;
import dev.vedette.telemetry.TraceStore.Appended;
import dev.vedette.telemetry.TraceStore.Arrival;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every span log must do. Its clock says {@link SampleSpans#NOON}. */
abstract class TraceStoreContract {
    TraceStore store;

    /** An empty store. */
    abstract TraceStore open() throws Exception;

    @BeforeEach
    void openStore() throws Exception {
        store = open();
    }

    @AfterEach
    void closeStore() {
        store.close();
    }

    static Arrival arrival(Span... spans) {
        return new Arrival(NOON_NANOS, SampleCodec.spans(List.of(spans)));
    }

    Trace trace(String traceId, int limit) {
        return Objects.requireNonNull(store.trace(traceId, limit));
    }

    static List<Span> spansOf(List<StoredBatch> batches) {
        return batches.stream().flatMap(batch -> batch.batch().spans().stream()).toList();
    }

    @Test
    void anEmptyLogHasNothing() {
        assertThat(store.head()).isZero();
        assertThat(store.tail()).isZero();
        assertThat(store.after(0, 10)).isEmpty();
        assertThat(store.append(List.of())).isEmpty();
        assertThat(store.trace(traceId(1), 10)).isNull();
        assertThat(store.trace("no such id", 10)).isNull();
        assertThat(store.find(TraceQuery.between(0, Long.MAX_VALUE, 10))).isEmpty();
        assertThat(store.signals(0, 10)).isEmpty();
        assertThat(store.retain(Long.MAX_VALUE, 0)).isZero();
    }

    @Test
    void whatIsAppendedIsReadBackInOrderAsItCame() {
        List<Arrival> arrivals = new ArrayList<>();
        for (int number = 1; number <= 7; number++) {
            arrivals.add(new Arrival(NOON_NANOS + number, SampleCodec.spans(SampleSpans.random(number, 1))));
        }
        arrivals.set(3, new Arrival(NOON_NANOS + 4, SampleCodec.logs(List.of(log("hello", null)))));
        List<Arrival> distinct = distinct(arrivals);
        List<Appended> appended = store.append(distinct);

        assertThat(appended).extracting(Appended::position).isSorted().doesNotHaveDuplicates();
        assertThat(appended).extracting(Appended::duplicates).containsOnly(0);
        assertThat(store.head()).isEqualTo(appended.get(appended.size() - 1).position());
        List<StoredBatch> all = store.after(0, 100);
        assertThat(all).hasSameSizeAs(distinct);
        for (int index = 0; index < all.size(); index++) {
            TelemetryBatch wanted = distinct.get(index).batch();
            assertThat(all.get(index).position()).isEqualTo(appended.get(index).position());
            assertThat(all.get(index).receivedEpochNanos())
                    .isEqualTo(distinct.get(index).receivedEpochNanos());
            assertThat(all.get(index).batch().signal()).isEqualTo(wanted.signal());
            assertThat(all.get(index).batch().payload()).isEqualTo(wanted.payload());
            assertThat(all.get(index).batch().spans()).isEqualTo(wanted.spans());
            assertThat(all.get(index).batch().logs()).isEqualTo(wanted.logs());
        }
    }

    /** The same random span id comes with every seed: each gets its own trace here. */
    private static List<Arrival> distinct(List<Arrival> arrivals) {
        List<Arrival> distinct = new ArrayList<>();
        for (int index = 0; index < arrivals.size(); index++) {
            Arrival arrival = arrivals.get(index);
            distinct.add(
                    arrival.batch().spans().isEmpty()
                            ? arrival
                            : new Arrival(
                                    arrival.receivedEpochNanos(),
                                    SampleCodec.spans(List.of(span(index + 1, 1, "number " + index, index)))));
        }
        return distinct;
    }

    @Test
    void theLogIsReadInPieces() {
        for (int number = 1; number <= 10; number++) {
            store.append(List.of(arrival(span(number, 1, "n", number))));
        }
        List<Long> positions = new ArrayList<>();
        long position = store.tail();
        for (List<StoredBatch> piece = store.after(position, 3); !piece.isEmpty(); piece = store.after(position, 3)) {
            assertThat(piece).hasSizeLessThanOrEqualTo(3);
            piece.forEach(batch -> positions.add(batch.position()));
            position = piece.get(piece.size() - 1).position();
        }
        assertThat(positions).hasSize(10).isSorted().doesNotHaveDuplicates();
        assertThat(position).isEqualTo(store.head());
    }

    @Test
    void aSpanIsKeptOnceHoweverOftenItComes() {
        Span first = span(1, 1, "first", 0);
        Span second = span(1, 2, "second", 1);
        Span third = span(2, 1, "third", 2);
        List<Appended> once = store.append(List.of(arrival(first, second, first), arrival(second)));
        assertThat(once).extracting(Appended::duplicates).containsExactly(1, 1);
        assertThat(once.get(0).fresh().spans()).containsExactly(first, second);
        assertThat(once.get(1).fresh().size()).isZero();
        assertThat(once.get(1).position()).isEqualTo(once.get(0).position()).isEqualTo(store.head());

        Span changed = span(1, 2, "the same id, but another name", 1);
        List<Appended> again = store.append(List.of(arrival(first), arrival(changed, third)));
        assertThat(again).extracting(Appended::duplicates).containsExactly(1, 1);
        assertThat(again.get(1).fresh().spans()).containsExactly(third);
        assertThat(spansOf(store.after(0, 10))).containsExactly(first, second, third);
        assertThat(trace(traceId(1), 10).spans()).containsExactly(first, second);
        assertThat(trace(traceId(2), 10).spans()).containsExactly(third);
    }

    @Test
    void aTraceIsOldestFirstAndSaysWhenThereIsMore() {
        List<Span> spans = LongStream.rangeClosed(1, 20)
                .mapToObj(id -> span(5, id, "s" + id, (id * 7 % 20) * SECOND + id))
                .toList();
        for (Span span : spans) {
            store.append(List.of(arrival(span, span(6, 100 + Long.parseLong(span.spanId(), 16), "other", 0))));
        }
        Trace whole = trace(traceId(5), 20);
        assertThat(whole.spans())
                .hasSize(20)
                .isSortedAccordingTo((a, b) -> Long.compare(a.startEpochNanos(), b.startEpochNanos()));
        assertThat(whole.truncated()).isFalse();
        Trace part = trace(traceId(5), 7);
        assertThat(part.spans()).isEqualTo(whole.spans().subList(0, 7));
        assertThat(part.truncated()).isTrue();
    }

    @Test
    void logsOfATraceAreFoundWithItAndTheRestIsCounted() {
        LogEvent mine = log("mine", traceId(3));
        LogEvent stray = log("stray", null);
        store.append(List.of(
                arrival(span(3, 1, "root", 0)),
                new Arrival(NOON_NANOS, SampleCodec.logs(List.of(stray, mine, stray))),
                new Arrival(NOON_NANOS + 5, SampleCodec.points(List.of(SampleSpans.point("tokens", "shop", 1, 2.5)))),
                new Arrival(NOON_NANOS + 6, SampleCodec.logs(List.of(log("alone", traceId(4)))))));
        store.append(List.of(new Arrival(NOON_NANOS + 9, SampleCodec.logs(List.of(stray)))));

        assertThat(trace(traceId(3), 10).logs()).containsExactly(mine);
        assertThat(trace(traceId(4), 10).spans()).isEmpty();
        assertThat(trace(traceId(4), 10).logs()).hasSize(1);
        assertThat(store.signals(NOON_NANOS, 10))
                .containsExactly(
                        new SignalSummary(Signal.LOGS, "shop", "stray", 3, NOON_NANOS + 9),
                        new SignalSummary(Signal.METRICS, "shop", "tokens", 1, NOON_NANOS + 5));
        assertThat(store.signals(NOON_NANOS, 1)).hasSize(1);
        assertThat(store.signals(NOON_NANOS + DAY, 10)).isEmpty();
    }

    static LogEvent log(String name, @Nullable String traceId) {
        return SampleSpans.log(NOON_NANOS, name, "body of " + name, traceId, "shop");
    }

    @Test
    void wholeDaysAreDroppedByAge() {
        for (int day = 3; day >= 0; day--) {
            store.append(List.of(
                    new Arrival(NOON_NANOS - day * DAY, SampleCodec.spans(List.of(span(10 + day, 1, "day", 0))))));
        }
        long head = store.head();
        assertThat(store.tail()).isZero();
        assertThat(store.retain(NOON_NANOS - 2 * DAY, Long.MAX_VALUE)).isEqualTo(1);
        assertThat(store.trace(traceId(13), 10)).isNull();
        assertThat(store.trace(traceId(12), 10)).isNotNull();
        assertThat(store.tail()).isEqualTo(1);
        assertThat(store.after(0, 10)).extracting(StoredBatch::position).containsExactly(2L, 3L, 4L);
        assertThat(store.head()).isEqualTo(head);
        assertThat(store.find(TraceQuery.between(0, Long.MAX_VALUE, 10))).hasSize(3);
    }

    @Test
    void oldestDaysAreDroppedByBytesButNeverToday() {
        for (int day = 3; day >= 0; day--) {
            store.append(List.of(
                    new Arrival(NOON_NANOS - day * DAY, SampleCodec.spans(List.of(span(10 + day, 1, "day", 0))))));
        }
        assertThat(store.retain(0, Long.MAX_VALUE)).isZero();
        assertThat(store.retain(0, 0)).isEqualTo(3);
        assertThat(store.after(0, 10)).extracting(StoredBatch::position).containsExactly(4L);
        assertThat(store.retain(Long.MAX_VALUE, 0)).isZero();
        assertThat(store.append(List.of(arrival(span(50, 1, "next", 0)))).get(0).position())
                .isEqualTo(5);
    }

    @Test
    void whatIsStoredTakesRoom() {
        long before = store.sizeBytes();
        store.append(List.of(new Arrival(NOON_NANOS, SampleCodec.spans(SampleSpans.random(1, 3_000)))));
        assertThat(store.sizeBytes()).isGreaterThan(before);
    }

    @Test
    void aClosedStoreSaysSo() {
        store.close();
        assertThatThrownBy(() -> store.append(List.of(arrival(span(1, 1, "n", 0)))))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("closed");
        assertThatThrownBy(() -> store.after(0, 1))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("closed");
        store.close();
    }
}
