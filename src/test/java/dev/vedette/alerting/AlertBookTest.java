package dev.vedette.alerting;

import static dev.vedette.alerting.Findings.NOON;
import static dev.vedette.alerting.Findings.finding;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vedette.alerting.AlertChange.Kind;
import dev.vedette.detection.Finding;
import dev.vedette.detection.Severity;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class AlertBookTest {
    private static final Instant LATER = NOON.plusSeconds(60);
    private static final String BOOKER = Findings.fingerprint("booker");

    private final AlertBook book = Findings.book(AlertPolicy.standard());

    static Stream<Arguments> decisions() {
        return Stream.of(
                row(null, Severity.MEDIUM, 0, Kind.OPENED, AlertState.OPEN, "what was never seen is opened"),
                row(AlertState.OPEN, Severity.MEDIUM, 60, Kind.REPEATED, AlertState.OPEN, "the same again is counted"),
                row(AlertState.OPEN, Severity.LOW, 60, Kind.REPEATED, AlertState.OPEN, "milder does not calm it"),
                row(AlertState.OPEN, Severity.HIGH, 60, Kind.ESCALATED, AlertState.OPEN, "worse is news"),
                row(AlertState.OPEN, Severity.HIGH, -60, Kind.ESCALATED, AlertState.OPEN, "worse is news, late or not"),
                row(AlertState.OPEN, Severity.MEDIUM, -60, Kind.REPEATED, AlertState.OPEN, "late is counted"),
                row(
                        AlertState.ACKNOWLEDGED,
                        Severity.MEDIUM,
                        60,
                        Kind.REPEATED,
                        AlertState.ACKNOWLEDGED,
                        "who is on it is not told again"),
                row(
                        AlertState.ACKNOWLEDGED,
                        Severity.CRITICAL,
                        60,
                        Kind.ESCALATED,
                        AlertState.OPEN,
                        "they acknowledged something milder"),
                row(AlertState.RESOLVED, Severity.MEDIUM, 60, Kind.REOPENED, AlertState.OPEN, "it was not over"),
                row(AlertState.RESOLVED, Severity.LOW, 60, Kind.REOPENED, AlertState.OPEN, "nor when it is milder now"),
                row(
                        AlertState.RESOLVED,
                        Severity.MEDIUM,
                        -60,
                        Kind.REPEATED,
                        AlertState.RESOLVED,
                        "a late finding belongs to the episode that is over"),
                row(
                        AlertState.RESOLVED,
                        Severity.HIGH,
                        -60,
                        Kind.REOPENED,
                        AlertState.OPEN,
                        "a late and worse one was not known when it was resolved"));
    }

    private static Arguments row(
            @Nullable AlertState before,
            Severity severity,
            int seconds,
            Kind expected,
            AlertState after,
            String because) {
        return Arguments.of(before, severity, seconds, expected, after, because);
    }

    @ParameterizedTest(name = "{5}")
    @MethodSource("decisions")
    void aFindingMovesAnAlert(
            @Nullable AlertState before,
            Severity severity,
            int seconds,
            Kind expected,
            AlertState after,
            String because) {
        if (before != null) {
            book.record(finding("booker", Severity.MEDIUM, NOON), NOON);
        }
        if (before == AlertState.ACKNOWLEDGED) {
            book.acknowledge(BOOKER, "ada", "on it", NOON);
        }
        if (before == AlertState.RESOLVED) {
            book.resolve(BOOKER, "ada", "done", NOON);
        }

        List<AlertChange> changes = book.record(finding("booker", severity, NOON.plusSeconds(seconds)), LATER);

        assertThat(changes).as(because).hasSize(1);
        assertThat(changes.get(0).kind()).as(because).isEqualTo(expected);
        assertThat(changes.get(0).alert().state()).as(because).isEqualTo(after);
    }

    @Test
    void tenThousandFindingsOfOneCauseAreOneAlert() {
        List<AlertChange> news = new ArrayList<>();
        for (int second = 0; second < 10_000; second++) {
            book.record(finding("booker", Severity.HIGH, NOON.plusSeconds(second)), NOON).stream()
                    .filter(AlertChange::isNews)
                    .forEach(news::add);
        }

        assertThat(news).hasSize(1);
        Alert alert = book.unresolved(BOOKER).orElseThrow();
        assertThat(alert.occurrences()).isEqualTo(10_000);
        assertThat(alert.openedAt()).isEqualTo(NOON);
        assertThat(alert.lastSeenAt()).isEqualTo(NOON.plusSeconds(9_999));
        assertThat(alert.changedAt()).isEqualTo(NOON);
        assertThat(alert.traceIds()).hasSize(20);
        assertThat(alert.traceIds().get(0))
                .isEqualTo("trace-" + NOON.plusSeconds(9_999).getEpochSecond());
    }

    @Test
    void aLateFindingNeitherMovesTimeBackNorReplacesTheNewest() {
        book.record(finding("booker", Severity.HIGH, NOON, "newest"), NOON);

        Alert alert = book.record(finding("booker", Severity.HIGH, NOON.minusSeconds(90), "late"), LATER)
                .get(0)
                .alert();

        assertThat(alert.lastSeenAt()).isEqualTo(NOON);
        assertThat(alert.openedAt()).isEqualTo(NOON.minusSeconds(90));
        assertThat(alert.latest().title()).isEqualTo("newest");
        assertThat(alert.occurrences()).isEqualTo(2);
        assertThat(alert.traceIds())
                .containsExactly(
                        "trace-" + NOON.getEpochSecond(),
                        "trace-" + NOON.minusSeconds(90).getEpochSecond());
    }

    @Test
    void labelsAreRuleSeverityAndKeyAndFollowTheSeverity() {
        assertThat(book.record(finding("booker", Severity.LOW, NOON), NOON)
                        .get(0)
                        .alert()
                        .labels())
                .containsOnlyKeys("rule", "severity", "agent", "tool")
                .containsEntry("severity", "low");

        assertThat(book.record(finding("booker", Severity.HIGH, LATER), LATER)
                        .get(0)
                        .alert()
                        .labels())
                .containsEntry("severity", "high")
                .containsEntry("rule", "TOOL-01");
    }

    @Test
    void reopeningStartsANewEpisode() {
        book.record(finding("booker", Severity.CRITICAL, NOON), NOON);
        book.record(finding("booker", Severity.CRITICAL, NOON), NOON);
        book.resolve(BOOKER, "ada", "fixed", NOON);

        Alert again = book.record(finding("booker", Severity.LOW, LATER), LATER)
                .get(0)
                .alert();

        assertThat(again.episodes()).isEqualTo(2);
        assertThat(again.occurrences()).isEqualTo(1);
        assertThat(again.severity()).isEqualTo(Severity.LOW);
        assertThat(again.openedAt()).isEqualTo(LATER);
        assertThat(again.changedBy()).isNull();
        assertThat(again.traceIds()).hasSize(1);
    }

    @Test
    void reopensWhatOnlyTheStoreRemembers() {
        AlertBook first = Findings.book(AlertPolicy.standard());
        first.record(finding("booker", Severity.LOW, NOON), NOON);
        Alert stored = first.resolve(BOOKER, "ada", "", NOON).orElseThrow().alert();
        AlertBook restarted = new AlertBook(
                List.of(),
                fingerprint -> Optional.of(stored).filter(a -> fingerprint.equals(BOOKER)),
                AlertPolicy.standard());

        assertThat(restarted.record(finding("booker", Severity.LOW, LATER), LATER))
                .extracting(AlertChange::kind)
                .containsExactly(Kind.REOPENED);
        assertThat(restarted.record(finding("other", Severity.LOW, LATER), LATER))
                .extracting(AlertChange::kind)
                .containsExactly(Kind.OPENED);
    }

    @Test
    void goesOnWhereTheStoreStands() {
        book.record(finding("booker", Severity.LOW, NOON), NOON);
        Alert acknowledged =
                book.acknowledge(BOOKER, "ada", "on it", LATER).orElseThrow().alert();
        AlertBook restarted = new AlertBook(List.of(acknowledged), none -> Optional.empty(), AlertPolicy.standard());

        AlertChange change =
                restarted.record(finding("booker", Severity.LOW, LATER), LATER).get(0);

        assertThat(change.kind()).isEqualTo(Kind.REPEATED);
        assertThat(change.alert().changedBy()).isEqualTo("ada");
        assertThat(change.alert().occurrences()).isEqualTo(2);
    }

    @Test
    void whatPeopleDoTwiceChangesNothingTheSecondTime() {
        book.record(finding("booker", Severity.LOW, NOON), NOON);

        AlertChange change = book.acknowledge(BOOKER, "ada", "on it", LATER).orElseThrow();
        assertThat(change.note()).isEqualTo("on it");
        assertThat(change.alert().changedBy()).isEqualTo("ada");
        assertThat(change.alert().changedAt()).isEqualTo(LATER);
        assertThat(book.acknowledge(BOOKER, "bob", "me too", LATER)).isEmpty();
        assertThat(book.resolve(BOOKER, "bob", "done", LATER)).isPresent();
        assertThat(book.resolve(BOOKER, "bob", "done", LATER)).isEmpty();
        assertThat(book.acknowledge(BOOKER, "bob", "", LATER)).isEmpty();
        assertThat(book.resolve("0000000000000000", "bob", "", LATER)).isEmpty();
    }

    @Test
    void aFindingWithoutATraceIsAnAlertToo() {
        Finding finding = finding("booker", Severity.LOW, NOON);
        Finding traceless = new Finding(
                finding.rule(),
                1,
                Severity.LOW,
                "quiet",
                "",
                finding.key(),
                1,
                null,
                NOON,
                null,
                List.of(),
                List.of(),
                List.of(),
                List.of());

        assertThat(book.record(traceless, NOON).get(0).alert().traceIds()).isEmpty();
    }
}
