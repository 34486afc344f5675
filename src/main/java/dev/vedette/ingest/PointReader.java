package dev.vedette.ingest;

import dev.vedette.telemetry.MetricPoint;
import dev.vedette.telemetry.Resource;
import dev.vedette.telemetry.Scope;
import dev.vedette.telemetry.Temporality;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.metrics.v1.AggregationTemporality;
import io.opentelemetry.proto.metrics.v1.ExponentialHistogramDataPoint;
import io.opentelemetry.proto.metrics.v1.HistogramDataPoint;
import io.opentelemetry.proto.metrics.v1.Metric;
import io.opentelemetry.proto.metrics.v1.NumberDataPoint;
import io.opentelemetry.proto.metrics.v1.Sum;
import io.opentelemetry.proto.metrics.v1.SummaryDataPoint;
import java.util.List;

/** The data points of one metric, not yet understood. */
final class PointReader {
    private final Metric metric;
    private final Resource resource;
    private final Scope scope;

    PointReader(Metric metric, Resource resource, Scope scope) {
        this.metric = metric;
        this.resource = resource;
        this.scope = scope;
    }

    void readInto(List<MetricPoint> points) {
        for (NumberDataPoint point : metric.getGauge().getDataPointsList()) {
            points.add(number("gauge", Temporality.NONE, point));
        }
        Sum sum = metric.getSum();
        Temporality growth = sum.getIsMonotonic() ? temporality(sum.getAggregationTemporality()) : Temporality.NONE;
        for (NumberDataPoint point : sum.getDataPointsList()) {
            points.add(number("sum", growth, point));
        }
        Temporality of = temporality(metric.getHistogram().getAggregationTemporality());
        for (HistogramDataPoint point : metric.getHistogram().getDataPointsList()) {
            points.add(point(
                    "histogram",
                    of,
                    point.getStartTimeUnixNano(),
                    point.getTimeUnixNano(),
                    point.getCount(),
                    point.getSum(),
                    point.getAttributesList()));
        }
        readExponentialInto(points);
        for (SummaryDataPoint point : metric.getSummary().getDataPointsList()) {
            points.add(point(
                    "summary",
                    Temporality.CUMULATIVE,
                    point.getStartTimeUnixNano(),
                    point.getTimeUnixNano(),
                    point.getCount(),
                    point.getSum(),
                    point.getAttributesList()));
        }
    }

    private void readExponentialInto(List<MetricPoint> points) {
        Temporality of = temporality(metric.getExponentialHistogram().getAggregationTemporality());
        for (ExponentialHistogramDataPoint point :
                metric.getExponentialHistogram().getDataPointsList()) {
            points.add(point(
                    "exponential_histogram",
                    of,
                    point.getStartTimeUnixNano(),
                    point.getTimeUnixNano(),
                    point.getCount(),
                    point.getSum(),
                    point.getAttributesList()));
        }
    }

    private static Temporality temporality(AggregationTemporality told) {
        return switch (told) {
            case AGGREGATION_TEMPORALITY_DELTA -> Temporality.DELTA;
            case AGGREGATION_TEMPORALITY_CUMULATIVE -> Temporality.CUMULATIVE;
            default -> Temporality.NONE;
        };
    }

    private MetricPoint number(String type, Temporality temporality, NumberDataPoint point) {
        double value = point.hasAsInt() ? point.getAsInt() : point.getAsDouble();
        return point(
                type,
                temporality,
                point.getStartTimeUnixNano(),
                point.getTimeUnixNano(),
                1,
                value,
                point.getAttributesList());
    }

    private MetricPoint point(
            String type,
            Temporality temporality,
            long start,
            long time,
            long count,
            double value,
            List<KeyValue> attributes) {
        return new MetricPoint(
                metric.getName(),
                metric.getUnit(),
                type,
                temporality,
                start,
                time,
                count,
                value,
                ValueReader.attributes(attributes),
                resource,
                scope,
                null);
    }
}
