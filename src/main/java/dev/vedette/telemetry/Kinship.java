package dev.vedette.telemetry;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the spans of a trace say of each other, once they are together. They come in requests of their own, children
 * mostly before their parents, so at receipt much of it cannot be known.
 *
 * <ul>
 *   <li>What a span does not say of who acted it takes from the nearest span above it that does; else the session of
 *       the trace's earliest span that names one; else, where something was done, the agent, if the whole trace names
 *       just one.
 *   <li>A span whose tokens are exactly the sum of those below it repeats them ({@link RepeatedUsage}).
 *   <li>A call of a tool that a span above tells as well is the request that carries it ({@link CarriedCall}).
 * </ul>
 *
 * <p>Takes time in O(n log n) and no recursion.
 */
final class Kinship {
    private final List<Span> spans;
    private final Map<String, Integer> places = new HashMap<>();
    private final Actor[] actors;
    private final int[] parents;
    private final @Nullable String session;
    private final @Nullable String agent;

    private Kinship(List<Span> spans) {
        this.spans = spans;
        this.actors = spans.stream().map(Span::actor).toArray(Actor[]::new);
        this.parents = new int[spans.size()];
        Arrays.fill(parents, RepeatedUsage.NO_PARENT);
        for (int place = 0; place < spans.size(); place++) {
            places.putIfAbsent(spans.get(place).spanId(), place);
        }
        this.session = spans.stream()
                .filter(span -> span.actor().hasSession(span.traceId()))
                .map(span -> span.actor().session())
                .findFirst()
                .orElse(null);
        this.agent = onlyAgent(spans);
    }

    /** The spans of one trace, by start time, each completed by what the others say; in the same order. */
    static List<Span> settle(List<Span> spans) {
        Kinship kinship = new Kinship(spans);
        kinship.descend();
        return kinship.settled();
    }

    private static @Nullable String onlyAgent(List<Span> spans) {
        Set<String> named = new HashSet<>();
        for (Span span : spans) {
            if (span.actor().hasAgent()) {
                named.add(span.actor().agent());
            }
        }
        return named.size() == 1 ? named.iterator().next() : null;
    }

    /** Goes through the tree from above, so that what is above a span is settled before it. */
    private void descend() {
        List<Integer> path = new ArrayList<>();
        for (TraceTree.Row row : TraceTree.rows(spans)) {
            int place = places.getOrDefault(row.span().spanId(), 0);
            while (path.size() > row.depth()) {
                path.remove(path.size() - 1);
            }
            if (!path.isEmpty()) {
                int above = path.get(path.size() - 1);
                parents[place] = above;
                actors[place] = actors[place].within(actors[above], row.span().traceId());
            }
            path.add(place);
        }
    }

    private List<Span> settled() {
        boolean[] repeats =
                RepeatedUsage.find(parents, spans.stream().map(Span::usage).toList());
        int[] carried =
                CarriedCall.find(parents, spans.stream().map(Span::operation).toList());
        List<Span> settled = new ArrayList<>(spans.size());
        for (int place = 0; place < actors.length; place++) {
            Span span = spans.get(place);
            Actor actor = ofTheTrace(span, actors[place]);
            Span told = actor.equals(span.actor()) ? span : span.withActor(actor);
            Span once = carried[place] == CarriedCall.NONE ? told : carrying(told);
            settled.add(repeats[place] ? once.withUsage(once.usage().repeated()) : once);
        }
        return settled;
    }

    private static Span carrying(Span span) {
        return span.operation() instanceof Operation.ToolCall call && call.mcp() != null
                ? span.withOperation(new Operation.McpRequest(call.mcp()))
                : span;
    }

    private Actor ofTheTrace(Span span, Actor actor) {
        boolean anonymous = agent != null && !actor.hasAgent() && !(span.operation() instanceof Operation.Other);
        Actor named = anonymous && agent != null ? actor.named(agent) : actor;
        return session == null || named.hasSession(span.traceId()) ? named : named.inSession(session);
    }
}
