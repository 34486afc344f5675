package dev.vedette.ingest;

import dev.vedette.telemetry.CarriedCall;
import dev.vedette.telemetry.Operation;
import dev.vedette.telemetry.RepeatedUsage;
import dev.vedette.telemetry.Usage;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BinaryOperator;
import java.util.function.IntPredicate;

/** Which spans of a batch are below which, and what follows from it. Takes time linear in the number of spans. */
final class Lineage {
    static final int NO_PARENT = RepeatedUsage.NO_PARENT;

    private record SpanKey(String traceId, String spanId) {}

    private final int[] parents;

    Lineage(List<RawSpan> spans) {
        this.parents = parents(spans);
    }

    /** The place of the span above, or {@link #NO_PARENT}. */
    int parent(int place) {
        return parents[place];
    }

    /** The identities of the spans, each field from the nearest span at or above it that names it. */
    List<Identity> complete(List<Identity> own) {
        return handDown(own, Identity.UNKNOWN, Identity::within);
    }

    /** For every span the nearest at or above it that tells, or {@link #NO_PARENT}. */
    List<Integer> nearest(IntPredicate tells) {
        List<Integer> own = new ArrayList<>(parents.length);
        for (int place = 0; place < parents.length; place++) {
            own.add(tells.test(place) ? place : NO_PARENT);
        }
        return handDown(own, NO_PARENT, (mine, above) -> mine == NO_PARENT ? above : mine);
    }

    /** Goes from above to below. Parents that go round in a circle end where they meet themselves. */
    private <T> List<T> handDown(List<T> own, T nothing, BinaryOperator<T> within) {
        List<T> complete = new ArrayList<>(Collections.nCopies(own.size(), nothing));
        boolean[] visited = new boolean[own.size()];
        Deque<Integer> path = new ArrayDeque<>();
        for (int place = 0; place < own.size(); place++) {
            int at = place;
            while (at != NO_PARENT && !visited[at]) {
                visited[at] = true;
                path.push(at);
                at = parents[at];
            }
            T above = at == NO_PARENT ? nothing : complete.get(at);
            while (!path.isEmpty()) {
                int span = path.pop();
                above = within.apply(own.get(span), above);
                complete.set(span, above);
            }
        }
        return complete;
    }

    /** Which spans only repeat the tokens of those below them. */
    boolean[] repeats(List<Usage> usages) {
        return RepeatedUsage.find(parents, usages);
    }

    /** For every span the place of the call above it that it carries, or {@link CarriedCall#NONE}. */
    int[] carried(List<Operation> operations) {
        return CarriedCall.find(parents, operations);
    }

    private static int[] parents(List<RawSpan> spans) {
        Map<SpanKey, Integer> places = new HashMap<>(spans.size() * 2);
        for (int i = 0; i < spans.size(); i++) {
            RawSpan span = spans.get(i);
            places.putIfAbsent(new SpanKey(span.traceId(), span.spanId()), i);
        }
        int[] parents = new int[spans.size()];
        for (int i = 0; i < parents.length; i++) {
            RawSpan span = spans.get(i);
            String parent = span.parentSpanId();
            parents[i] =
                    parent == null ? NO_PARENT : places.getOrDefault(new SpanKey(span.traceId(), parent), NO_PARENT);
        }
        return parents;
    }
}
