package dev.vedette.ingest;

import dev.vedette.inspection.Sighting;
import io.opentelemetry.proto.collector.logs.v1.ExportLogsServiceRequest;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.logs.v1.LogRecord;
import io.opentelemetry.proto.logs.v1.ResourceLogs;
import io.opentelemetry.proto.logs.v1.ScopeLogs;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Validates, bounds and scrubs a request of log records. Not thread-safe. */
final class LogScrubber {
    private final RequestScrubber scrubber;

    /** Sightings on a resource or scope that no record has taken yet. */
    private final List<Sighting> pending = new ArrayList<>();

    LogScrubber(RequestScrubber scrubber) {
        this.scrubber = scrubber;
    }

    /** How many log records there are in a request. */
    static int count(ExportLogsServiceRequest request) {
        int count = 0;
        for (ResourceLogs resource : request.getResourceLogsList()) {
            count += count(resource);
        }
        return count;
    }

    /** The request that may be kept; what is lost or changed is in the complaints. */
    ExportLogsServiceRequest scrub(ExportLogsServiceRequest request) {
        ExportLogsServiceRequest.Builder kept = ExportLogsServiceRequest.newBuilder();
        for (ResourceLogs resource : request.getResourceLogsList()) {
            ResourceLogs clean = scrub(resource);
            if (clean != null) {
                kept.addResourceLogs(clean);
            }
        }
        return kept.build();
    }

    private @Nullable ResourceLogs scrub(ResourceLogs logsOfResource) {
        pending.clear();
        scrubber.texts().collect();
        ResourceLogs.Builder builder = ResourceLogs.newBuilder();
        try {
            if (logsOfResource.hasResource()) {
                builder.setResource(scrubber.resource(logsOfResource.getResource()));
            }
            builder.setSchemaUrl(scrubber.texts().label("resource schema", logsOfResource.getSchemaUrl()));
        } catch (RuntimeException notScrubbed) {
            scrubber.complaints().add(Complaint.UNSCRUBBED, count(logsOfResource));
            return null;
        }
        pending.addAll(scrubber.texts().collect());
        for (ScopeLogs scope : logsOfResource.getScopeLogsList()) {
            ScopeLogs clean = scrub(scope);
            if (clean != null) {
                builder.addScopeLogs(clean);
            }
        }
        return builder.getScopeLogsCount() == 0 ? null : builder.build();
    }

    private @Nullable ScopeLogs scrub(ScopeLogs logsOfScope) {
        ScopeLogs.Builder builder = ScopeLogs.newBuilder();
        try {
            if (logsOfScope.hasScope()) {
                builder.setScope(scrubber.scope(logsOfScope.getScope()));
            }
            builder.setSchemaUrl(scrubber.texts().label("scope schema", logsOfScope.getSchemaUrl()));
        } catch (RuntimeException notScrubbed) {
            scrubber.complaints().add(Complaint.UNSCRUBBED, logsOfScope.getLogRecordsCount());
            return null;
        }
        pending.addAll(scrubber.texts().collect());
        for (LogRecord log : logsOfScope.getLogRecordsList()) {
            LogRecord clean = scrub(log);
            if (clean != null) {
                builder.addLogRecords(clean);
            }
        }
        return builder.getLogRecordsCount() == 0 ? null : builder.build();
    }

    private @Nullable LogRecord scrub(LogRecord log) {
        if (!scrubber.admit(1)) {
            return null;
        }
        LogRecord.Builder clean;
        try {
            clean = scrubbed(log);
        } catch (RuntimeException notScrubbed) {
            scrubber.texts().collect();
            scrubber.complaints().add(Complaint.UNSCRUBBED);
            return null;
        }
        pending.addAll(scrubber.texts().collect());
        if (!pending.isEmpty()) {
            clean.addAttributes(RequestScrubber.sightings(pending));
            pending.clear();
        }
        return clean.build();
    }

    private LogRecord.Builder scrubbed(LogRecord log) {
        LogRecord.Builder clean = log.toBuilder()
                .setSeverityText(scrubber.texts().text("severity", log.getSeverityText()))
                .setEventName(scrubber.texts().text("log event name", log.getEventName()))
                .setTraceId(scrubber.reference(log.getTraceId(), RequestScrubber.TRACE_ID_BYTES))
                .setSpanId(scrubber.reference(log.getSpanId(), RequestScrubber.SPAN_ID_BYTES));
        times(log, clean);
        if (log.hasBody()) {
            clean.setBody(scrubber.attributes().scrub("log body", log.getBody()));
        }
        List<KeyValue> all = log.getAttributesList();
        List<KeyValue> kept = scrubber.attributes().scrub("attribute", all);
        if (kept != all) {
            clean.clearAttributes().addAllAttributes(kept);
            clean.setDroppedAttributesCount(log.getDroppedAttributesCount() + all.size() - kept.size());
        }
        return clean;
    }

    /** Its time, else when it was observed, else when it was received: one of the first two always tells afterwards. */
    private void times(LogRecord log, LogRecord.Builder clean) {
        SenderClock clock = scrubber.clock();
        if (log.getTimeUnixNano() != 0) {
            clean.setTimeUnixNano(clock.single(log.getTimeUnixNano()));
        } else if (log.getObservedTimeUnixNano() != 0) {
            clean.setObservedTimeUnixNano(clock.single(log.getObservedTimeUnixNano()));
        } else {
            clean.setObservedTimeUnixNano(clock.received());
        }
    }

    private static int count(ResourceLogs resource) {
        return resource.getScopeLogsList().stream()
                .mapToInt(ScopeLogs::getLogRecordsCount)
                .sum();
    }
}
