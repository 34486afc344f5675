package dev.vedette.alerting;

import dev.vedette.detection.Severity;
import java.util.List;

/**
 * Which news of which alerts a receiver is to be told. Routes are independent: every one that matches applies.
 * Immutable.
 *
 * @param receiver the receiver's name in the configuration
 * @param minimum this severity or worse
 * @param matchers all must be met by the alert's labels; empty for any alert
 * @param sendResolved whether to tell that an alert is over
 */
public record Route(String receiver, Severity minimum, List<Matcher> matchers, boolean sendResolved) {
    public Route {
        matchers = List.copyOf(matchers);
    }

    /** Whether the receiver is to be told of this change. */
    public boolean wants(AlertChange change) {
        Alert alert = change.alert();
        return change.isNews()
                && (sendResolved || change.kind() != AlertChange.Kind.RESOLVED)
                && alert.severity().compareTo(minimum) >= 0
                && matchers.stream().allMatch(matcher -> matcher.matches(alert.labels()));
    }
}
