package dev.vedette.detection.detectors;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vedette.detection.Band;
import dev.vedette.detection.DetectionEngine;
import dev.vedette.detection.EngineLimits;
import dev.vedette.detection.Finding;
import dev.vedette.detection.Severity;
import dev.vedette.detection.Spans;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RateSpikeDetectorTest {
    private static final Spans SHOP = Spans.of("shop");

    private DetectionEngine engine = new DetectionEngine(List.of(), EngineLimits.DEFAULT);

    @BeforeEach
    void start() {
        engine = new DetectionEngine(List.of(new RateSpikeDetector()), EngineLimits.DEFAULT);
    }

    @Test
    void aBurstIsToldWhileItRunsAndAgainAsItDoubles() {
        steady(0, 120, 5);
        List<Finding> findings = minute(120, 300);

        assertThat(findings).hasSizeBetween(2, 5);
        Finding first = findings.get(0);
        Band band = band(first);
        assertThat(band.expected()).isBetween(4.0, 6.0);
        assertThat(band.seen()).isBetween(20.0, 60.0).isGreaterThan(band.upper());
        assertThat(first.key()).containsEntry("subject", "search").containsEntry("operation", "tool");
        assertThat(first.score()).isBetween(0.5, 1.0);
        assertThat(band(findings.get(1)).seen()).isEqualTo(2 * band.seen());
        assertThat(findings.get(findings.size() - 1).severity()).isEqualTo(Severity.HIGH);
    }

    @Test
    void steadyTrafficIsQuiet() {
        assertThat(steady(0, 600, 8)).isEmpty();
    }

    @Test
    void withoutHistoryOnlyAFloodIsToldAndItSaysSo() {
        assertThat(minute(0, 120)).isEmpty();
        List<Finding> findings = minute(1, 200);

        assertThat(findings).hasSize(1);
        assertThat(findings.get(0).description()).contains("no baseline yet");
        assertThat(findings.get(0).severity()).isEqualTo(Severity.MEDIUM);
        assertThat(band(findings.get(0)).upper()).isEqualTo(120);
    }

    @Test
    void neverLearnsFromWhatItAlarmsOnUntilItHasLasted() {
        steady(0, 120, 5);
        List<Finding> hour = steady(120, 62, 100);
        assertThat(hour).hasSizeBetween(6, 12);
        List<Finding> later = steady(190, 60, 100);
        assertThat(later).isEmpty();
        assertThat(steady(250, 5, 1000)).isNotEmpty();
    }

    @Test
    void aBusyAgentIsAcceptedAfterItsFirstQuarterOfAnHour() {
        assertThat(steady(0, 20, 400)).hasSizeLessThan(8);
        assertThat(steady(20, 100, 400)).isEmpty();
        assertThat(minute(120, 2000)).isNotEmpty();
    }

    @Test
    void aBurstOfAnHourAgoLeavesTheBaselineAlone() {
        steady(0, 120, 5);
        assertThat(steady(120, 20, 200)).isNotEmpty();
        steady(140, 30, 5);

        Finding finding = minute(170, 200).get(0);
        assertThat(band(finding).expected()).isBetween(4.0, 6.0);
    }

    @Test
    void idleHoursAreZerosAndABurstAfterThemIsStillABurst() {
        steady(0, 120, 5);
        List<Finding> findings = minute(120 + 600, 200);

        assertThat(findings).isNotEmpty();
        assertThat(band(findings.get(0)).expected()).isLessThan(4);
    }

    @Test
    void anHourlyJobIsNoSpike() {
        for (int hour = 0; hour < 48; hour++) {
            assertThat(minute(hour * 60L, 60)).isEmpty();
        }
    }

    @Test
    void lateSpansCountForTheMinuteInWhichTheyEnded() {
        steady(0, 120, 5);
        List<Finding> findings = new ArrayList<>();
        for (int call = 0; call < 30; call++) {
            findings.addAll(engine.observe(SHOP.tool(at(120, call), "t", "search")));
            findings.addAll(engine.observe(SHOP.tool(at(122, call), "t", "other")));
            findings.addAll(engine.observe(SHOP.tool(at(121, call), "t", "search")));
        }
        assertThat(findings).hasSize(1);

        start();
        steady(0, 120, 5);
        for (int call = 0; call < 200; call++) {
            assertThat(engine.observe(SHOP.tool(at(60, call % 60), "t", "search")))
                    .isEmpty();
        }
    }

    @Test
    void aFloodOfMadeUpToolNamesIsToldAsAWholeAndDrivesOutNoBaseline() {
        steady(0, 120, 5);
        List<Finding> findings = new ArrayList<>();
        for (int name = 0; name < 20_000; name++) {
            findings.addAll(engine.observe(SHOP.tool(at(120, 10), "t", "tool-" + name)));
        }
        assertThat(findings)
                .isNotEmpty()
                .allMatch(finding -> "*".equals(finding.key().get("subject")));
        assertThat(band(minute(135, 200).get(0)).expected()).isBetween(3.0, 6.0);
        RateBook book = (RateBook) engine.snapshot().entries().get(0).state();
        assertThat(book.shelves().stream().mapToInt(java.util.Map::size).sum()).isLessThanOrEqualTo(512);
    }

    @Test
    void modelsAndToolsAreCountedApart() {
        steady(0, 120, 10);
        List<Finding> findings = new ArrayList<>();
        for (int call = 0; call < 100; call++) {
            findings.addAll(engine.observe(SHOP.model(at(121, call % 60), "t", "m")));
        }
        assertThat(findings).isEmpty();
    }

    /** In the spirit of the simulation behind the method: bursty traffic of many shapes, and no cry of wolf. */
    @Test
    void burstyTrafficRarelyAlarms() {
        Random random = new Random(7);
        long findings = 0;
        double[][] kinds = {{0.3, 5}, {5, 3}, {20, 5}, {50, 1.5}, {100, 50}};
        for (double[] kind : kinds) {
            for (int series = 0; series < 4; series++) {
                start();
                for (int minute = 0; minute < 1000; minute++) {
                    findings += minute(minute, sample(random, kind[0], kind[1])).stream()
                            .filter(finding -> !finding.description().contains("no baseline yet"))
                            .count();
                }
            }
        }
        assertThat(findings).isLessThanOrEqualTo(2);
    }

    private List<Finding> steady(long from, int minutes, int calls) {
        List<Finding> findings = new ArrayList<>();
        for (long minute = from; minute < from + minutes; minute++) {
            findings.addAll(minute(minute, calls + (int) (minute % 3) - 1));
        }
        return findings;
    }

    private List<Finding> minute(long minute, int calls) {
        List<Finding> findings = new ArrayList<>();
        for (int call = 0; call < calls; call++) {
            findings.addAll(engine.observe(SHOP.tool(at(minute, call * 60L / calls), "t", "search")));
        }
        return findings;
    }

    private static Band band(Finding finding) {
        return Objects.requireNonNull(finding.band());
    }

    private static Instant at(long minute, long second) {
        return Spans.START.plusSeconds(minute * 60 + second);
    }

    /** A Poisson count whose rate is gamma-distributed with this shape, hence negative-binomial. */
    private static int sample(Random random, double mean, double shape) {
        double rate = 0;
        int whole = (int) shape;
        for (int part = 0; part < whole; part++) {
            rate -= Math.log(1 - random.nextDouble());
        }
        if (shape > whole) {
            double normal = random.nextGaussian();
            rate += normal * normal / 2;
        }
        double left = rate * mean / shape;
        int count = 0;
        for (double waited = -Math.log(1 - random.nextDouble());
                waited < left;
                waited -= Math.log(1 - random.nextDouble())) {
            count++;
        }
        return count;
    }
}
