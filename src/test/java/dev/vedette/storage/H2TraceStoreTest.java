package dev.vedette.storage;

import static dev.vedette.storage.SampleSpans.DAY;
import static dev.vedette.storage.SampleSpans.NOON;
import static dev.vedette.storage.SampleSpans.NOON_NANOS;
import static dev.vedette.storage.SampleSpans.span;
import static dev.vedette.storage.SampleSpans.traceId;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vedette.telemetry.ActivityPoint;
import dev.vedette.telemetry.ActivityQuery;
import dev.vedette.telemetry.Attributes;
import dev.vedette.telemetry.Span;
import dev.vedette.telemetry.StoreException;
import dev.vedette.telemetry.StoredBatch;
import dev.vedette.telemetry.TraceQuery;
import dev.vedette.telemetry.TraceStore;
import dev.vedette.telemetry.TraceSummary;
import dev.vedette.telemetry.Usage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class H2TraceStoreTest extends MeasuredTotalsContract {
    @TempDir
    Path directory;

    @Override
    TraceStore open() {
        return JdbcTraceStore.open(location(), new SampleCodec(), InstantSource.fixed(NOON));
    }

    private StoreLocation location() {
        return new StoreLocation.Directory(directory);
    }

    @Test
    void reopeningKeepsEverything() {
        store.append(List.of(arrival(span(1, 1, "a", 0), span(1, 2, "b", 1))));
        store.append(List.of(arrival(span(1, 1, "a", 0), span(2, 1, "c", 1))));
        store.close();
        store = open();
        assertThat(store.head()).isEqualTo(2);
        assertThat(spansOf(store.after(0, 10))).extracting(span -> span.name()).containsExactly("a", "b", "c");
        assertThat(store.append(List.of(arrival(span(1, 2, "b", 1)))).get(0).duplicates())
                .isEqualTo(1);
        assertThat(store.append(List.of(arrival(span(3, 1, "d", 0)))).get(0).position())
                .isEqualTo(3);
    }

    @Test
    void aDayOfAnOlderLayoutIsBroughtUpToDateAndKeepsWhatItHas() throws SQLException {
        Span old = span(1, 1, "old", 0);
        store.append(List.of(arrival(old, told(3, "s3", 4))));
        store.close();
        toTheFirstLayout();
        store = open();
        store.append(List.of(arrival(span(2, 2, "new", 1))));
        append(call("s1", 10));

        assertThat(store.trace(traceId(1), 10)).isNotNull();
        assertThat(store.find(TraceQuery.between(0, Long.MAX_VALUE, 10)))
                .extracting(TraceSummary::logRecords)
                .containsExactlyInAnyOrder(0, 0, 0, 1);
        assertThat(store.find(inSession("s3")))
                .extracting(TraceSummary::traceId)
                .containsExactly(traceId(3));
        assertThat(store.activity(new ActivityQuery(0, Long.MAX_VALUE, 1)))
                .extracting(ActivityPoint::spans)
                .containsExactlyInAnyOrder(2L, 2L);
    }

    private void toTheFirstLayout() throws SQLException {
        try (Connection connection =
                        DriverManager.getConnection("jdbc:h2:file:" + directory.resolve("spans"), "sa", "");
                Statement statement = connection.createStatement()) {
            String day;
            try (ResultSet row = statement.executeQuery("SELECT arrival_day FROM log_day")) {
                row.next();
                day = row.getString(1);
            }
            statement.execute("ALTER TABLE span_" + day + " DROP COLUMN cost_estimated");
            statement.execute("ALTER TABLE activity_" + day + " DROP COLUMN estimated");
            statement.execute("ALTER TABLE activity_" + day + " DROP COLUMN unpriced");
            statement.execute("DROP TABLE teller_" + day);
            for (String later : List.of("session", "measure", "series")) {
                statement.execute("DROP TABLE " + later + "_" + day);
            }
            statement.execute("ALTER TABLE span_" + day + " DROP COLUMN logged");
            statement.execute("UPDATE log_day SET layout = 1");
        }
    }

    @Test
    void whoToldFirstIsKnownAfterARestart() {
        append(call("s1", 10));
        store.close();
        store = open();
        store.append(List.of(arrival(told(1, "s1", 10))));

        assertThat(store.activity(ALL)).extracting(ActivityPoint::inputTokens).containsExactly(10L);
    }

    @Test
    void tokensOfLogRecordsCountWhereSpansTellTheCallsWithoutTheirOwn() {
        Span repeats = told(1, "s1", 8);
        store.append(List.of(arrival(repeats.withUsage(repeats.usage().repeated()))));
        append(call("s1", 10));

        ActivityPoint point = store.activity(ALL).get(0);
        assertThat(point.spans()).isEqualTo(1);
        assertThat(point.inputTokens()).isEqualTo(10);
    }

    @Test
    void positionsAreNeverUsedTwiceEvenWhenEverythingWasDropped() {
        store.append(List.of(
                new TraceStore.Arrival(NOON_NANOS - 5 * DAY, SampleCodec.spans(List.of(span(1, 1, "old", 0))))));
        store.retain(NOON_NANOS, 0);
        store.close();
        store = open();
        assertThat(store.head()).isEqualTo(1);
        assertThat(store.tail()).isEqualTo(1);
        assertThat(store.after(0, 10)).isEmpty();
        store.append(List.of(arrival(span(2, 1, "new", 0))));
        assertThat(store.after(1, 10)).extracting(StoredBatch::position).containsExactly(2L);
    }

    @Test
    void aDamagedSpanFileIsNamedAndLeavesAlertsAlone() throws Exception {
        store.append(List.of(arrival(span(1, 1, "a", 0))));
        store.close();
        Files.writeString(directory.resolve("spans.mv.db"), "this is no database".repeat(1_000));
        assertThatThrownBy(this::open)
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("spans.mv.db")
                .hasMessageContaining(directory.toString())
                .hasMessageContaining("Move it away");
        try (JdbcAlertStore alerts = JdbcAlertStore.open(location())) {
            assertThat(alerts.unresolved()).isEmpty();
        }
        Files.delete(directory.resolve("spans.mv.db"));
        store = open();
        assertThat(trace(traceId(1), 10).spans()).containsExactly(span(1, 1, "a", 0));
    }

    @Test
    void whatTheDatabaseLostIsIndexedAgainFromTheLogOnce() throws Exception {
        store.append(List.of(arrival(span(1, 1, "a", 0), span(1, 2, "b", 1))));
        store.close();
        Path old = Files.copy(directory.resolve("spans.mv.db"), directory.resolve("old"));
        store = open();
        store.append(List.of(
                new TraceStore.Arrival(NOON_NANOS + 7, SampleCodec.logs(List.of(log("stray", null), call("s", 3)))),
                arrival(span(1, 2, "b", 1), span(2, 1, "c", 2))));
        store.append(List.of(
                new TraceStore.Arrival(NOON_NANOS + DAY, SampleCodec.spans(List.of(span(3, 1, "tomorrow", 0))))));
        List<StoredBatch> batches = store.after(0, 10);
        List<Object> derived = derived();
        store.close();
        Files.move(old, directory.resolve("spans.mv.db"), StandardCopyOption.REPLACE_EXISTING);
        for (int opened = 0; opened < 2; opened++) {
            store = open();
            assertThat(store.head()).isEqualTo(4);
            assertThat(spansOf(store.after(0, 10))).isEqualTo(spansOf(batches));
            assertThat(store.after(0, 10))
                    .extracting(StoredBatch::position, StoredBatch::receivedEpochNanos)
                    .isEqualTo(batches.stream()
                            .map(batch -> Tuple.tuple(batch.position(), batch.receivedEpochNanos()))
                            .toList());
            assertThat(derived()).isEqualTo(derived).hasSizeGreaterThan(6);
            store.close();
        }
        store = open();
    }

    /** Everything that is worked out from the batches. */
    private List<Object> derived() {
        List<Object> derived = new ArrayList<>(store.find(TraceQuery.between(0, Long.MAX_VALUE, 10)));
        derived.addAll(store.activity(new ActivityQuery(0, Long.MAX_VALUE, 1)));
        derived.addAll(store.signals(0, 10));
        return derived;
    }

    @Test
    void halfABatchAtTheEndOfTheLogIsCutOff() throws Exception {
        store.append(List.of(arrival(span(1, 1, "a", 0))));
        store.close();
        Path file = directory.resolve("log").resolve("20260310.log");
        byte[] whole = Files.readAllBytes(file);
        Files.write(file, Arrays.copyOf(whole, whole.length - 3), StandardOpenOption.APPEND);
        store = open();
        assertThat(file).hasSize(whole.length);
        store.append(List.of(arrival(span(2, 1, "b", 0))));
        store.close();
        store = open();
        assertThat(spansOf(store.after(0, 10))).extracting(Span::name).containsExactly("a", "b");
    }

    @Test
    void aDroppedDayGivesItsRoomBack() {
        store.append(List.of(
                new TraceStore.Arrival(NOON_NANOS - 5 * DAY, SampleCodec.spans(List.of(span(1, 1, "old", 0))))));
        assertThat(directory.resolve("log").resolve("20260305.log")).exists();
        assertThat(store.retain(NOON_NANOS, 0)).isEqualTo(1);
        assertThat(directory.resolve("log").resolve("20260305.log")).doesNotExist();
    }

    @Test
    void aDirectoryThatCannotBeMadeIsNamed() throws Exception {
        Path file = Files.writeString(directory.resolve("file"), "in the way");
        StoreLocation below = new StoreLocation.Directory(file.resolve("data"));
        assertThatThrownBy(() -> JdbcTraceStore.open(below, new SampleCodec(), InstantSource.system()))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining(file.toString());
    }

    @Test
    void aFailedAppendLeavesNothingBehind() {
        store.append(List.of(arrival(span(1, 1, "a", 0))));
        assertThatThrownBy(() -> store.append(List.of(
                        arrival(span(2, 1, "b", 0)),
                        arrival(SampleSpans.span(
                                "not a trace id",
                                SampleSpans.spanId(1),
                                null,
                                "c",
                                0,
                                0,
                                SampleSpans.status(false),
                                SampleSpans.actor("s", "a", "x", null),
                                SampleSpans.operation("other", null),
                                Usage.NONE,
                                Attributes.empty())))))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(store.trace(traceId(2), 5)).isNull();
        assertThat(store.append(List.of(arrival(span(2, 1, "b", 0)))).get(0).position())
                .isEqualTo(2);
    }

    @Test
    void namesThatSendersMakeUpCannotMakeTheTotalsGrowWithoutBound() {
        for (int request = 0; request < 5; request++) {
            List<Span> spans = new ArrayList<>();
            for (int index = 0; index < 1_000; index++) {
                spans.add(SampleSpans.span(
                        traceId(request * 1_000L + index),
                        SampleSpans.spanId(1),
                        null,
                        "n",
                        NOON_NANOS,
                        NOON_NANOS,
                        SampleSpans.status(false),
                        SampleSpans.actor("shop", "agent " + request + " " + index, "s", null),
                        SampleSpans.operation("other", null),
                        Usage.NONE,
                        Attributes.empty()));
            }
            store.append(List.of(new TraceStore.Arrival(NOON_NANOS, SampleCodec.spans(spans))));
        }
        List<ActivityPoint> points = store.activity(new ActivityQuery(0, Long.MAX_VALUE, 1));
        assertThat(points).hasSize(ActivityRollup.GROUPS_PER_MINUTE + 1);
        assertThat(points.stream().mapToLong(ActivityPoint::spans).sum()).isEqualTo(5_000);
        assertThat(points)
                .filteredOn(point -> point.agent().equals(GroupCap.OTHER))
                .singleElement()
                .extracting(ActivityPoint::spans)
                .isEqualTo(3_000L);
    }
}
