package dev.vedette.detection;

import dev.vedette.detection.EngineSnapshot.Waiting;
import dev.vedette.telemetry.Span;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Whether spans' parents come too. Where they do not, a sampler leaves spans out, an exporter loses them, or a caller
 * sends its own elsewhere. It looks at one trace in eight, and at no new parents while too many are waited for: a
 * share is asked for, not a sum. Not thread-safe.
 */
final class ParentWatch {
    private static final int MOST_WAITING = 2_000;
    private static final int MOST_ARRIVED = 8_000;
    private static final long PATIENCE_SECONDS = 600;
    private static final int ONE_IN = 8;

    private final Map<Long, Waiting> waiting = new LinkedHashMap<>();
    private final Set<Long> arrived = new LinkedHashSet<>();

    /** Who is told how it went. */
    interface Outcome {
        void parent(String service, boolean came, int children);
    }

    void saw(Span span, long second, Outcome outcome) {
        String trace = span.traceId();
        if (trace.isEmpty() || trace.charAt(trace.length() - 1) % ONE_IN != 0) {
            return;
        }
        long own = key(trace, span.spanId());
        if (arrived.add(own) && arrived.size() > MOST_ARRIVED) {
            Iterator<Long> eldest = arrived.iterator();
            eldest.next();
            eldest.remove();
        }
        Waiting children = waiting.remove(own);
        if (children != null) {
            outcome.parent(children.service(), true, children.children());
        }
        String parent = span.parentSpanId();
        if (parent != null) {
            await(key(trace, parent), span.resource().serviceName(), second, outcome);
        }
        giveUp(second, outcome);
    }

    List<Waiting> waiting() {
        return List.copyOf(waiting.values());
    }

    List<Long> arrived() {
        return new ArrayList<>(arrived);
    }

    void restore(List<Waiting> waitingBefore, List<Long> arrivedBefore) {
        waiting.clear();
        arrived.clear();
        waitingBefore.forEach(each -> waiting.put(each.parent(), each));
        arrived.addAll(arrivedBefore);
    }

    private void await(long parent, String service, long second, Outcome outcome) {
        if (arrived.contains(parent)) {
            outcome.parent(service, true, 1);
            return;
        }
        Waiting others = waiting.get(parent);
        if (others != null) {
            int children = others.children() + 1;
            waiting.put(parent, new Waiting(parent, others.service(), children, others.sinceSecond()));
        } else if (waiting.size() < MOST_WAITING) {
            waiting.put(parent, new Waiting(parent, service, 1, second));
        }
    }

    private void giveUp(long second, Outcome outcome) {
        Iterator<Waiting> eldestFirst = waiting.values().iterator();
        while (eldestFirst.hasNext()) {
            Waiting eldest = eldestFirst.next();
            if (second - eldest.sinceSecond() < PATIENCE_SECONDS) {
                return;
            }
            eldestFirst.remove();
            outcome.parent(eldest.service(), false, eldest.children());
        }
    }

    /** 64 bits of both ids (FNV-1a, G. Fowler, L. C. Noll, K.-P. Vo); two that meet spoil one count. */
    private static long key(String trace, String span) {
        return mixed(mixed(0xcbf29ce484222325L, trace), span);
    }

    private static long mixed(long hash, String text) {
        long mixed = hash;
        for (int i = 0; i < text.length(); i++) {
            mixed = (mixed ^ text.charAt(i)) * 0x100000001b3L;
        }
        return mixed;
    }
}
