package dev.vedette.ingest;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Completes what spans do not say of themselves with what the spans above them in the same batch say. */
final class Lineage {
    private static final int NO_PARENT = -1;

    private record SpanKey(String traceId, String spanId) {}

    private final int[] parents;
    private final Identity[] own;
    private final @Nullable Identity[] complete;
    private final boolean[] visited;

    private Lineage(List<RawSpan> spans, Identity[] own) {
        this.parents = parents(spans);
        this.own = own;
        this.complete = new Identity[own.length];
        this.visited = new boolean[own.length];
    }

    /**
     * The identities of the spans, each field from the nearest span at or above it that names it. Linear in the number
     * of spans; parents that go round in a circle end where they meet themselves.
     */
    static Identity[] complete(List<RawSpan> spans, Identity[] own) {
        Lineage lineage = new Lineage(spans, own);
        Identity[] answer = new Identity[own.length];
        for (int i = 0; i < own.length; i++) {
            answer[i] = lineage.resolve(i);
        }
        return answer;
    }

    private Identity resolve(int index) {
        Deque<Integer> path = new ArrayDeque<>();
        int at = index;
        while (at != NO_PARENT && !visited[at]) {
            visited[at] = true;
            path.push(at);
            at = parents[at];
        }
        Identity above = at == NO_PARENT ? Identity.UNKNOWN : knownOrUnknown(at);
        while (!path.isEmpty()) {
            int span = path.pop();
            above = own[span].within(above);
            complete[span] = above;
        }
        return above;
    }

    private Identity knownOrUnknown(int index) {
        Identity known = complete[index];
        return known == null ? Identity.UNKNOWN : known;
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
