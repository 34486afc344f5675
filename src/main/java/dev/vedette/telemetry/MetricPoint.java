package dev.vedette.telemetry;

/**
 * One data point of a metric. Already scrubbed of secrets. Immutable.
 *
 * @param name the metric's name
 * @param unit UCUM, may be empty
 * @param type gauge, sum, histogram, exponential_histogram or summary
 * @param epochNanos when it was taken
 * @param count how many measurements a histogram or summary holds; 1 for a number
 * @param value the number, or the sum of a histogram or summary; 0 when it gives none
 */
public record MetricPoint(
        String name,
        String unit,
        String type,
        long epochNanos,
        long count,
        double value,
        Attributes attributes,
        Resource resource) {}
