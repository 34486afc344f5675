package dev.vedette.ingest;

import dev.vedette.telemetry.Preview;
import dev.vedette.telemetry.Usage;
import org.jspecify.annotations.Nullable;

/**
 * Logfire sends a span twice: when it begins as a span of its own below it, with the attributes known by then, and when
 * it ends. The first says who acts, but whatever it tells of work must not be counted.
 */
final class PendingSpan {
    private static final String TYPE = "logfire.span_type";
    private static final String PENDING = "pending_span";
    private static final String PARENT = "logfire.pending_parent_id";
    private static final String NONE = "0000000000000000";

    private PendingSpan() {}

    /** The reading of a span as it is, that of a preview as one. */
    static SpanReading settle(RawSpan raw, SpanReading reading) {
        return raw.parentSpanId() != null && PENDING.equals(raw.attributes().text(TYPE))
                ? new SpanReading(new Preview(above(raw)), Usage.NONE, reading.who(), reading.status(), null)
                : reading;
    }

    private static @Nullable String above(RawSpan raw) {
        String above = raw.attributes().text(PARENT);
        return above == null || above.length() != NONE.length() || above.equals(NONE) ? null : above;
    }
}
