package dev.vedette.detection.detectors;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vedette.detection.DetectionEngine;
import dev.vedette.detection.EngineLimits;
import dev.vedette.detection.Finding;
import dev.vedette.detection.Observation;
import dev.vedette.detection.Severity;
import dev.vedette.detection.Spans;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Three weeks of an agent that works on weekdays from about nine to five, in bursts. */
class OfficeHoursTest {
    private static final Spans CLERK = Spans.of("office").named("clerk");
    private static final Instant MONDAY = Instant.parse("2026-03-02T00:00:00Z");
    private static final Duration TICK = Duration.ofSeconds(10);
    private static final double MEAN_GAP_SECONDS = 150;

    private final DetectionEngine engine =
            new DetectionEngine(List.of(new SilentAgentDetector()), EngineLimits.DEFAULT);
    private final List<Finding> findings = new ArrayList<>();
    private Instant now = MONDAY;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void onlyTheFirstNightAndTheFirstWeekendAreTold(long seed) {
        Random random = new Random(seed);
        for (int day = 0; day < 21; day++) {
            if (day % 7 < 5) {
                work(day, random);
            }
        }
        quietUntil(midnight(21));

        assertThat(findings).extracting(Finding::severity).containsExactly(Severity.LOW, Severity.MEDIUM);
        assertThat(findings.get(0).at()).isBetween(at(0, 17), at(0, 20));
        assertThat(findings.get(1).at()).isBetween(midnight(5), midnight(6));
    }

    private void work(int day, Random random) {
        quietUntil(at(day, 9).minusSeconds(random.nextInt(1_200)));
        while (now.isBefore(at(day, 17))) {
            findings.addAll(engine.observe(CLERK.model(now, "t", "m")));
            double gap = 20 - MEAN_GAP_SECONDS * Math.log(1 - random.nextDouble());
            quietUntil(now.plusSeconds((long) gap));
        }
    }

    private void quietUntil(Instant end) {
        while (now.isBefore(end)) {
            Instant next = now.plus(TICK);
            now = next.isBefore(end) ? next : end;
            findings.addAll(engine.observe(new Observation.Tick(now)));
        }
    }

    private static Instant midnight(int day) {
        return MONDAY.plus(Duration.ofDays(day));
    }

    private static Instant at(int day, int hour) {
        return midnight(day).plus(Duration.ofHours(hour));
    }
}
