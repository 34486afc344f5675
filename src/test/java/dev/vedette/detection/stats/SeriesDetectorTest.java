package dev.vedette.detection.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SeriesDetectorTest {
    private static final Instant START = Instant.parse("2026-03-02T00:00:00Z");

    @Test
    void aPrefixInGivesThePrefixOut() {
        List<Double> values = noise(1, 1500);
        List<SeriesPoint> whole = run(values);

        assertThat(run(values.subList(0, 700))).isEqualTo(whole.subList(0, 700));
        values.set(1200, 1e9);
        assertThat(run(values).subList(0, 1200)).isEqualTo(whole.subList(0, 1200));
    }

    @Test
    void aSpikeStandsOutAndItsBandTellsWhy() {
        List<Double> values = noise(2, 1000);
        values.set(800, 40.0);
        List<SeriesPoint> points = run(values);

        assertThat(best(points.subList(200, 1000))).isEqualTo(points.get(800));
        assertThat(points.get(800).score()).isGreaterThan(0.7);
        assertThat(points.get(800).expected()).isCloseTo(10, within(0.3));
        assertThat(points.get(800).upper()).isBetween(12.0, 16.0);
        assertThat(points.get(800).lower()).isBetween(4.0, 8.0);
    }

    @Test
    void aNewLevelStandsOutWhereItBegins() {
        List<Double> values = noise(3, 1200);
        for (int index = 800; index < 1200; index++) {
            values.set(index, values.get(index) + 8);
        }
        List<SeriesPoint> points = run(values);

        SeriesPoint best = best(points.subList(200, 1200));
        assertThat(points.indexOf(best)).isBetween(800, 815);
    }

    @Test
    void scoresStayBetweenZeroAndOneAndDoNotDependOnTheUnit() {
        List<Double> values = noise(4, 1200);
        values.set(900, -1e12);
        List<SeriesPoint> points = run(values);
        List<SeriesPoint> scaled =
                run(values.stream().map(value -> value * 1024).toList());

        assertThat(points).allMatch(point -> point.score() >= 0 && point.score() <= 1);
        for (int index = 0; index < points.size(); index++) {
            assertThat(scaled.get(index).score()).isCloseTo(points.get(index).score(), within(1e-6));
        }
    }

    @Test
    void aConstantSeriesIsSilentAndItsFirstChangeIsNot() {
        List<Double> values = new ArrayList<>();
        for (int index = 0; index < 600; index++) {
            values.add(45.0);
        }
        values.add(52.0);
        List<SeriesPoint> points = run(values);

        assertThat(points.subList(0, 600)).allMatch(point -> point.score() == 0);
        assertThat(points.get(600).score()).isGreaterThan(0.5);
    }

    @Test
    void whatIsNotANumberIsPassedOver() {
        List<Double> values = noise(5, 900);
        List<Double> holed = new ArrayList<>(values);
        holed.add(600, Double.NaN);
        holed.add(700, Double.POSITIVE_INFINITY);
        List<SeriesPoint> points = new ArrayList<>(run(holed));

        assertThat(points.get(600).score()).isZero();
        points.remove(700);
        points.remove(600);
        assertThat(points)
                .extracting(SeriesPoint::score)
                .isEqualTo(run(values).stream().map(SeriesPoint::score).toList());
    }

    @Test
    void aHugeValueDoesNotBlindIt() {
        List<Double> values = noise(7, 1600);
        values.set(500, Double.MAX_VALUE);
        values.set(501, -Double.MAX_VALUE);
        for (int index = 1400; index < 1600; index++) {
            values.set(index, values.get(index) + 30);
        }
        List<SeriesPoint> points = run(values);

        assertThat(points).allMatch(point -> point.score() >= 0 && point.score() <= 1);
        assertThat(points.get(1600 - 1).expected()).isBetween(5.0, 45.0);
        assertThat(best(points.subList(700, 1600)).score()).isGreaterThan(0.5);
        assertThat(points.indexOf(best(points.subList(700, 1600)))).isBetween(1400, 1420);
    }

    /** A score of 0.5 stands for one row in a thousand, one of 0.68 for one in a hundred thousand. */
    @Test
    void noiseAloneScoresAsOftenAsTheScoreSays() {
        SeriesDetector detector = new SeriesDetector();
        Random random = new Random(6);
        int high = 0;
        int higher = 0;
        for (int index = 0; index < 100_000; index++) {
            double score = detector.next(START.plusSeconds(index), random.nextGaussian())
                    .score();
            high += score > 0.5 ? 1 : 0;
            higher += score > 0.684 ? 1 : 0;
        }
        assertThat(high).isBetween(20, 200);
        assertThat(higher).isLessThan(20);
    }

    private static SeriesPoint best(List<SeriesPoint> points) {
        return points.stream()
                .max((one, other) -> Double.compare(one.score(), other.score()))
                .orElseThrow();
    }

    private static List<Double> noise(long seed, int length) {
        Random random = new Random(seed);
        List<Double> values = new ArrayList<>();
        for (int index = 0; index < length; index++) {
            values.add(10 + random.nextGaussian());
        }
        return values;
    }

    private static List<SeriesPoint> run(List<Double> values) {
        SeriesDetector detector = new SeriesDetector();
        List<SeriesPoint> points = new ArrayList<>();
        for (int index = 0; index < values.size(); index++) {
            points.add(detector.next(START.plusSeconds(300L * index), values.get(index)));
        }
        return points;
    }
}
