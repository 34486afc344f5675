package dev.vedette.detection.detectors;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vedette.detection.DetectionEngine;
import dev.vedette.detection.EngineLimits;
import dev.vedette.detection.Finding;
import dev.vedette.detection.Observation;
import dev.vedette.detection.Severity;
import dev.vedette.detection.Spans;
import dev.vedette.telemetry.LogTrace;
import dev.vedette.telemetry.Operation;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SilentAgentDetectorTest {
    private static final Spans SHOP = Spans.of("shop").named("planner");
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration RHYTHM = Duration.ofMinutes(1);
    private static final Duration TICK = Duration.ofSeconds(10);

    private final List<Finding> findings = new ArrayList<>();
    private DetectionEngine engine = new DetectionEngine(List.of(), EngineLimits.DEFAULT);
    private Instant now = Spans.START;

    @BeforeEach
    void start() {
        engine = fresh();
    }

    @Test
    void aSilenceIsToldOnceAndExplained() {
        work(HOUR, RHYTHM);
        Instant last = now.minus(RHYTHM);
        quiet(Duration.ofHours(5));

        assertThat(findings).hasSize(1);
        Finding finding = findings.get(0);
        assertThat(finding.severity()).isEqualTo(Severity.LOW);
        assertThat(finding.key()).containsOnly(Map.entry("agent", "planner"), Map.entry("service", "shop"));
        assertThat(finding.at()).isEqualTo(last.plus(Duration.ofMinutes(15)));
        assertThat(finding.spanIds()).containsExactly(String.format("%016x", last.toEpochMilli()));
        assertThat(finding.title()).isEqualTo("Agent went dark: planner has been quiet for 15 min");
        assertThat(finding.description()).contains("less than a day", "nights are not known", "up to 15 min");
        assertThat(Objects.requireNonNull(finding.band()).upper()).isEqualTo(15);
        assertThat(finding.band().seen()).isBetween(15.0, 15.5);
        assertThat(finding.nextSteps()).hasSize(3);
    }

    @Test
    void whoTellsInLogRecordsAloneIsMissedAsWell() {
        for (int minute = 0; minute < 60; minute++) {
            hear(SHOP.loggedTool(now, "s1", "search"));
            quiet(RHYTHM);
        }
        restart();
        quiet(HOUR);
        Finding finding = findings.get(0);
        assertThat(finding.key()).containsEntry("agent", "planner");
        assertThat(finding.traceId()).isEqualTo(LogTrace.idOf("shop", "s1"));
        assertThat(finding.spanIds()).isEmpty();
    }

    @Test
    void theNextSilenceIsAnotherFindingOfTheSameCause() {
        work(HOUR, RHYTHM);
        quiet(Duration.ofMinutes(20));
        work(HOUR, RHYTHM);
        quiet(Duration.ofMinutes(25));
        assertThat(findings).hasSize(1);
        quiet(Duration.ofMinutes(10));

        assertThat(findings).hasSize(2);
        assertThat(findings.get(1).key()).isEqualTo(findings.get(0).key());
    }

    @Test
    void whoseRhythmIsNotKnownIsNotMissed() {
        work(Duration.ofMinutes(19), Duration.ofSeconds(15));
        quiet(HOUR);
        start();
        work(HOUR.multipliedBy(5), Duration.ofMinutes(15));
        quiet(HOUR.multipliedBy(5));
        start();
        for (int span = 0; span < 500; span++) {
            hear(SHOP.tool(now.plusMillis(span), "one run", "search"));
        }
        quiet(Duration.ofMinutes(20));
        hear(SHOP.tool(now, "another", "search"));
        quiet(HOUR.multipliedBy(5));

        assertThat(findings).isEmpty();
    }

    @Test
    void aSlowAgentIsGivenThreeTimesItsRareGap() {
        work(HOUR.multipliedBy(40), Duration.ofMinutes(20));
        quiet(Duration.ofMinutes(50));
        assertThat(findings).isEmpty();
        quiet(Duration.ofMinutes(60));

        assertThat(findings).hasSize(1);
        assertThat(findings.get(0).severity()).isEqualTo(Severity.MEDIUM);
        assertThat(findings.get(0).description()).doesNotContain("nights");
    }

    @Test
    void spansWithoutAnAgentsNameAreItsSignsOfLifeWhereItIsAlone() {
        work(HOUR, RHYTHM);
        for (int minute = 0; minute < 60; minute++) {
            hear(Spans.of("shop").tool(now, "long run", "search"));
            quiet(RHYTHM);
        }
        assertThat(findings).isEmpty();
        quiet(HOUR);

        assertThat(findings).extracting(finding -> finding.key().get("agent")).containsExactly("planner");
    }

    @Test
    void eachAgentOfAServiceIsMissedForItself() {
        Spans writer = SHOP.named("writer");
        for (int minute = 0; minute < 120; minute++) {
            hear(SHOP.model(now, "t", "m"));
            if (minute < 60) {
                hear(writer.model(now.plusSeconds(1), "t", "m"));
            }
            hear(Spans.of("shop").tool(now.plusSeconds(2), "t", "search"));
            quiet(RHYTHM);
        }
        assertThat(findings).extracting(finding -> finding.key().get("agent")).containsExactly("writer");
    }

    @Test
    void spansThatAreNobodysOperationAreNoSignOfLife() {
        work(HOUR, RHYTHM);
        for (int minute = 0; minute < 20; minute++) {
            hear(SHOP.span(now, "t", new Operation.Other()));
            quiet(RHYTHM);
        }
        assertThat(findings).hasSize(1);
    }

    @Test
    void lateSpansNeitherEndNorRepeatASilence() {
        work(HOUR, RHYTHM);
        Instant last = now.minus(RHYTHM);
        quiet(HOUR);
        assertThat(findings).hasSize(1);
        for (int minute = 1; minute < 40; minute++) {
            hear(SHOP.tool(last.plus(RHYTHM.multipliedBy(minute)), "backlog", "search"));
            hear(SHOP.tool(last.minusSeconds(minute), "older", "search"));
            quiet(Duration.ofSeconds(30));
        }
        assertThat(findings).hasSize(1);
    }

    @Test
    void aPastThatArrivesNowIsJudgedOnceItHasArrived() {
        now = Spans.START.plus(HOUR);
        quiet(TICK);
        for (int minute = 0; minute < 60; minute++) {
            hear(SHOP.tool(Spans.START.plus(RHYTHM.multipliedBy(minute)), "alive", "search"));
            hear(minute < 40, Spans.of("dark").tool(Spans.START.plus(RHYTHM.multipliedBy(minute)), "t", "search"));
            tick(Duration.ofSeconds(1));
        }
        quiet(Duration.ofMinutes(1));

        assertThat(findings).extracting(finding -> finding.key().get("agent")).containsExactly("dark");
    }

    @Test
    void aPastThatIsLongOverIsNoNews() {
        now = Spans.START.plus(Duration.ofDays(3));
        quiet(TICK);
        for (int minute = 0; minute < 120; minute++) {
            hear(SHOP.tool(Spans.START.plus(RHYTHM.multipliedBy(minute)), "imported", "search"));
        }
        quiet(Duration.ofHours(2));

        assertThat(findings).isEmpty();
    }

    @Test
    void timeThatNobodyWatchedIsNotQuiet() {
        work(HOUR, RHYTHM);
        now = now.plus(Duration.ofHours(4));
        quiet(Duration.ofMinutes(10));
        assertThat(findings).isEmpty();
        quiet(Duration.ofMinutes(10));

        assertThat(findings).hasSize(1);
        assertThat(findings.get(0).evidence()).anyMatch(fact -> fact.name().equals("not watched, not counted"));
    }

    @Test
    void timeThatNobodyWatchedTeachesNothing() {
        work(HOUR, RHYTHM);
        now = now.plus(Duration.ofHours(4));
        work(HOUR, RHYTHM);
        quiet(Duration.ofMinutes(20));

        assertThat(findings).hasSize(1);
        assertThat(Objects.requireNonNull(findings.get(0).band()).upper()).isEqualTo(15);
    }

    @Test
    void aClockThatIsPutForwardAndBackAgainIsNoSilence() {
        work(HOUR, RHYTHM);
        Instant right = now;
        now = now.plus(Duration.ofHours(3));
        quiet(Duration.ofMinutes(1));
        now = right;
        work(HOUR, RHYTHM);

        assertThat(findings).isEmpty();
    }

    @Test
    void aSpanFromTheToleratedFutureIsNoPauseAndOneFromLongAgoIsNoRhythm() {
        hear(SHOP.tool(Instant.EPOCH, "no clock", "search"));
        work(HOUR, RHYTHM);
        hear(Spans.of("ahead").tool(now.plus(Duration.ofMinutes(5)), "t", "search"));
        quiet(Duration.ofMinutes(16));

        assertThat(findings).extracting(finding -> finding.key().get("agent")).containsExactly("planner");
        assertThat(findings.get(0).evidence()).noneMatch(fact -> fact.name().equals("not watched, not counted"));
    }

    @Test
    void aRestartChangesNothing() {
        work(HOUR, RHYTHM);
        quiet(Duration.ofMinutes(13));
        restart();
        quiet(Duration.ofMinutes(5));
        assertThat(findings).hasSize(1);
        restart();
        quiet(HOUR);
        assertThat(findings).hasSize(1);
    }

    @Test
    void aFloodOfMadeUpNamesIsBoundedAndHidesNobody() {
        work(HOUR, RHYTHM);
        for (int name = 0; name < 5_000; name++) {
            hear(SHOP.named("agent-" + name).model(now, "t", "m"));
        }
        ServiceRhythm state = (ServiceRhythm) engine.snapshot().entries().get(0).state();
        assertThat(state.agents()).hasSizeLessThanOrEqualTo(32).containsKey("planner");
        quiet(HOUR);
        assertThat(findings).hasSize(1);
    }

    private static DetectionEngine fresh() {
        return new DetectionEngine(List.of(new SilentAgentDetector()), EngineLimits.DEFAULT);
    }

    private void restart() {
        DetectionEngine next = fresh();
        assertThat(next.restore(engine.snapshot())).isTrue();
        engine = next;
    }

    private void work(Duration time, Duration every) {
        Instant end = now.plus(time);
        while (now.isBefore(end)) {
            hear(SHOP.tool(now, "t", "search"));
            quiet(every);
        }
    }

    private void hear(boolean really, Observation.SpanEnded span) {
        if (really) {
            hear(span);
        }
    }

    private void hear(Observation span) {
        findings.addAll(engine.observe(span));
    }

    private void quiet(Duration time) {
        Instant end = now.plus(time);
        while (now.isBefore(end)) {
            Duration left = Duration.between(now, end);
            tick(left.compareTo(TICK) < 0 ? left : TICK);
        }
    }

    private void tick(Duration step) {
        now = now.plus(step);
        findings.addAll(engine.observe(new Observation.Tick(now)));
    }
}
