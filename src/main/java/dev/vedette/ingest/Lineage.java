package dev.vedette.ingest;

import dev.vedette.telemetry.CarriedCall;
import dev.vedette.telemetry.Operation;
import dev.vedette.telemetry.RepeatedUsage;
import dev.vedette.telemetry.Usage;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Which spans of a batch are below which, and what follows from it. Takes time linear in the number of spans. */
final class Lineage {
    private static final int NO_PARENT = RepeatedUsage.NO_PARENT;

    private record SpanKey(String traceId, String spanId) {}

    private final int[] parents;

    Lineage(List<RawSpan> spans) {
        this.parents = parents(spans);
    }

    /**
     * The identities of the spans, each field from the nearest span at or above it that names it. Parents that go round
     * in a circle end where they meet themselves.
     */
    Identity[] complete(Identity[] own) {
        @Nullable Identity[] complete = new Identity[own.length];
        boolean[] visited = new boolean[own.length];
        Identity[] answer = new Identity[own.length];
        for (int i = 0; i < own.length; i++) {
            answer[i] = resolve(i, own, complete, visited);
        }
        return answer;
    }

    private Identity resolve(int index, Identity[] own, @Nullable Identity[] complete, boolean[] visited) {
        Deque<Integer> path = new ArrayDeque<>();
        int at = index;
        while (at != NO_PARENT && !visited[at]) {
            visited[at] = true;
            path.push(at);
            at = parents[at];
        }
        Identity known = at == NO_PARENT ? null : complete[at];
        Identity above = known == null ? Identity.UNKNOWN : known;
        while (!path.isEmpty()) {
            int span = path.pop();
            above = own[span].within(above);
            complete[span] = above;
        }
        return above;
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
