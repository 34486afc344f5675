package dev.vedette.storage;

import static dev.vedette.storage.SampleMetrics.sum;
import static dev.vedette.storage.SampleMetrics.tokens;
import static dev.vedette.storage.SampleSpans.DAY;
import static dev.vedette.storage.SampleSpans.MINUTE;
import static dev.vedette.storage.SampleSpans.NOON;
import static dev.vedette.storage.SampleSpans.NOON_NANOS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vedette.telemetry.ActivityPoint;
import dev.vedette.telemetry.MetricPoint;
import dev.vedette.telemetry.MetricSeries;
import dev.vedette.telemetry.TraceStore.Arrival;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SeriesGrowthTest {
    private static final int TODAY = 20260310;

    @TempDir
    Path directory;

    @Test
    void aSeriesThatWasForgottenIsNotCountedTwice() {
        SeriesGrowth growth = new SeriesGrowth(2);
        growth.of(sum("a", NOON_NANOS, NOON_NANOS + MINUTE, 100), TODAY);
        growth.of(sum("b", NOON_NANOS, NOON_NANOS + 2 * MINUTE, 100), TODAY);
        growth.of(sum("c", NOON_NANOS, NOON_NANOS + 3 * MINUTE, 100), TODAY);

        assertThat(growth.of(sum("a", NOON_NANOS, NOON_NANOS + 4 * MINUTE, 120), TODAY))
                .as("it may have been counted")
                .isNull();
        assertThat(growth.of(sum("a", NOON_NANOS, NOON_NANOS + 5 * MINUTE, 125), TODAY))
                .isEqualTo(new MetricSeries.Growth(0, 5));
        assertThat(growth.of(sum("d", NOON_NANOS + 4 * MINUTE, NOON_NANOS + 5 * MINUTE, 7), TODAY))
                .as("it began after everything that was forgotten")
                .isEqualTo(new MetricSeries.Growth(1, 7));
    }

    @Test
    void aRestartGoesOnWhereItWas() {
        append(NOON_NANOS, sum("a", NOON_NANOS, NOON_NANOS + MINUTE, 100), tokens("b", NOON_NANOS, 5));

        append(NOON_NANOS, sum("a", NOON_NANOS, NOON_NANOS + 2 * MINUTE, 130), tokens("b", NOON_NANOS, 5));

        assertThat(total()).as("100 and 30 and, once, 5").isEqualTo(135);
    }

    @Test
    void whatWasLastHeardBeforeTheNewestDaysIsNotCountedTwice() {
        append(NOON_NANOS, sum("a", NOON_NANOS, NOON_NANOS + MINUTE, 100));
        append(NOON_NANOS + DAY, tokens("b", NOON_NANOS + DAY, 1));
        append(NOON_NANOS + 2 * DAY, tokens("b", NOON_NANOS + 2 * DAY, 1));

        append(NOON_NANOS + 2 * DAY, sum("a", NOON_NANOS, NOON_NANOS + 2 * DAY, 130));
        append(NOON_NANOS + 2 * DAY, sum("a", NOON_NANOS, NOON_NANOS + 2 * DAY + MINUTE, 134));

        assertThat(total()).as("100, 1, 1 and 4").isEqualTo(106);
    }

    @Test
    void aSumThatDoesNotGrowIsRememberedForAsLongAsItIsHeard() {
        for (int day = 0; day < 4; day++) {
            append(NOON_NANOS + day * DAY, sum("a", NOON_NANOS, NOON_NANOS + day * DAY + MINUTE, 100));
        }
        append(NOON_NANOS + 3 * DAY, sum("a", NOON_NANOS, NOON_NANOS + 3 * DAY + 2 * MINUTE, 101));

        assertThat(total()).isEqualTo(101);
    }

    /** Appends in a run of the program that does nothing else. */
    private void append(long receivedNanos, MetricPoint... points) {
        try (JdbcTraceStore store = open()) {
            store.append(List.of(new Arrival(receivedNanos, SampleCodec.points(List.of(points)))));
        }
    }

    private long total() {
        try (JdbcTraceStore store = open()) {
            return store.activity(MeasuredTotalsContract.WHOLE).stream()
                    .mapToLong(ActivityPoint::inputTokens)
                    .sum();
        }
    }

    private JdbcTraceStore open() {
        return JdbcTraceStore.open(
                new StoreLocation.Directory(directory), new SampleCodec(), InstantSource.fixed(NOON));
    }
}
