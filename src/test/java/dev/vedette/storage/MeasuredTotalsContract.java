package dev.vedette.storage;

import static dev.vedette.storage.SampleMetrics.sum;
import static dev.vedette.storage.SampleMetrics.tokens;
import static dev.vedette.storage.SampleMetrics.tools;
import static dev.vedette.storage.SampleSpans.DAY;
import static dev.vedette.storage.SampleSpans.MINUTE;
import static dev.vedette.storage.SampleSpans.NOON_NANOS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.vedette.telemetry.ActivityPoint;
import dev.vedette.telemetry.ActivityQuery;
import dev.vedette.telemetry.Measure;
import dev.vedette.telemetry.MeasuredSession;
import dev.vedette.telemetry.MetricPoint;
import dev.vedette.telemetry.Temporality;
import dev.vedette.telemetry.TraceStore.Arrival;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What every span log must make of metrics. */
abstract class MeasuredTotalsContract extends TraceLogsContract {
    static final ActivityQuery WHOLE = new ActivityQuery(0, Long.MAX_VALUE, 1_440);

    void append(MetricPoint... points) {
        append(NOON_NANOS, points);
    }

    void append(long receivedNanos, MetricPoint... points) {
        store.append(List.of(new Arrival(receivedNanos, SampleCodec.points(List.of(points)))));
    }

    long tokensOfAll() {
        return store.activity(WHOLE).stream()
                .mapToLong(ActivityPoint::inputTokens)
                .sum();
    }

    @Test
    void whatOnlyMetricsTellIsCountedAndMarked() {
        append(tokens("s1", NOON_NANOS, 300), tools("s1", NOON_NANOS, 4, false), tools("s1", NOON_NANOS, 1, true));
        append(tokens("s1", NOON_NANOS + MINUTE, 20));

        assertThat(store.activity(ALL))
                .containsExactly(
                        measured(NOON_NANOS, "model", "small-1", 0, 0, 300, 0.3, 1),
                        measured(NOON_NANOS, "tool", "shell", 5, 1, 0, 0, 0),
                        measured(NOON_NANOS + MINUTE, "model", "small-1", 0, 0, 20, 0.02, 1));
    }

    private static ActivityPoint measured(
            long at, String operation, String subject, long calls, long failed, long tokens, double usd, long priced) {
        return new ActivityPoint(
                at, "coder", "coder", operation, subject, calls, failed, tokens, 0, usd, priced, priced, 0, 0, true);
    }

    @Test
    void ofASumCountsByHowMuchItGrew() {
        append(sum("s1", NOON_NANOS - MINUTE, NOON_NANOS, 100));
        append(sum("s1", NOON_NANOS - MINUTE, NOON_NANOS + MINUTE, 130));
        append(sum("s1", NOON_NANOS - MINUTE, NOON_NANOS + 2 * MINUTE, 130));

        assertThat(store.activity(ALL)).extracting(ActivityPoint::inputTokens).containsExactly(100L, 30L);
    }

    @Test
    void aSumThatFallsOrBeginsAnewCountsWhole() {
        append(sum("s1", NOON_NANOS, NOON_NANOS + MINUTE, 100));
        append(sum("s1", NOON_NANOS, NOON_NANOS + 2 * MINUTE, 7));
        append(sum("s1", NOON_NANOS + 2 * MINUTE, NOON_NANOS + 3 * MINUTE, 9));

        assertThat(tokensOfAll()).isEqualTo(116);
    }

    @Test
    void twoProcessesThatLookAlikeDoNotDisturbEachOther() {
        for (int minute = 1; minute <= 5; minute++) {
            append(sum(null, NOON_NANOS, NOON_NANOS + minute * MINUTE, 100 * minute));
            append(sum(null, NOON_NANOS + 1, NOON_NANOS + minute * MINUTE, 10 * minute));
        }
        assertThat(tokensOfAll()).isEqualTo(550);
    }

    @Test
    void aSumOfUnknownStartCountsFromItsFirstPointOn() {
        append(sum("s1", 0, NOON_NANOS, 1_000));
        append(sum("s1", 0, NOON_NANOS + MINUTE, 1_005));

        assertThat(tokensOfAll()).isEqualTo(5);
    }

    @Test
    void whatIsSentAgainOrComesLateIsNotCountedAgain() {
        append(tokens("s1", NOON_NANOS, 300));
        append(tokens("s1", NOON_NANOS, 300));
        append(sum("s2", NOON_NANOS, NOON_NANOS + 2 * MINUTE, 50));
        append(sum("s2", NOON_NANOS, NOON_NANOS + 2 * MINUTE, 50));
        append(sum("s2", NOON_NANOS, NOON_NANOS + MINUTE, 40));

        assertThat(tokensOfAll()).isEqualTo(350);
    }

    @ParameterizedTest
    @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, -5})
    void noSenderCanSpoilASum(double value) {
        append(tokens("s1", NOON_NANOS, 3), tokens("s1", NOON_NANOS + 1, value), sum("s2", 1, NOON_NANOS, value));
        append(tokens("s1", NOON_NANOS + 2, 4));

        assertThat(tokensOfAll()).isEqualTo(7);
    }

    @Test
    void moreThanThereAreNumbersIsTheMostThereIs() {
        append(tokens("s1", NOON_NANOS, Double.MAX_VALUE), tokens("s1", NOON_NANOS + 1, Double.MAX_VALUE));

        assertThat(tokensOfAll()).isEqualTo(Long.MAX_VALUE);
        assertThat(store.activity(WHOLE).get(0).costUsd()).isFinite();
    }

    @Test
    void callsBeyondAllMeasureDoNotKeepOthersFromBeingStored() {
        append(tools("s1", NOON_NANOS, Double.MAX_VALUE, true));
        append(tools("s1", NOON_NANOS + 1, Double.MAX_VALUE, true), tokens("s1", NOON_NANOS, 3));

        assertThat(tokensOfAll()).isEqualTo(3);
        assertThat(store.activity(WHOLE)).extracting(ActivityPoint::spans).allMatch(calls -> calls >= 0);
    }

    @Test
    void gaugesAndRepetitionsCountNothing() {
        MetricPoint gauge = tokens("s1", NOON_NANOS, 5);
        append(
                SampleMetrics.point("g", "s1", Temporality.NONE, 0, NOON_NANOS, 5, gauge.reading()),
                SampleMetrics.point("unknown", "s1", Temporality.DELTA, 0, NOON_NANOS, 5, null));

        assertThat(store.activity(WHOLE)).isEmpty();
    }

    @Test
    void tokensWithoutAPriceAreNotFree() {
        append(SampleMetrics.point(
                "t",
                "s1",
                Temporality.DELTA,
                0,
                NOON_NANOS,
                5,
                SampleMetrics.reading("s1", "model", "secret-9", Measure.OUTPUT_TOKENS, false, null)));

        ActivityPoint point = store.activity(WHOLE).get(0);
        assertThat(point.outputTokens()).isEqualTo(5);
        assertThat(point.unpriced()).isEqualTo(1);
        assertThat(point.priced()).isZero();
    }

    @Test
    void logRecordsOfTheSessionCountAndNotItsMetricsWhicheverCameFirst() {
        append(tokens("s1", NOON_NANOS, 10));
        append(call("s1", 10));
        append(call("s2", 5));
        append(tokens("s2", NOON_NANOS, 5), tokens("s3", NOON_NANOS, 2));

        assertThat(store.activity(WHOLE))
                .extracting(ActivityPoint::inputTokens, ActivityPoint::spans)
                .containsExactly(tuple(17L, 2L));
    }

    @Test
    void metricsThatNameNoSessionGiveWayToAnythingTheServiceTells() {
        append(tokens(null, NOON_NANOS, 10), tools(null, NOON_NANOS, 3, false));
        append(call("s1", 10));

        assertThat(store.activity(WHOLE))
                .extracting(ActivityPoint::operation, ActivityPoint::inputTokens, ActivityPoint::spans)
                .containsExactly(tuple("model", 10L, 1L), tuple("tool", 0L, 3L));
    }

    @Test
    void metricsOfASessionGiveWayToCallsThatNameNone() {
        store.append(List.of(arrival(told(1, SampleSpans.traceId(1), 10))));
        append(tokens("s1", NOON_NANOS, 10));

        assertThat(tokensOfAll()).isEqualTo(10);
    }

    @Test
    void aSessionOverMidnightIsCountedOnce() {
        append(call("s1", 10));
        append(NOON_NANOS + DAY, tokens("s1", NOON_NANOS + DAY, 10));

        assertThat(tokensOfAll()).isEqualTo(10);
    }

    @Test
    void theSessionsOfAnAgentThatOnlyMetricsTellAreListedTheDearestFirst() {
        append(tokens("cheap", NOON_NANOS, 10), tokens("dear", NOON_NANOS, 400), tokens("told", NOON_NANOS, 900));
        append(NOON_NANOS + DAY, tokens("dear", NOON_NANOS + DAY, 600), tools("dear", NOON_NANOS, 3, true));
        append(tokens(null, NOON_NANOS + MINUTE, 7));
        append(call("told", 900));

        assertThat(store.measuredSessions("coder", "coder", 0, Long.MAX_VALUE, 10))
                .containsExactly(
                        new MeasuredSession("dear", NOON_NANOS, NOON_NANOS + DAY, 3, 3, 1_000, 0, 1.0, 2, 2, 0),
                        new MeasuredSession("cheap", NOON_NANOS, NOON_NANOS, 0, 0, 10, 0, 0.01, 1, 1, 0));
        assertThat(store.measuredSessions("coder", "coder", NOON_NANOS + 1, Long.MAX_VALUE, 10))
                .extracting(MeasuredSession::session, MeasuredSession::inputTokens)
                .containsExactly(tuple("dear", 600L));
        assertThat(store.measuredSessions("coder", "coder", 0, Long.MAX_VALUE, 1))
                .hasSize(1);
        assertThat(store.measuredSessions("coder", "other", 0, Long.MAX_VALUE, 1))
                .isEmpty();
    }
}
