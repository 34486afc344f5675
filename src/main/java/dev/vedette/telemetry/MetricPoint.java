package dev.vedette.telemetry;

import org.jspecify.annotations.Nullable;

/**
 * One data point of a metric. Already scrubbed of secrets. Immutable.
 *
 * @param name the metric's name
 * @param unit UCUM, may be empty
 * @param type gauge, sum, histogram, exponential_histogram or summary
 * @param temporality how it adds up with the points before
 * @param startEpochNanos since when it counts; 0 where the sender does not say
 * @param epochNanos when it was taken
 * @param count how many measurements a histogram or summary holds; 1 for a number
 * @param value the number, or the sum of a histogram or summary; 0 when it gives none
 * @param reading what it tells of agents' work, or null where it tells nothing that is understood
 */
public record MetricPoint(
        String name,
        String unit,
        String type,
        Temporality temporality,
        long startEpochNanos,
        long epochNanos,
        long count,
        double value,
        Attributes attributes,
        Resource resource,
        Scope scope,
        @Nullable MetricReading reading) {
    /** This point, understood. */
    public MetricPoint as(@Nullable MetricReading meaning) {
        return new MetricPoint(
                name,
                unit,
                type,
                temporality,
                startEpochNanos,
                epochNanos,
                count,
                value,
                attributes,
                resource,
                scope,
                meaning);
    }
}
