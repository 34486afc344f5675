package dev.vedette.telemetry;

import org.jspecify.annotations.Nullable;

/**
 * A record that tells what somebody did: a span, or a log record where a sender reports in logs. Whoever asks what was
 * done asks this, and not how it was told. Immutable.
 */
public sealed interface Activity permits Span, LogEvent {
    /** 32 lower-case hex digits, or null for a log record outside of any trace. */
    @Nullable
    String traceId();

    /** 16 lower-case hex digits, or null for a log record outside of any span. */
    @Nullable
    String spanId();

    /** Which convention it was understood by; {@code none} where by none. */
    String dialect();

    /** Who did it. */
    Actor actor();

    /** What was done; {@link Operation.Other} for a log record that tells of nothing done. */
    Operation operation();

    /** What it used. */
    Usage usage();

    /** How it ended. */
    Status status();

    /** The attributes as they came. */
    Attributes attributes();

    /** Who emitted it. */
    Resource resource();
}
