package dev.vedette.ingest;

import dev.vedette.ingest.RefusedException.Reason;
import dev.vedette.inspection.Sighting;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.resource.v1.Resource;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.ScopeSpans;
import io.opentelemetry.proto.trace.v1.Span;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Validates, bounds and scrubs a request of spans. Not thread-safe. */
final class TraceScrubber {
    private final RequestScrubber scrubber;
    private final SpanScrubber spans;

    /** Sightings on a resource or scope that no span has taken yet. */
    private final List<Sighting> pending = new ArrayList<>();

    TraceScrubber(RequestScrubber scrubber) {
        this.scrubber = scrubber;
        this.spans = new SpanScrubber(scrubber);
    }

    /** How many spans there are in a request. */
    static int count(ExportTraceServiceRequest request) {
        int count = 0;
        for (ResourceSpans resource : request.getResourceSpansList()) {
            count += count(resource);
        }
        return count;
    }

    /** The request that may be kept; what is lost or changed is in the complaints. */
    ExportTraceServiceRequest scrub(ExportTraceServiceRequest request) throws RefusedException {
        look(request);
        ExportTraceServiceRequest.Builder kept = ExportTraceServiceRequest.newBuilder();
        for (ResourceSpans resource : request.getResourceSpansList()) {
            ResourceSpans clean = scrub(resource);
            if (clean != null) {
                kept.addResourceSpans(clean);
            }
        }
        return kept.build();
    }

    /** Log records read as spans have no ids; the two messages share their field numbers. */
    private void look(ExportTraceServiceRequest request) throws RefusedException {
        boolean any = false;
        boolean identified = false;
        for (ResourceSpans resource : request.getResourceSpansList()) {
            for (ScopeSpans scope : resource.getScopeSpansList()) {
                for (Span span : scope.getSpansList()) {
                    any = true;
                    identified |=
                            !span.getTraceId().isEmpty() || !span.getSpanId().isEmpty();
                    scrubber.clock().see(span.getEndTimeUnixNano());
                }
            }
        }
        if (any && !identified) {
            throw new RefusedException(
                    Reason.MALFORMED,
                    "no span has a trace id or a span id: are these log records? They belong on /v1/logs");
        }
    }

    private @Nullable ResourceSpans scrub(ResourceSpans spansOfResource) {
        pending.clear();
        scrubber.texts().collect();
        ResourceSpans.Builder builder = ResourceSpans.newBuilder();
        try {
            if (spansOfResource.hasResource()) {
                Resource clean = scrubber.resource(spansOfResource.getResource());
                builder.setResource(clean);
            }
            builder.setSchemaUrl(scrubber.texts().label("resource schema", spansOfResource.getSchemaUrl()));
        } catch (RuntimeException notScrubbed) {
            scrubber.complaints().add(Complaint.UNSCRUBBED, count(spansOfResource));
            return null;
        }
        pending.addAll(scrubber.texts().collect());
        for (ScopeSpans scope : spansOfResource.getScopeSpansList()) {
            ScopeSpans clean = scrub(scope);
            if (clean != null) {
                builder.addScopeSpans(clean);
            }
        }
        return builder.getScopeSpansCount() == 0 ? null : builder.build();
    }

    private @Nullable ScopeSpans scrub(ScopeSpans spansOfScope) {
        ScopeSpans.Builder builder = ScopeSpans.newBuilder();
        try {
            if (spansOfScope.hasScope()) {
                builder.setScope(scrubber.scope(spansOfScope.getScope()));
            }
            builder.setSchemaUrl(scrubber.texts().label("scope schema", spansOfScope.getSchemaUrl()));
        } catch (RuntimeException notScrubbed) {
            scrubber.complaints().add(Complaint.UNSCRUBBED, spansOfScope.getSpansCount());
            return null;
        }
        pending.addAll(scrubber.texts().collect());
        for (Span span : spansOfScope.getSpansList()) {
            Span clean = scrub(span);
            if (clean != null) {
                builder.addSpans(clean);
            }
        }
        return builder.getSpansCount() == 0 ? null : builder.build();
    }

    private @Nullable Span scrub(Span span) {
        Complaint invalid = SpanScrubber.invalid(span);
        if (invalid != null) {
            scrubber.complaints().add(invalid);
            return null;
        }
        if (!scrubber.admit(1)) {
            return null;
        }
        Span.Builder clean;
        try {
            clean = spans.scrub(span);
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

    private static int count(ResourceSpans resource) {
        return resource.getScopeSpansList().stream()
                .mapToInt(ScopeSpans::getSpansCount)
                .sum();
    }
}
