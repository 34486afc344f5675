package dev.vedette.ingest;

import com.google.protobuf.ByteString;
import dev.vedette.inspection.Redacted;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.trace.v1.Span;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Validates, bounds and scrubs one span at a time. Not thread-safe. */
final class SpanScrubber {
    /** What the sender's clock said of the end, on spans whose times could not be true. */
    static final String SENT_END = AttributeScrubber.OWN_PREFIX + "sent_end_unix_nano";

    private static final String LINK = "link";

    private final RequestScrubber scrubber;

    SpanScrubber(RequestScrubber scrubber) {
        this.scrubber = scrubber;
    }

    /** Why a span cannot be kept at all, or null. */
    static @Nullable Complaint invalid(Span span) {
        if (!RequestScrubber.isId(span.getTraceId(), RequestScrubber.TRACE_ID_BYTES)) {
            return Complaint.TRACE_ID;
        }
        return RequestScrubber.isId(span.getSpanId(), RequestScrubber.SPAN_ID_BYTES) ? null : Complaint.SPAN_ID;
    }

    Span.Builder scrub(Span span) {
        Span.Builder clean = span.toBuilder()
                .setName(scrubber.texts().text("span.name", span.getName()))
                .setTraceState(scrubber.texts().text("trace state", span.getTraceState()))
                .setParentSpanId(parent(span));
        SenderClock.Times times = scrubber.clock().span(span.getStartTimeUnixNano(), span.getEndTimeUnixNano());
        clean.setStartTimeUnixNano(times.start()).setEndTimeUnixNano(times.end());
        if (span.hasStatus()) {
            String message =
                    scrubber.texts().text("status message", span.getStatus().getMessage());
            clean.setStatus(span.getStatus().toBuilder().setMessage(message));
        }
        attributes(span, clean);
        events(span, clean, times);
        links(span, clean);
        if (times.movedBy() != 0) {
            clean.addAttributes(KeyValue.newBuilder()
                    .setKey(SENT_END)
                    .setValue(AnyValue.newBuilder().setIntValue(span.getEndTimeUnixNano())));
        }
        return clean;
    }

    private ByteString parent(Span span) {
        ByteString parent = span.getParentSpanId();
        if (parent.isEmpty() || RequestScrubber.isZero(parent)) {
            return ByteString.EMPTY;
        }
        if (parent.size() != RequestScrubber.SPAN_ID_BYTES) {
            scrubber.complaints().add(Complaint.PARENT_ID);
            return ByteString.EMPTY;
        }
        if (parent.equals(span.getSpanId())) {
            scrubber.complaints().add(Complaint.OWN_PARENT);
            return ByteString.EMPTY;
        }
        return parent;
    }

    private void attributes(Span span, Span.Builder clean) {
        List<KeyValue> all = span.getAttributesList();
        List<KeyValue> kept = scrubber.attributes().scrub("attribute", all);
        if (kept != all) {
            clean.clearAttributes().addAllAttributes(kept);
            clean.setDroppedAttributesCount(span.getDroppedAttributesCount() + all.size() - kept.size());
        }
    }

    private void events(Span span, Span.Builder clean, SenderClock.Times times) {
        if (span.getEventsCount() == 0) {
            return;
        }
        List<Span.Event> events = first(span.getEventsList(), scrubber.limits().events(), Complaint.TOO_MANY_EVENTS);
        clean.setDroppedEventsCount(span.getDroppedEventsCount() + span.getEventsCount() - events.size());
        clean.clearEvents();
        IdentityHashMap<KeyValue, Redacted> chunks = chunks(events);
        for (Span.Event event : events) {
            clean.addEvents(event(event, chunks, times));
        }
    }

    private Span.Event event(Span.Event event, IdentityHashMap<KeyValue, Redacted> chunks, SenderClock.Times times) {
        String name = scrubber.texts().text("event.name", event.getName());
        List<KeyValue> all = event.getAttributesList();
        List<KeyValue> kept = scrubber.attributes().scrub("event " + name, all, chunks);
        long time = scrubber.clock().event(event.getTimeUnixNano(), times);
        if (kept == all && name.equals(event.getName()) && time == event.getTimeUnixNano()) {
            return event;
        }
        return event.toBuilder()
                .setName(name)
                .setTimeUnixNano(time)
                .clearAttributes()
                .addAllAttributes(kept)
                .setDroppedAttributesCount(event.getDroppedAttributesCount() + all.size() - kept.size())
                .build();
    }

    /**
     * Texts under one key in several events of a span are the chunks of a stream: a secret that runs over from one to
     * the next is only found when they are read together.
     */
    private IdentityHashMap<KeyValue, Redacted> chunks(List<Span.Event> events) {
        IdentityHashMap<KeyValue, Redacted> chunks = new IdentityHashMap<>();
        if (events.size() < 2) {
            return chunks;
        }
        Map<String, List<KeyValue>> byKey = new LinkedHashMap<>();
        for (Span.Event event : events) {
            for (KeyValue attribute : event.getAttributesList()) {
                if (attribute.getValue().hasStringValue()) {
                    byKey.computeIfAbsent(attribute.getKey(), key -> new ArrayList<>())
                            .add(attribute);
                }
            }
        }
        for (List<KeyValue> stream : byKey.values()) {
            if (stream.size() > 1) {
                redactTogether(stream, chunks);
            }
        }
        return chunks;
    }

    private void redactTogether(List<KeyValue> stream, IdentityHashMap<KeyValue, Redacted> chunks) {
        List<String> texts = new ArrayList<>(stream.size());
        for (KeyValue attribute : stream) {
            texts.add(attribute.getValue().getStringValue());
        }
        List<Redacted> redacted = scrubber.texts().joined(texts);
        for (int at = 0; at < stream.size(); at++) {
            chunks.put(stream.get(at), redacted.get(at));
        }
    }

    private void links(Span span, Span.Builder clean) {
        if (span.getLinksCount() == 0) {
            return;
        }
        List<Span.Link> links = first(span.getLinksList(), scrubber.limits().links(), Complaint.TOO_MANY_LINKS);
        clean.setDroppedLinksCount(span.getDroppedLinksCount() + span.getLinksCount() - links.size());
        clean.clearLinks();
        for (Span.Link link : links) {
            clean.addLinks(link(link));
        }
    }

    private Span.Link link(Span.Link link) {
        List<KeyValue> all = link.getAttributesList();
        List<KeyValue> kept = scrubber.attributes().scrub(LINK, all);
        Span.Link.Builder clean = link.toBuilder()
                .setTraceId(scrubber.reference(link.getTraceId(), RequestScrubber.TRACE_ID_BYTES))
                .setSpanId(scrubber.reference(link.getSpanId(), RequestScrubber.SPAN_ID_BYTES))
                .setTraceState(scrubber.texts().text("link trace state", link.getTraceState()));
        if (kept != all) {
            clean.clearAttributes().addAllAttributes(kept);
            clean.setDroppedAttributesCount(link.getDroppedAttributesCount() + all.size() - kept.size());
        }
        return clean.build();
    }

    private <T> List<T> first(List<T> all, int limit, Complaint complaint) {
        if (all.size() <= limit) {
            return all;
        }
        scrubber.complaints().add(complaint);
        return all.subList(0, limit);
    }
}
