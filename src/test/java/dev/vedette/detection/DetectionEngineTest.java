package dev.vedette.detection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

class DetectionEngineTest {
    private static final Instant START = Spans.START;

    @Test
    void aDetectorThatBreaksCostsItselfAndNoOther() {
        DetectionEngine engine = engine(EngineLimits.DEFAULT, counting("BAD", seen -> true), counting("GOOD"));

        engine.observe(tool(0, "agent"));
        engine.observe(tool(1, "agent"));

        assertThat(activity(engine, "BAD").failed()).isEqualTo(2);
        assertThat(activity(engine, "BAD").blindBecause()).isNull();
        assertThat(activity(engine, "GOOD").failed()).isZero();
        assertThat(activity(engine, "GOOD").matched()).isEqualTo(2);
    }

    @Test
    void aDetectorThatBreaksAgainAndAgainIsStoppedAndSaysSo() {
        DetectionEngine engine = engine(new EngineLimits(10, 3), counting("BAD", seen -> true), counting("GOOD"));

        for (int second = 0; second < 10; second++) {
            engine.observe(tool(second, "agent"));
        }

        assertThat(activity(engine, "BAD").failed()).isEqualTo(3);
        assertThat(activity(engine, "BAD").blindBecause())
                .isEqualTo("stopped after 3 failures in a row: IllegalStateException");
        assertThat(activity(engine, "GOOD").matched()).isEqualTo(10);
    }

    @Test
    void aFailureNowAndThenStopsNothing() {
        Predicate<Observation> everySecond = seen -> seen.at().getEpochSecond() % 2 == 0;
        DetectionEngine engine = engine(new EngineLimits(10, 3), counting("SHAKY", everySecond));

        for (int second = 0; second < 20; second++) {
            engine.observe(tool(second, "agent"));
        }

        assertThat(activity(engine, "SHAKY").failed()).isEqualTo(10);
        assertThat(activity(engine, "SHAKY").blindBecause()).isNull();
    }

    @Test
    void aTickGoesToEveryKeyAndNeverBackwards() {
        DetectionEngine engine = engine(EngineLimits.DEFAULT, counting("COUNT"));
        engine.observe(tool(0, "one"));
        engine.observe(tool(0, "two"));

        List<Finding> forward = engine.observe(new Observation.Tick(START.plusSeconds(30)));
        List<Finding> backward = engine.observe(new Observation.Tick(START.plusSeconds(10)));

        assertThat(forward).hasSize(2).allMatch(finding -> finding.at().equals(START.plusSeconds(30)));
        assertThat(backward).hasSize(2).allMatch(finding -> finding.at().equals(START.plusSeconds(30)));
    }

    @Test
    void timeThatLeapsIsToldAsAPauseToWhoLivesByTicks() {
        DetectionEngine engine = engine(EngineLimits.DEFAULT, counting("COUNT"));
        engine.observe(tool(0, "one"));

        assertThat(engine.observe(new Observation.Tick(START.plusSeconds(360)))).hasSize(1);
        assertThat(engine.observe(new Observation.Tick(START.plusSeconds(721)))).hasSize(2);
        assertThat(engine.observe(tool(1_082, "one"))).hasSize(2);
    }

    @Test
    void aFloodOfNewKeysDoesNotDriveOutTheEstablishedOnes() {
        DetectionEngine engine = engine(new EngineLimits(100, 5), counting("COUNT"));
        for (int minute = 0; minute < 4; minute++) {
            for (int agent = 0; agent < 20; agent++) {
                engine.observe(tool(60L * minute, "steady-" + agent));
            }
        }
        for (int name = 0; name < 20_000; name++) {
            engine.observe(tool(300, "flood-" + name));
        }

        assertThat(engine.snapshot().entries().stream().map(EngineSnapshot.Entry::key))
                .filteredOn(key -> key.startsWith("steady"))
                .hasSize(20);
        assertThat(activity(engine, "COUNT").keys()).isEqualTo(100);
        assertThat(activity(engine, "COUNT").evicted()).isEqualTo(20_020 - 100);
    }

    @Test
    void keysThatNothingConcernsAnyMoreAreForgotten() {
        DetectionEngine engine = engine(EngineLimits.DEFAULT, counting("COUNT"));
        engine.observe(tool(0, "old"));
        engine.observe(tool(3600, "young"));
        engine.observe(new Observation.Tick(START.plus(Duration.ofDays(1)).plusSeconds(60)));

        assertThat(engine.snapshot().entries())
                .extracting(EngineSnapshot.Entry::key)
                .containsExactly("young");
    }

    @Test
    void saysWhatTheSiteNeverSends() {
        DetectionEngine engine = engine(EngineLimits.DEFAULT, counting("COUNT"));
        for (int call = 0; call < 199; call++) {
            engine.observe(Spans.of("service").model(START, "t", "m"));
        }
        assertThat(activity(engine, "COUNT").blindBecause()).isNull();

        engine.observe(Spans.of("service").model(START, "t", "m"));
        assertThat(activity(engine, "COUNT").blindBecause()).startsWith("no tool spans seen on this site");
        assertThat(activity(engine, "COUNT").abstained()).isEqualTo(200);

        engine.observe(tool(0, "agent"));
        assertThat(activity(engine, "COUNT").blindBecause()).isNull();
        assertThat(activity(engine, "COUNT").evaluated()).isEqualTo(1);
    }

    @Test
    void aSnapshotOfOtherDetectorsOrVersionsIsRefusedAndChangesNothing() {
        DetectionEngine other = engine(EngineLimits.DEFAULT, counting("OTHER"));
        other.observe(tool(0, "agent"));
        DetectionEngine engine = engine(EngineLimits.DEFAULT, counting("COUNT"));
        engine.observe(tool(0, "mine"));
        EngineSnapshot before = engine.snapshot();
        EngineSnapshot strange = new EngineSnapshot(
                before.detectors(),
                START,
                START,
                List.of(),
                List.of(),
                EngineSnapshot.Seen.NOTHING,
                EngineSnapshot.Metered.NOTHING,
                List.of(new EngineSnapshot.Entry("COUNT", "key", START, 1, new EngineLimits(1, 1))));

        assertThat(engine.restore(other.snapshot())).isFalse();
        assertThat(engine.restore(strange)).isFalse();
        assertThat(engine.snapshot()).isEqualTo(before);
        assertThat(engine.restore(before)).isTrue();
        assertThat(engine.snapshot()).isEqualTo(before);
    }

    @Test
    void twoDetectorsOfOneNameAreRefused() {
        assertThatThrownBy(() -> engine(EngineLimits.DEFAULT, counting("A"), counting("A")))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aClockFarAheadIsNotBelieved() {
        Instant received = START;
        long near = START.plusSeconds(299).getEpochSecond() * 1_000_000_000L;
        long far = START.plusSeconds(301).getEpochSecond() * 1_000_000_000L;

        assertThat(EventTime.at(near, received)).isEqualTo(START.plusSeconds(299));
        assertThat(EventTime.at(far, received)).isEqualTo(received);
        assertThat(EventTime.at(Long.MAX_VALUE, received)).isEqualTo(received);
        assertThat(EventTime.at(0, received)).isEqualTo(Instant.EPOCH);
    }

    private static DetectionEngine engine(EngineLimits limits, CountingDetector... detectors) {
        return new DetectionEngine(new ArrayList<>(List.of(detectors)), limits);
    }

    private static CountingDetector counting(String id) {
        return new CountingDetector(id, seen -> false);
    }

    private static CountingDetector counting(String id, Predicate<Observation> broken) {
        return new CountingDetector(id, broken);
    }

    private static Observation tool(long second, String agent) {
        return Spans.of("service").named(agent).tool(START.plusSeconds(second), "t", "search");
    }

    private static RuleActivity activity(DetectionEngine engine, String id) {
        return engine.activity().stream()
                .filter(activity -> activity.rule().id().equals(id))
                .findFirst()
                .orElseThrow();
    }
}
