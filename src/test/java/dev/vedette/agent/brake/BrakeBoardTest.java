package dev.vedette.agent.brake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.vedette.agent.identity.Caller;
import dev.vedette.agent.identity.Principal;
import dev.vedette.agent.limit.HandClock;
import dev.vedette.agent.limit.Samples;
import dev.vedette.agent.model.ModelRequest;
import dev.vedette.agent.model.ModelSettings;
import dev.vedette.agent.policy.Decision;
import dev.vedette.agent.policy.Situation;
import dev.vedette.agent.tool.Effect;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BrakeBoardTest {
    private final HandClock clock = new HandClock("2026-05-05T12:00:00Z");
    private final BrakeBoard board = new BrakeBoard(clock);
    private final KillSwitch killSwitch = new KillSwitch(board, clock);
    private final Principal run = Samples.principal("r1");

    private Brake brake(String id, BrakeScope scope, String key, BrakeLevel level, int minutes) {
        Instant until = clock.instant().plus(Duration.ofMinutes(minutes));
        return new Brake(id, scope, key, level, "a drill", until);
    }

    private Decision decide(Situation situation) {
        return new BrakeGuard(board).decide(situation);
    }

    @ParameterizedTest(name = "{0} {1}: {2}")
    @CsvSource({
        "RUN, r1, true",
        "RUN, r2, false",
        "SESSION, talk, true",
        "SESSION, r1, false",
        "AGENT, helper, true",
        "AGENT, Helper, false",
        "TENANT, acme, true",
        "TENANT, helper, false",
        "ALL, '', true"
    })
    void aBrakeConcernsThoseItNames(BrakeScope scope, String key, boolean concerned) {
        board.set(brake("b", scope, key, BrakeLevel.STOP, 5));
        assertThat(board.strongest(run).isPresent()).isEqualTo(concerned);
    }

    @Test
    void aTenantsBrakeIsNotForThoseWithoutATenant() {
        Principal nobody = new Principal(Caller.ANONYMOUS, "helper", "1", "talk", "r1", 0);
        board.set(brake("b", BrakeScope.TENANT, "acme", BrakeLevel.STOP, 5));
        assertThat(board.strongest(nobody)).isEmpty();
    }

    @ParameterizedTest(name = "at {0}: start {1}, model {2}, looking {3}, acting {4}, pause {5} s")
    @CsvSource({
        "NONE, allow, allow, allow, allow, 0",
        "SLOW, allow, allow, allow, allow, 10",
        "ASK, allow, allow, allow, ask, 0",
        "READ_ONLY, allow, allow, allow, deny, 0",
        "STOP, deny, deny, deny, deny, 0"
    })
    void everyLevelLetsLessHappen(
            BrakeLevel level, String start, String model, String looking, String acting, long pause) {
        board.set(brake("b", BrakeScope.AGENT, "helper", level, 5));
        ModelRequest request = new ModelRequest(
                "", List.of(), List.of(), ModelSettings.DEFAULTS, null, false, Duration.ofSeconds(1), Map.of());
        var run1 = Samples.run("r1");
        var none = JsonNodeFactory.instance.objectNode();
        assertThat(decide(new Situation.Start(run1)).verdict()).isEqualTo(start);
        assertThat(decide(new Situation.BeforeModel(run1, "m", request)).verdict())
                .isEqualTo(model);
        assertThat(decide(new Situation.BeforeTool(run1, Samples.tool("t", Effect.READ_ONLY), none))
                        .verdict())
                .isEqualTo(looking);
        assertThat(decide(new Situation.BeforeTool(run1, Samples.tool("t"), none))
                        .verdict())
                .isEqualTo(acting);
        assertThat(board.delay(run)).isEqualTo(Duration.ofSeconds(pause));
    }

    @Test
    void theStrongestCountsAndVanishesInItsTime() {
        board.set(brake("soft", BrakeScope.ALL, "", BrakeLevel.ASK, 30));
        board.set(brake("hard", BrakeScope.AGENT, "helper", BrakeLevel.STOP, 5));
        board.set(brake("else", BrakeScope.AGENT, "other", BrakeLevel.STOP, 60));
        assertThat(board.strongest(run)).map(Brake::id).contains("hard");
        clock.move(Duration.ofMinutes(5));
        assertThat(board.strongest(run)).map(Brake::id).contains("soft");
        assertThat(board.active()).extracting(Brake::id).containsExactly("else", "soft");
        clock.move(Duration.ofMinutes(25));
        assertThat(board.strongest(run)).isEmpty();
    }

    @Test
    void aBrakeIsReplacedByItsIdAndLifted() {
        board.set(brake("b", BrakeScope.ALL, "", BrakeLevel.STOP, 5));
        board.set(brake("b", BrakeScope.ALL, "", BrakeLevel.ASK, 5));
        assertThat(board.active()).extracting(Brake::level).containsExactly(BrakeLevel.ASK);
        board.lift("b");
        assertThat(board.active()).isEmpty();
    }

    @Test
    void whatOneOriginSaysDoesNotTouchWhatAnotherHasSet() {
        board.set(brake("own", BrakeScope.ALL, "", BrakeLevel.ASK, 5));
        board.replace("vedette", List.of(brake("own", BrakeScope.ALL, "", BrakeLevel.STOP, 5)));
        assertThat(board.active()).hasSize(2);
        board.replace("vedette", List.of());
        assertThat(board.strongest(run)).map(Brake::level).contains(BrakeLevel.ASK);
    }

    @Test
    void aPauseDoesNotOutlastItsBrake() {
        board.set(new Brake(
                "b", BrakeScope.ALL, "", BrakeLevel.SLOW, "", clock.instant().plusSeconds(4)));
        assertThat(board.delay(run)).isEqualTo(Duration.ofSeconds(4));
    }

    @Test
    void aStopIsToldAtOnceToThoseItConcernsAndOnce() {
        List<String> told = new ArrayList<>();
        board.onStop(run, () -> told.add("r1"));
        board.onStop(Samples.principal("r2"), () -> {
            throw new IllegalStateException("broken");
        });
        board.onStop(Samples.principal("r3"), () -> told.add("r3"));
        try (BrakeBoard.Watch over = board.onStop(run, () -> told.add("over"))) {
            assertThat(over).isNotNull();
        }
        board.set(brake("b", BrakeScope.AGENT, "helper", BrakeLevel.READ_ONLY, 5));
        killSwitch.stopRun("r9", "");
        assertThat(told).isEmpty();
        killSwitch.stopRun("r1", "");
        assertThat(told).containsExactly("r1");
        killSwitch.stopTenant("acme", Duration.ofMinutes(1), "");
        assertThat(told).containsExactly("r1", "r3");
    }

    @Test
    void whoeverBeginsDuringAStopIsToldToo() {
        killSwitch.stopAll(Duration.ofMinutes(1), "fire");
        List<String> told = new ArrayList<>();
        board.onStop(run, () -> told.add("r1"));
        assertThat(told).containsExactly("r1");
        clock.move(Duration.ofMinutes(1));
        board.onStop(run, () -> told.add("too late"));
        assertThat(told).containsExactly("r1");
    }

    @Test
    void aStopCanBeReleased() {
        Brake stop = killSwitch.stopAgent("helper", Duration.ofHours(1), "mistaken");
        assertThat(board.strongest(run)).contains(stop);
        killSwitch.release(stop);
        assertThat(board.strongest(run)).isEmpty();
    }

    @Test
    void tooManyBrakesDropTheSoftest() {
        board.set(brake("stop", BrakeScope.ALL, "", BrakeLevel.STOP, 1));
        for (int i = 0; i < BrakeBoard.KEPT + 10; i++) {
            board.set(brake("b" + i, BrakeScope.RUN, "x" + i, BrakeLevel.SLOW, 60));
        }
        assertThat(board.active()).hasSize(BrakeBoard.KEPT);
        assertThat(board.strongest(run)).map(Brake::id).contains("stop");
    }

    @Test
    void aBrakeNamesSomebodyOrIsForEverybody() {
        assertThatThrownBy(() -> brake("b", BrakeScope.ALL, "x", BrakeLevel.STOP, 1))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> brake("b", BrakeScope.AGENT, "", BrakeLevel.STOP, 1))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
