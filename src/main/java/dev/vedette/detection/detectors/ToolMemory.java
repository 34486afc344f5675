package dev.vedette.detection.detectors;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is remembered of one service's tools. Immutable.
 *
 * @param agents agent to the tools it was offered; spans that name no agent stand under the service's name
 * @param pending tool calls that wait for the declaration that their own run may yet bring
 * @param reported agent and tool to when it was told of
 * @param used tool to the hour in which it was last called; kept only while nothing was declared
 * @param calls how many calls {@code used} rests on
 * @param sinceHour the hour of the first of them
 */
record ToolMemory(
        Map<String, DeclaredTools> agents,
        List<Call> pending,
        Map<String, Reported> reported,
        Map<String, Long> used,
        long calls,
        long sinceHour) {
    static final ToolMemory NONE = new ToolMemory(Map.of(), List.of(), Map.of(), Map.of(), 0, 0);

    private static final int MOST_AGENTS = 200;
    private static final int MOST_PENDING = 256;
    private static final int MOST_REPORTED = 200;
    private static final int MOST_USED = 500;

    ToolMemory {
        agents = Map.copyOf(agents);
        pending = List.copyOf(pending);
        reported = Map.copyOf(reported);
        used = Map.copyOf(used);
    }

    /**
     * A tool call to judge.
     *
     * @param traceId the trace, or what stands for the session, in which it is found; null where neither was named
     * @param spanId null for a call that was told outside of any span
     * @param agent the agent's name, or the service's where the span names no agent
     * @param version of the agent or its service, empty when unknown
     * @param atMillis milliseconds since 1970 of event time
     */
    record Call(
            @Nullable String traceId,
            @Nullable String spanId,
            String agent,
            String version,
            String tool,
            long atMillis) {
        /** Whether it belongs to that trace. */
        boolean isOf(@Nullable String trace) {
            return traceId != null && traceId.equals(trace);
        }
    }

    ToolMemory withAgent(String agent, DeclaredTools declared) {
        Map<String, DeclaredTools> next = new HashMap<>(agents);
        next.put(agent, declared);
        if (next.size() > MOST_AGENTS) {
            next.entrySet().stream()
                    .min(Comparator.<Map.Entry<String, DeclaredTools>>comparingLong(
                                    each -> each.getValue().newest())
                            .thenComparing(Map.Entry.comparingByKey()))
                    .ifPresent(oldest -> next.remove(oldest.getKey()));
        }
        return new ToolMemory(next, pending, reported, Map.of(), 0, 0);
    }

    ToolMemory withPending(List<Call> calls) {
        return new ToolMemory(agents, calls, reported, used, this.calls, sinceHour);
    }

    ToolMemory wait(Call call) {
        List<Call> next = new ArrayList<>(pending.size() + 1);
        next.addAll(pending.size() < MOST_PENDING ? pending : pending.subList(1, pending.size()));
        next.add(call);
        return withPending(next);
    }

    ToolMemory withReported(String agentAndTool, Reported mark) {
        Map<String, Reported> next = new HashMap<>(reported);
        next.put(agentAndTool, mark);
        if (next.size() > MOST_REPORTED) {
            next.entrySet().stream()
                    .min(Comparator.<Map.Entry<String, Reported>>comparingLong(
                                    each -> each.getValue().atSeconds())
                            .thenComparing(Map.Entry.comparingByKey()))
                    .ifPresent(oldest -> next.remove(oldest.getKey()));
        }
        return new ToolMemory(agents, pending, next, used, calls, sinceHour);
    }

    /** One more call of a tool in a service that declares none. */
    ToolMemory use(String tool, long hour) {
        Map<String, Long> next = used;
        if (used.getOrDefault(tool, -1L) < hour) {
            Map<String, Long> changed = new HashMap<>(used);
            changed.put(tool, hour);
            Oldest.trim(changed, MOST_USED);
            next = changed;
        }
        return new ToolMemory(agents, pending, reported, next, calls + 1, calls == 0 ? hour : sinceHour);
    }
}
