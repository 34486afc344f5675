package dev.vedette.telemetry;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** All calls of a log as spans, without those that another signal of the session told before. */
final class ToldOnce {
    private final Map<List<String>, Signal> tellers = new HashMap<>();
    private final List<Span> calls = new ArrayList<>();

    ToldOnce(Collection<StoredBatch> log) {
        for (StoredBatch stored : log) {
            stored.batch().spans().forEach(span -> add(Signal.TRACES, span, span));
            for (LogEvent event : stored.batch().logs()) {
                if (!(event.operation() instanceof Operation.Other)) {
                    add(Signal.LOGS, event, span(event));
                }
            }
        }
    }

    List<Span> calls() {
        return calls;
    }

    private void add(Signal signal, Activity activity, Span span) {
        List<String> what = List.of(
                activity.actor().service(),
                activity.actor().session(),
                activity.operation().kind());
        if (activity.operation() instanceof Operation.Other || tellers.computeIfAbsent(what, any -> signal) == signal) {
            calls.add(span);
        }
    }

    private static Span span(LogEvent event) {
        Long nanos = event.durationNanos();
        return new Span(
                "",
                "",
                null,
                event.eventName(),
                SpanKind.INTERNAL,
                event.epochNanos() - (nanos == null ? 0 : nanos),
                event.epochNanos(),
                event.status(),
                event.attributes(),
                List.of(),
                List.of(),
                null,
                event.resource(),
                event.scope(),
                event.dialect(),
                event.actor(),
                event.operation(),
                event.usage());
    }
}
