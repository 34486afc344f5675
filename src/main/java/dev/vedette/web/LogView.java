package dev.vedette.web;

import dev.vedette.telemetry.Epoch;
import dev.vedette.telemetry.LogEvent;
import dev.vedette.telemetry.Message;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A log record of a trace. */
record LogView(
        Instant at,
        String eventName,
        int severity,
        String body,
        @Nullable String spanId,
        List<Message> input,
        List<Message> output) {
    static LogView of(LogEvent log) {
        return new LogView(
                Epoch.instant(log.epochNanos()),
                log.eventName(),
                log.severity(),
                log.body(),
                log.spanId(),
                log.input(),
                log.output());
    }
}
