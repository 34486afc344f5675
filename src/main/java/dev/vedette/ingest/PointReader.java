package dev.vedette.ingest;

import dev.vedette.telemetry.MetricPoint;
import dev.vedette.telemetry.Resource;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.metrics.v1.ExponentialHistogramDataPoint;
import io.opentelemetry.proto.metrics.v1.HistogramDataPoint;
import io.opentelemetry.proto.metrics.v1.Metric;
import io.opentelemetry.proto.metrics.v1.NumberDataPoint;
import io.opentelemetry.proto.metrics.v1.SummaryDataPoint;
import java.util.List;

/** The data points of one metric. */
final class PointReader {
    private final Metric metric;
    private final Resource resource;

    PointReader(Metric metric, Resource resource) {
        this.metric = metric;
        this.resource = resource;
    }

    void readInto(List<MetricPoint> points) {
        for (NumberDataPoint point : metric.getGauge().getDataPointsList()) {
            points.add(number("gauge", point));
        }
        for (NumberDataPoint point : metric.getSum().getDataPointsList()) {
            points.add(number("sum", point));
        }
        for (HistogramDataPoint point : metric.getHistogram().getDataPointsList()) {
            points.add(point(
                    "histogram", point.getTimeUnixNano(), point.getCount(), point.getSum(), point.getAttributesList()));
        }
        for (ExponentialHistogramDataPoint point :
                metric.getExponentialHistogram().getDataPointsList()) {
            points.add(point(
                    "exponential_histogram",
                    point.getTimeUnixNano(),
                    point.getCount(),
                    point.getSum(),
                    point.getAttributesList()));
        }
        for (SummaryDataPoint point : metric.getSummary().getDataPointsList()) {
            points.add(point(
                    "summary", point.getTimeUnixNano(), point.getCount(), point.getSum(), point.getAttributesList()));
        }
    }

    private MetricPoint number(String type, NumberDataPoint point) {
        double value = point.hasAsInt() ? point.getAsInt() : point.getAsDouble();
        return point(type, point.getTimeUnixNano(), 1, value, point.getAttributesList());
    }

    private MetricPoint point(String type, long time, long count, double value, List<KeyValue> attributes) {
        return new MetricPoint(
                metric.getName(),
                metric.getUnit(),
                type,
                time,
                count,
                value,
                ValueReader.attributes(attributes),
                resource);
    }
}
