package dev.vedette.rules;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What one rule looks at. Values are computed when they are asked for, since most rules ask for few. */
interface RuleEvent {
    EventKind kind();

    Instant at();

    /** The trace in which it is found, or null. */
    @Nullable
    String traceId();

    @Nullable
    String spanId();

    /** The value of the field's type, or null when the event has none. */
    @Nullable
    Object value(Field field);

    /** The value as conditions see it: an absent text is empty, as are a list and a map; null only for a number. */
    default @Nullable Object seen(Field field) {
        Object value = value(field);
        if (value != null) {
            return value;
        }
        return switch (field.type()) {
            case TEXT -> "";
            case TEXTS -> List.of();
            case MAP -> Map.of();
            case WHOLE, DECIMAL -> null;
        };
    }

    /** The value of a text field, empty when absent. */
    default String text(Field field) {
        return value(field) instanceof String text ? text : "";
    }
}
