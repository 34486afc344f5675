package dev.vedette.ingest;

import dev.vedette.telemetry.Operation;
import dev.vedette.telemetry.Usage;
import org.jspecify.annotations.Nullable;

/**
 * What a dialect found in a span.
 *
 * @param agent the agent that only this dialect can tell, from the span's name for example, or null
 */
record SpanReading(
        Operation operation, Usage usage, @Nullable String agent) {}
