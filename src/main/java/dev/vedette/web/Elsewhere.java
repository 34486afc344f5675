package dev.vedette.web;

import dev.vedette.telemetry.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** Finds the pages of a trace at the backends that it was passed on to. */
final class Elsewhere {
    private static final String TRACE = "{traceId}";
    private static final String SPAN = "{spanId}";

    private final Supplier<List<ForwarderView>> forwarders;

    Elsewhere(Supplier<List<ForwarderView>> forwarders) {
        this.forwarders = forwarders;
    }

    /** The pages of a trace; those that show one span show its root, or the first of these spans. */
    List<TraceLink> of(String traceId, List<Span> spans) {
        String spanId = spans.stream()
                .filter(span -> span.parentSpanId() == null)
                .findFirst()
                .or(() -> spans.stream().findFirst())
                .map(Span::spanId)
                .orElse("");
        List<TraceLink> links = new ArrayList<>();
        for (ForwarderView forwarder : forwarders.get()) {
            String link = forwarder.link();
            if (link != null && !(spanId.isEmpty() && link.contains(SPAN))) {
                links.add(new TraceLink(
                        forwarder.name(), link.replace(TRACE, traceId).replace(SPAN, spanId)));
            }
        }
        return links;
    }
}
