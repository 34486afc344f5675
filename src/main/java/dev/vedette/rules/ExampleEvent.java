package dev.vedette.rules;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An event of a rule's own test, on a virtual clock. */
record ExampleEvent(Instant at, EventKind kind, Map<Field, Object> values) implements RuleEvent {
    @Override
    public @Nullable String traceId() {
        return null;
    }

    @Override
    public @Nullable String spanId() {
        return null;
    }

    @Override
    public @Nullable Object value(Field field) {
        if (field == Field.KIND) {
            return kind.label();
        }
        Object given = values.get(field);
        if (given == null && field == Field.TOTAL_TOKENS) {
            Long input = (Long) values.get(Field.INPUT_TOKENS);
            Long output = (Long) values.get(Field.OUTPUT_TOKENS);
            return input == null && output == null
                    ? null
                    : Long.valueOf((input == null ? 0 : input) + (output == null ? 0 : output));
        }
        return given == null && field == Field.STATUS ? "ok" : given;
    }
}
