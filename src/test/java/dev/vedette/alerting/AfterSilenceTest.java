package dev.vedette.alerting;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vedette.detection.Severity;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AfterSilenceTest {
    private static final Instant START = Findings.NOON;
    private static final Silence SILENCE = new Silence(
            "s", List.of(new Matcher("agent", "booker", true)), START, START.plus(Duration.ofHours(1)), "ada", "known");

    @ParameterizedTest(name = "{4}")
    @CsvSource({
        "booker, OPEN,         5,  5, opened,   it came during the silence and is still open",
        "booker, OPEN,       -60, 10, opened,   it grew worse or came back during the silence",
        "booker, OPEN,       -60,-60, nothing,  it was told before the silence began",
        "booker, ACKNOWLEDGED, 5, 10, nothing,  somebody is on it",
        "booker, RESOLVED,   -60, 10, resolved, it was told before and is over now",
        "booker, RESOLVED,     5, 10, nothing,  it came and went within the silence",
        "other,  OPEN,         5,  5, nothing,  the silence did not concern it"
    })
    void tellsWhatWasHeldBackAsFarAsItMatters(
            String agent, AlertState state, long openedMinute, long changedMinute, String told, String why) {
        Alert opened =
                Findings.opened(Findings.finding(agent, Severity.HIGH, START)).alert();
        Alert alert = new Alert(
                opened.fingerprint(),
                opened.rule(),
                Map.of("agent", agent),
                state,
                opened.severity(),
                START.plus(Duration.ofMinutes(openedMinute)),
                START.plus(Duration.ofMinutes(changedMinute)),
                START.plus(Duration.ofMinutes(changedMinute)),
                null,
                1,
                1,
                opened.latest(),
                opened.traceIds());

        List<AlertChange> untold = AfterSilence.untold(SILENCE, List.of(alert));

        assertThat(untold.stream().map(change -> change.kind().label()).toList())
                .as(why)
                .isEqualTo(told.equals("nothing") ? List.of() : List.of(told));
    }
}
