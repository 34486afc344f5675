package dev.vedette.ingest;

import dev.vedette.telemetry.Attributes;
import dev.vedette.telemetry.Resource;
import dev.vedette.telemetry.Scope;
import org.jspecify.annotations.Nullable;

/**
 * A log record as OTLP said it, scrubbed and not yet understood.
 *
 * @param eventName OTLP's own field, may be empty
 * @param body a value as {@link Attributes} describes them, or null
 */
record RawLog(
        long epochNanos,
        String eventName,
        int severity,
        @Nullable Object body,
        Attributes attributes,
        @Nullable String traceId,
        @Nullable String spanId,
        Resource resource,
        Scope scope) {
    /**
     * The event's name, may be empty. The attribute is older than OTLP's own field and wins: some senders put a source
     * location into the field.
     */
    String event() {
        String named = attributes.text(GenAi.EVENT_NAME);
        return named == null ? eventName : named;
    }
}
