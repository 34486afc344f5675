package dev.vedette.storage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vedette.brakes.Brake;
import dev.vedette.brakes.BrakeLevel;
import dev.vedette.brakes.BrakeScope;
import dev.vedette.brakes.BrakeStore;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every store of brakes must do. */
abstract class BrakeStoreContract {
    static final Instant NOW = Instant.parse("2026-05-05T12:00:00.123456789Z");

    BrakeStore store;

    /** An empty store. */
    abstract BrakeStore openEmpty() throws Exception;

    @BeforeEach
    void openStore() throws Exception {
        store = openEmpty();
    }

    static Brake brake(String id, BrakeLevel level, Instant setAt, Duration duration) {
        return new Brake(
                id, BrakeScope.AGENT, "helper \u00e9", level, "a \"drill\"", "ada", setAt, setAt.plus(duration));
    }

    @Test
    void anEmptyStoreHasNothing() {
        assertThat(store.board(Instant.EPOCH).brakes()).isEmpty();
        assertThat(store.lift("none", NOW)).isEmpty();
    }

    @Test
    void brakesHoldUntilTheirEndAndComeBackExactlyAsTheyWere() {
        Brake late = brake("b", BrakeLevel.STOP, NOW.plusSeconds(1), Duration.ofHours(24));
        Brake early = brake("c", BrakeLevel.READ_ONLY, NOW, Duration.ofSeconds(5));
        store.keep(early);
        store.keep(late);
        assertThat(store.board(NOW).brakes()).containsExactly(early, late);
        assertThat(store.board(NOW.plusSeconds(5).minusNanos(1)).brakes()).containsExactly(early, late);
        assertThat(store.board(NOW.plusSeconds(5)).brakes()).containsExactly(late);
        assertThat(store.board(late.until()).brakes()).isEmpty();
    }

    @Test
    void aBrakeReplacesOneOfItsId() {
        store.keep(brake("b", BrakeLevel.STOP, NOW, Duration.ofHours(1)));
        Brake softer = brake("b", BrakeLevel.SLOW, NOW, Duration.ofHours(1));
        store.keep(softer);
        assertThat(store.board(NOW).brakes()).containsExactly(softer);
    }

    @Test
    void aLiftedBrakeHoldsNoLonger() {
        Brake brake = brake("b", BrakeLevel.STOP, NOW, Duration.ofHours(1));
        Brake other = brake("c", BrakeLevel.STOP, NOW, Duration.ofHours(1));
        store.keep(brake);
        store.keep(other);
        assertThat(store.lift("b", NOW)).contains(brake);
        assertThat(store.lift("b", NOW)).isEmpty();
        assertThat(store.lift("c", NOW.plus(Duration.ofHours(1)))).isEmpty();
        assertThat(store.board(NOW).brakes()).containsExactly(other);
    }

    @Test
    void theVersionCountsWhatPeopleDo() {
        long before = store.board(NOW).version();
        store.keep(brake("b", BrakeLevel.STOP, NOW, Duration.ofHours(1)));
        store.keep(brake("c", BrakeLevel.STOP, NOW, Duration.ofSeconds(1)));
        assertThat(store.board(NOW).version()).isEqualTo(before + 2);
        assertThat(store.board(NOW.plusSeconds(2)).version()).isEqualTo(before + 2);
        store.lift("none", NOW);
        assertThat(store.board(NOW).version()).isEqualTo(before + 2);
        store.lift("b", NOW);
        assertThat(store.board(NOW).version()).isEqualTo(before + 3);
    }

    @Test
    void whatHasEndedIsForgotten() {
        store.keep(brake("b", BrakeLevel.STOP, NOW, Duration.ofSeconds(1)));
        store.keep(brake("c", BrakeLevel.STOP, NOW.plusSeconds(1), Duration.ofSeconds(1)));
        assertThat(store.board(NOW).brakes()).extracting(Brake::id).containsExactly("c");
    }
}
