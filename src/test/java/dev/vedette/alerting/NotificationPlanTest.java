package dev.vedette.alerting;

import static dev.vedette.alerting.Findings.NOON;
import static dev.vedette.alerting.Findings.finding;
import static dev.vedette.alerting.Findings.opened;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vedette.alerting.AlertChange.Kind;
import dev.vedette.alerting.NotificationPlan.Told;
import dev.vedette.detection.Severity;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class NotificationPlanTest {
    private static final Instant END = NOON.plus(Duration.ofHours(1));
    private static final AlertChange OPENED = opened(finding("booker", Severity.MEDIUM, NOON));
    private static final Route EVERYTHING = new Route("ops", Severity.INFO, List.of(), true);

    @Test
    void tellsEveryReceiverThatARouteNamesOnce() {
        NotificationPlan plan = new NotificationPlan(
                List.of(EVERYTHING, EVERYTHING, new Route("security", Severity.MEDIUM, List.of(), true)));

        Told told = plan.plan(List.of(OPENED), List.of(), List.of(), NOON);

        assertThat(told.notifications()).extracting(Notification::receiver).containsExactly("ops", "security");
        assertThat(told.notifications()).allSatisfy(notification -> {
            assertThat(notification.notBefore()).isEqualTo(NOON);
            assertThat(notification.attempts()).isZero();
            assertThat(notification.id()).startsWith("msg_").hasSize(36);
        });
        assertThat(told.suppressions()).isEmpty();
    }

    @Test
    void theSameChangesGiveTheSameIdsWheneverTheyAreReplayed() {
        NotificationPlan plan = new NotificationPlan(List.of(EVERYTHING));

        assertThat(plan.plan(List.of(OPENED), List.of(), List.of(), NOON.plusSeconds(99))
                        .notifications()
                        .get(0)
                        .id())
                .isEqualTo(plan.plan(List.of(OPENED), List.of(), List.of(), NOON)
                        .notifications()
                        .get(0)
                        .id());
    }

    @Test
    void everyPieceOfNewsHasItsOwnId() {
        AlertBook book = new AlertBook(List.of(), none -> Optional.empty(), AlertPolicy.standard());
        String id = OPENED.alert().fingerprint();
        List<AlertChange> changes = List.of(
                book.record(finding("booker", Severity.LOW, NOON), NOON).get(0),
                book.acknowledge(id, "ada", "", NOON).orElseThrow(),
                book.record(finding("booker", Severity.MEDIUM, NOON), NOON).get(0),
                book.acknowledge(id, "ada", "", NOON).orElseThrow(),
                book.record(finding("booker", Severity.HIGH, NOON), NOON).get(0),
                book.resolve(id, "ada", "", NOON).orElseThrow(),
                book.record(finding("booker", Severity.LOW, NOON.plusSeconds(1)), NOON)
                        .get(0),
                book.resolve(id, "ada", "", NOON).orElseThrow());
        NotificationPlan plan =
                new NotificationPlan(List.of(EVERYTHING, new Route("two", Severity.INFO, List.of(), true)));

        assertThat(plan.plan(changes, List.of(), List.of(), NOON).notifications())
                .hasSize(16)
                .extracting(Notification::id)
                .doesNotHaveDuplicates();
    }

    @Test
    void aRepetitionIsNotNewsAndNeedsNoExcuse() {
        Told told = new NotificationPlan(List.of(EVERYTHING))
                .plan(List.of(new AlertChange(Kind.REPEATED, OPENED.alert())), List.of(), List.of(), NOON);

        assertThat(told.notifications()).isEmpty();
        assertThat(told.suppressions()).isEmpty();
    }

    @Test
    void routesLookAtSeverityLabelsAndWhetherItIsOver() {
        AlertChange resolved = new AlertChange(Kind.RESOLVED, OPENED.alert());
        Matcher booker = new Matcher("agent", "booker", true);

        assertThat(new Route("r", Severity.HIGH, List.of(), true).wants(OPENED)).isFalse();
        assertThat(new Route("r", Severity.MEDIUM, List.of(booker), true).wants(OPENED))
                .isTrue();
        assertThat(new Route("r", Severity.INFO, List.of(new Matcher("agent", "booker", false)), true).wants(OPENED))
                .isFalse();
        assertThat(new Route("r", Severity.INFO, List.of(booker, new Matcher("tenant", "x", true)), true).wants(OPENED))
                .isFalse();
        assertThat(new Route("r", Severity.INFO, List.of(), false).wants(resolved))
                .isFalse();
        assertThat(new Route("r", Severity.INFO, List.of(), true).wants(resolved))
                .isTrue();
    }

    @Test
    void saysWhenNobodyWantedIt() {
        Told told = new NotificationPlan(List.of(new Route("pager", Severity.CRITICAL, List.of(), true)))
                .plan(List.of(OPENED), List.of(), List.of(), NOON);

        assertThat(told.notifications()).isEmpty();
        assertThat(told.suppressions())
                .containsExactly(
                        new Suppression(OPENED.alert().fingerprint(), Kind.OPENED, null, "No route wants it."));
    }

    @Test
    void aDisabledReceiverIsLeftAloneAndTheOthersAreTold() {
        Told told = new NotificationPlan(List.of(EVERYTHING, new Route("gone", Severity.INFO, List.of(), true)))
                .plan(List.of(OPENED), List.of(), List.of("gone"), NOON);

        assertThat(told.notifications()).extracting(Notification::receiver).containsExactly("ops");
        assertThat(told.suppressions()).hasSize(1);
        assertThat(told.suppressions().get(0).receiver()).isEqualTo("gone");
        assertThat(told.suppressions().get(0).why()).contains("disabled");
    }

    @Test
    void aSilencedAlertTellsNobodyAndSaysWhoSilencedIt() {
        Told told = planDuring(OPENED, NOON, new Matcher("agent", "booker", true));

        assertThat(told.notifications()).isEmpty();
        assertThat(told.suppressions())
                .containsExactly(new Suppression(
                        OPENED.alert().fingerprint(),
                        Kind.OPENED,
                        null,
                        "Silence s1 of ada until 2026-03-01T13:00:00Z: maintenance"));
    }

    @Test
    void aSilenceHoldsFromItsFirstMomentUntilJustBeforeItsLast() {
        Matcher matcher = new Matcher("agent", "booker", true);

        assertThat(planDuring(OPENED, NOON.minusNanos(1), matcher).notifications())
                .hasSize(1);
        assertThat(planDuring(OPENED, NOON, matcher).notifications()).isEmpty();
        assertThat(planDuring(OPENED, END.minusNanos(1), matcher).notifications())
                .isEmpty();
        assertThat(planDuring(OPENED, END, matcher).notifications()).hasSize(1);
    }

    @Test
    void allMatchersMustBeMetAndAMissingLabelIsAnEmptyOne() {
        Matcher booker = new Matcher("agent", "booker", true);

        assertThat(planDuring(OPENED, NOON, booker, new Matcher("tool", "mail", true))
                        .notifications())
                .hasSize(1);
        assertThat(planDuring(OPENED, NOON, booker, new Matcher("tenant", "", true))
                        .notifications())
                .isEmpty();
        assertThat(planDuring(OPENED, NOON, new Matcher("agent", "other", false))
                        .notifications())
                .isEmpty();
    }

    @Test
    void anEscalationLeavesTheSilenceOfItsOldSeverityBehind() {
        AlertBook book = new AlertBook(List.of(), none -> Optional.empty(), AlertPolicy.standard());
        Matcher medium = new Matcher("severity", "medium", true);
        AlertChange mild =
                book.record(finding("booker", Severity.MEDIUM, NOON), NOON).get(0);
        AlertChange worse =
                book.record(finding("booker", Severity.HIGH, NOON), NOON).get(0);

        assertThat(planDuring(mild, NOON, medium).notifications()).isEmpty();
        assertThat(planDuring(worse, NOON, medium).notifications()).hasSize(1);
    }

    @Test
    void aSilenceNeedsAMatcherAndAnEnd() {
        assertThatThrownBy(() -> new Silence("s", List.of(), NOON, END, "ada", ""))
                .hasMessageContaining("at least one matcher");
        assertThatThrownBy(() -> new Silence("s", List.of(new Matcher("a", "b", true)), NOON, NOON, "ada", ""))
                .hasMessageContaining("must end");
    }

    private static Told planDuring(AlertChange change, Instant now, Matcher... matchers) {
        Silence silence = new Silence("s1", List.of(matchers), NOON, END, "ada", "maintenance");
        return new NotificationPlan(List.of(EVERYTHING)).plan(List.of(change), List.of(silence), List.of(), now);
    }
}
