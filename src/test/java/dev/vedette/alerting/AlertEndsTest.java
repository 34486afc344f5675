package dev.vedette.alerting;

import static dev.vedette.alerting.Findings.NOON;
import static dev.vedette.alerting.Findings.finding;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vedette.alerting.AlertChange.Kind;
import dev.vedette.detection.Severity;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** How alerts end without anybody's doing: when it has been quiet, and when there are too many. */
class AlertEndsTest {
    private static final Instant LATER = NOON.plusSeconds(60);

    private final AlertBook book = Findings.book(AlertPolicy.standard());

    @Test
    void endsByItselfWhenQuietAndNotBefore() {
        book.record(finding("booker", Severity.LOW, NOON), NOON);

        assertThat(book.tick(NOON.plus(Duration.ofMinutes(30)).minusNanos(1), LATER))
                .isEmpty();
        List<AlertChange> changes = book.tick(NOON.plus(Duration.ofMinutes(30)), LATER);

        assertThat(changes).hasSize(1);
        assertThat(changes.get(0).kind()).isEqualTo(Kind.RESOLVED);
        assertThat(changes.get(0).note()).isEqualTo("Not seen for 30 minutes.");
        assertThat(changes.get(0).alert().changedBy()).isNull();
        assertThat(book.size()).isZero();
    }

    @Test
    void anAcknowledgedAlertWaitsADay() {
        book.record(finding("booker", Severity.LOW, NOON), NOON);
        book.acknowledge(Findings.fingerprint("booker"), "ada", "", NOON);

        assertThat(book.tick(NOON.plus(Duration.ofHours(23)), LATER)).isEmpty();
        assertThat(book.tick(NOON.plus(Duration.ofHours(24)), LATER)).hasSize(1);
    }

    @Test
    void anAlertFromABatchThatWasLongUnderWayDoesNotEndAtOnce() {
        book.tick(NOON, NOON);
        book.record(finding("booker", Severity.LOW, NOON.minus(Duration.ofHours(2))), NOON);

        assertThat(book.tick(NOON.plusSeconds(5), LATER)).isEmpty();
        assertThat(book.tick(NOON.plus(Duration.ofMinutes(30)), LATER)).hasSize(1);
    }

    @Test
    void timeThatRunsBackwardsChangesNothing() {
        book.tick(NOON, NOON);
        book.tick(NOON.minus(Duration.ofDays(1)), NOON);
        book.record(finding("booker", Severity.LOW, NOON.minus(Duration.ofDays(1))), NOON);

        assertThat(book.tick(NOON.plus(Duration.ofMinutes(29)), LATER)).isEmpty();
    }

    @Test
    void aFloodOfMildAlertsNeverPushesOutASevereOne() {
        AlertBook small = Findings.book(new AlertPolicy(Duration.ofMinutes(30), Duration.ofHours(24), 3));
        small.record(finding("severe", Severity.CRITICAL, NOON), NOON);
        IntStream.range(0, 100)
                .forEach(i -> small.record(finding("mild-" + i, Severity.LOW, NOON.plusSeconds(i)), NOON));

        assertThat(small.size()).isEqualTo(3);
        assertThat(small.unresolved(Findings.fingerprint("severe"))).isPresent();
        assertThat(small.unresolved(Findings.fingerprint("mild-99"))).isPresent();
        List<AlertChange> changes = small.record(finding("another", Severity.HIGH, LATER), LATER);
        assertThat(changes).extracting(AlertChange::kind).containsExactly(Kind.OPENED, Kind.RESOLVED);
        assertThat(changes.get(1).alert().fingerprint()).isEqualTo(Findings.fingerprint("mild-98"));
        assertThat(changes.get(1).note()).contains("More than 3 alerts at once");
    }

    @Test
    void theNewcomerItselfGivesWayWhenItIsTheLeast() {
        AlertBook small = Findings.book(new AlertPolicy(Duration.ofMinutes(30), Duration.ofHours(24), 1));
        small.record(finding("severe", Severity.CRITICAL, NOON), NOON);

        List<AlertChange> changes = small.record(finding("mild", Severity.INFO, LATER), LATER);

        assertThat(changes)
                .extracting(change -> change.alert().labels().get("agent"))
                .containsExactly("mild", "mild");
        assertThat(small.unresolved(Findings.fingerprint("severe"))).isPresent();
    }
}
