package dev.vedette.alerting;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * What people are to be told when a silence ends, because they were not told while it lasted: alerts that came, came
 * back or grew worse and are still open, and alerts that they knew of and that are over. What came and went within the
 * silence stays untold. Pure.
 */
public final class AfterSilence {
    private static final String NOTE = "Told now, because a silence has ended.";

    private AfterSilence() {}

    /**
     * The changes to tell of.
     *
     * @param silence the one that has ended
     * @param alerts as they are now; those that the silence does not concern are left out
     */
    public static List<AlertChange> untold(Silence silence, Collection<Alert> alerts) {
        List<AlertChange> changes = new ArrayList<>();
        for (Alert alert : alerts) {
            boolean meanwhile = !alert.changedAt().isBefore(silence.startsAt());
            if (!meanwhile || !silence.concerns(alert.labels())) {
                continue;
            }
            if (alert.state() == AlertState.OPEN) {
                changes.add(new AlertChange(AlertChange.Kind.OPENED, alert, NOTE));
            } else if (alert.state() == AlertState.RESOLVED && alert.openedAt().isBefore(silence.startsAt())) {
                changes.add(new AlertChange(AlertChange.Kind.RESOLVED, alert, NOTE));
            }
        }
        return changes;
    }
}
