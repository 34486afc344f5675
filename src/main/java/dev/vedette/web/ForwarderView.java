package dev.vedette.web;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One backend that telemetry is passed on to, as the page shows it. Immutable.
 *
 * @param name its name in the configuration
 * @param endpoint where it is, without credentials
 * @param link the address of a trace's page there, with {@code {traceId}} and perhaps {@code {spanId}}, or null
 * @param lag how many batches wait
 * @param sent records it took
 * @param refused records it will never take
 * @param dropped records that were given up because its queue was full
 * @param lastError what went wrong last, or null when nothing did since the last success
 * @param lastSuccess when it last took something, or null
 */
public record ForwarderView(
        String name,
        String endpoint,
        @Nullable String link,
        long lag,
        long sent,
        long refused,
        long dropped,
        @Nullable String lastError,
        @Nullable Instant lastSuccess) {}
