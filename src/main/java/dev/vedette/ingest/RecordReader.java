package dev.vedette.ingest;

import dev.vedette.telemetry.MetricPoint;
import dev.vedette.telemetry.Resource;
import dev.vedette.telemetry.Scope;
import dev.vedette.telemetry.SpanEvent;
import dev.vedette.telemetry.SpanKind;
import dev.vedette.telemetry.SpanLink;
import dev.vedette.telemetry.Status;
import io.opentelemetry.proto.collector.logs.v1.ExportLogsServiceRequest;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.logs.v1.LogRecord;
import io.opentelemetry.proto.logs.v1.ResourceLogs;
import io.opentelemetry.proto.logs.v1.ScopeLogs;
import io.opentelemetry.proto.metrics.v1.Metric;
import io.opentelemetry.proto.metrics.v1.ResourceMetrics;
import io.opentelemetry.proto.metrics.v1.ScopeMetrics;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.ScopeSpans;
import io.opentelemetry.proto.trace.v1.Span;
import java.util.ArrayList;
import java.util.List;

/** Scrubbed OTLP requests as records, in the order of the request. Stateless. */
final class RecordReader {
    private static final SpanKind[] KINDS = SpanKind.values();

    private RecordReader() {}

    static List<RawSpan> spans(ExportTraceServiceRequest request) {
        List<RawSpan> spans = new ArrayList<>();
        for (ResourceSpans spansOfResource : request.getResourceSpansList()) {
            Resource resource = ValueReader.resource(spansOfResource.getResource());
            for (ScopeSpans spansOfScope : spansOfResource.getScopeSpansList()) {
                Scope scope = ValueReader.scope(spansOfScope.getScope());
                for (Span span : spansOfScope.getSpansList()) {
                    spans.add(span(span, resource, scope));
                }
            }
        }
        return spans;
    }

    static List<RawLog> logs(ExportLogsServiceRequest request) {
        List<RawLog> logs = new ArrayList<>();
        for (ResourceLogs logsOfResource : request.getResourceLogsList()) {
            Resource resource = ValueReader.resource(logsOfResource.getResource());
            for (ScopeLogs logsOfScope : logsOfResource.getScopeLogsList()) {
                Scope scope = ValueReader.scope(logsOfScope.getScope());
                for (LogRecord log : logsOfScope.getLogRecordsList()) {
                    logs.add(log(log, resource, scope));
                }
            }
        }
        return logs;
    }

    static List<MetricPoint> points(ExportMetricsServiceRequest request) {
        List<MetricPoint> points = new ArrayList<>();
        for (ResourceMetrics metricsOfResource : request.getResourceMetricsList()) {
            Resource resource = ValueReader.resource(metricsOfResource.getResource());
            for (ScopeMetrics metricsOfScope : metricsOfResource.getScopeMetricsList()) {
                Scope scope = ValueReader.scope(metricsOfScope.getScope());
                for (Metric metric : metricsOfScope.getMetricsList()) {
                    new PointReader(metric, resource, scope).readInto(points);
                }
            }
        }
        return points;
    }

    private static RawSpan span(Span span, Resource resource, Scope scope) {
        return new RawSpan(
                ValueReader.hex(span.getTraceId()),
                ValueReader.hex(span.getSpanId()),
                ValueReader.id(span.getParentSpanId()),
                span.getName(),
                kind(span.getKindValue()),
                span.getStartTimeUnixNano(),
                span.getEndTimeUnixNano(),
                status(span),
                ValueReader.attributes(span.getAttributesList()),
                events(span),
                links(span),
                SampledShare.of(span.getTraceState()),
                resource,
                scope);
    }

    private static RawLog log(LogRecord log, Resource resource, Scope scope) {
        return new RawLog(
                log.getTimeUnixNano() == 0 ? log.getObservedTimeUnixNano() : log.getTimeUnixNano(),
                log.getEventName(),
                log.getSeverityNumberValue(),
                log.hasBody() ? ValueReader.value(log.getBody()) : null,
                ValueReader.attributes(log.getAttributesList()),
                ValueReader.id(log.getTraceId()),
                ValueReader.id(log.getSpanId()),
                resource,
                scope);
    }

    private static SpanKind kind(int number) {
        return number >= 0 && number < KINDS.length ? KINDS[number] : SpanKind.UNSPECIFIED;
    }

    private static Status status(Span span) {
        if (!span.hasStatus()) {
            return Status.UNSET;
        }
        Status.Code code = switch (span.getStatus().getCode()) {
            case STATUS_CODE_OK -> Status.Code.OK;
            case STATUS_CODE_ERROR -> Status.Code.ERROR;
            case STATUS_CODE_UNSET, UNRECOGNIZED -> Status.Code.UNSET;
        };
        return new Status(code, span.getStatus().getMessage(), "");
    }

    private static List<SpanEvent> events(Span span) {
        List<SpanEvent> events = new ArrayList<>(span.getEventsCount());
        for (Span.Event event : span.getEventsList()) {
            events.add(new SpanEvent(
                    event.getName(), event.getTimeUnixNano(), ValueReader.attributes(event.getAttributesList())));
        }
        return events;
    }

    private static List<SpanLink> links(Span span) {
        List<SpanLink> links = new ArrayList<>(span.getLinksCount());
        for (Span.Link link : span.getLinksList()) {
            links.add(new SpanLink(
                    ValueReader.hex(link.getTraceId()),
                    ValueReader.hex(link.getSpanId()),
                    ValueReader.attributes(link.getAttributesList())));
        }
        return links;
    }
}
