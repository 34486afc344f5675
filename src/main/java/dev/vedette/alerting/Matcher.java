package dev.vedette.alerting;

import java.util.Map;

/**
 * A condition on one label, in Alertmanager's sense: a missing label equals an empty one. Immutable.
 *
 * @param label the label's name
 * @param value what it must equal, or must not
 * @param equal whether it must
 */
public record Matcher(String label, String value, boolean equal) {
    /** Whether these labels meet it. */
    public boolean matches(Map<String, String> labels) {
        return labels.getOrDefault(label, "").equals(value) == equal;
    }
}
