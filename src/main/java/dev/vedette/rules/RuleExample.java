package dev.vedette.rules;

import dev.vedette.detection.Severity;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A test that a rule file brings along.
 *
 * @param gap why a miss is known and accepted, else empty
 * @param events in the order in which they are told
 * @param alerts how many alerts they must make
 * @param severities the severities of the alerts in order; empty when it does not matter
 * @param title the title of the first alert, or null when it does not matter
 */
record RuleExample(
        String name,
        String gap,
        List<Event> events,
        int alerts,
        List<Severity> severities,
        @Nullable String title) {
    RuleExample {
        events = List.copyOf(events);
        severities = List.copyOf(severities);
    }

    /**
     * One event of a test.
     *
     * @param after how long after the start of the test it happens
     */
    record Event(Duration after, EventKind kind, Map<Field, Object> values) {
        Event {
            values = Map.copyOf(values);
        }
    }
}
