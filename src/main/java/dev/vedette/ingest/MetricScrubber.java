package dev.vedette.ingest;

import com.google.protobuf.ByteString;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.opentelemetry.proto.common.v1.InstrumentationScope;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.metrics.v1.Metric;
import io.opentelemetry.proto.metrics.v1.ResourceMetrics;
import io.opentelemetry.proto.metrics.v1.ScopeMetrics;
import io.opentelemetry.proto.resource.v1.Resource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Bounds and scrubs a request of metrics. Metrics are few and their messages many, so this walks them by their
 * description instead of by name. A metric is kept or lost as a whole. Not thread-safe.
 */
final class MetricScrubber {
    private static final String PLACE = "metric";

    private final RequestScrubber scrubber;

    MetricScrubber(RequestScrubber scrubber) {
        this.scrubber = scrubber;
    }

    /** How many data points there are in a request. */
    static int count(ExportMetricsServiceRequest request) {
        int count = 0;
        for (ResourceMetrics resource : request.getResourceMetricsList()) {
            count += count(resource);
        }
        return count;
    }

    /** How many data points a metric has. */
    static int count(Metric metric) {
        return metric.getGauge().getDataPointsCount()
                + metric.getSum().getDataPointsCount()
                + metric.getHistogram().getDataPointsCount()
                + metric.getExponentialHistogram().getDataPointsCount()
                + metric.getSummary().getDataPointsCount();
    }

    /** The request that may be kept; what is lost or changed is in the complaints. */
    ExportMetricsServiceRequest scrub(ExportMetricsServiceRequest request) {
        ExportMetricsServiceRequest.Builder kept = ExportMetricsServiceRequest.newBuilder();
        for (ResourceMetrics resource : request.getResourceMetricsList()) {
            ResourceMetrics clean = scrub(resource);
            if (clean != null) {
                kept.addResourceMetrics(clean);
            }
        }
        return kept.build();
    }

    private @Nullable ResourceMetrics scrub(ResourceMetrics metricsOfResource) {
        ResourceMetrics.Builder builder = ResourceMetrics.newBuilder();
        try {
            if (metricsOfResource.hasResource()) {
                Resource clean = scrubber.resource(metricsOfResource.getResource());
                builder.setResource(clean);
            }
            builder.setSchemaUrl(scrubber.texts().label(PLACE, metricsOfResource.getSchemaUrl()));
        } catch (RuntimeException notScrubbed) {
            scrubber.complaints().add(Complaint.UNSCRUBBED, count(metricsOfResource));
            return null;
        }
        for (ScopeMetrics scope : metricsOfResource.getScopeMetricsList()) {
            ScopeMetrics clean = scrub(scope);
            if (clean != null) {
                builder.addScopeMetrics(clean);
            }
        }
        return builder.getScopeMetricsCount() == 0 ? null : builder.build();
    }

    private @Nullable ScopeMetrics scrub(ScopeMetrics metricsOfScope) {
        ScopeMetrics.Builder builder = ScopeMetrics.newBuilder();
        try {
            if (metricsOfScope.hasScope()) {
                InstrumentationScope clean = scrubber.scope(metricsOfScope.getScope());
                builder.setScope(clean);
            }
            builder.setSchemaUrl(scrubber.texts().label(PLACE, metricsOfScope.getSchemaUrl()));
        } catch (RuntimeException notScrubbed) {
            scrubber.complaints().add(Complaint.UNSCRUBBED, count(metricsOfScope));
            return null;
        }
        for (Metric metric : metricsOfScope.getMetricsList()) {
            Metric clean = scrub(metric);
            if (clean != null) {
                builder.addMetrics(clean);
            }
        }
        return builder.getMetricsCount() == 0 ? null : builder.build();
    }

    private @Nullable Metric scrub(Metric metric) {
        int points = count(metric);
        if (!scrubber.admit(points)) {
            return null;
        }
        try {
            Metric.Builder clean = metric.toBuilder();
            scrubFields(clean);
            return clean.build();
        } catch (RuntimeException notScrubbed) {
            scrubber.complaints().add(Complaint.UNSCRUBBED, points);
            return null;
        } finally {
            scrubber.texts().collect();
        }
    }

    private void scrubFields(Message.Builder message) {
        for (Map.Entry<FieldDescriptor, Object> entry : message.getAllFields().entrySet()) {
            FieldDescriptor field = entry.getKey();
            if (field.isRepeated()) {
                scrubList(message, field, (List<?>) entry.getValue());
            } else if (isRewritten(field)) {
                message.setField(field, scrubValue(field, entry.getValue()));
            }
        }
        FieldDescriptor time = message.getDescriptorForType().findFieldByName("time_unix_nano");
        if (time != null) {
            message.setField(time, scrubber.clock().single((Long) message.getField(time)));
        }
    }

    private void scrubList(Message.Builder message, FieldDescriptor field, List<?> values) {
        if (!isRewritten(field)) {
            return;
        }
        if (field.getJavaType() == FieldDescriptor.JavaType.MESSAGE
                && field.getMessageType().equals(KeyValue.getDescriptor())) {
            List<KeyValue> attributes =
                    values.stream().map(KeyValue.class::cast).toList();
            message.setField(field, scrubber.attributes().scrub(PLACE, attributes));
            return;
        }
        List<Object> clean = new ArrayList<>(values.size());
        for (Object value : values) {
            clean.add(scrubValue(field, value));
        }
        message.setField(field, clean);
    }

    private Object scrubValue(FieldDescriptor field, Object value) {
        if (value instanceof String text) {
            return scrubber.texts().label(PLACE, text);
        }
        if (value instanceof ByteString id) {
            int bytes =
                    field.getName().equals("trace_id") ? RequestScrubber.TRACE_ID_BYTES : RequestScrubber.SPAN_ID_BYTES;
            return scrubber.reference(id, bytes);
        }
        Message.Builder builder = ((Message) value).toBuilder();
        scrubFields(builder);
        return builder.build();
    }

    /** Texts, ids and messages; numbers are as they are. */
    private static boolean isRewritten(FieldDescriptor field) {
        return switch (field.getJavaType()) {
            case STRING, BYTE_STRING, MESSAGE -> true;
            default -> false;
        };
    }

    private static int count(ResourceMetrics resource) {
        return resource.getScopeMetricsList().stream()
                .mapToInt(MetricScrubber::count)
                .sum();
    }

    private static int count(ScopeMetrics scope) {
        return scope.getMetricsList().stream().mapToInt(MetricScrubber::count).sum();
    }
}
