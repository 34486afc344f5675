package dev.vedette.detection.detectors;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The agents of one service. Many spans of a run do not name their agent: they are the service's only agent's, where it
 * has but one; where it has several they tell nothing; where none is known they stand for an agent of the service's name.
 * Immutable.
 *
 * @param agents agent to its rhythm
 */
record ServiceRhythm(Map<String, AgentRhythm> agents) {
    static final ServiceRhythm NONE = new ServiceRhythm(Map.of());

    private static final int MOST_AGENTS = 32;

    /** A flood of made-up names drives out made-up names. */
    private static final Comparator<Map.Entry<String, AgentRhythm>> LEAST_ESTABLISHED =
            Comparator.<Map.Entry<String, AgentRhythm>>comparingLong(
                            each -> Math.min(each.getValue().history().gaps(), MOST_AGENTS))
                    .thenComparing(each -> each.getValue().lastMillis())
                    .thenComparing(Map.Entry.comparingByKey());

    ServiceRhythm {
        agents = Map.copyOf(agents);
    }

    /** Whose span it is, or null when nobody can tell. */
    @Nullable
    String agentOf(String service, String agent) {
        if (!agent.equals(service) || agents.isEmpty() || agents.containsKey(service)) {
            return agent;
        }
        return agents.size() == 1 ? agents.keySet().iterator().next() : null;
    }

    /** With this agent's rhythm; the first agent with a name takes over from the one that had only the service's. */
    ServiceRhythm with(String service, String agent, AgentRhythm rhythm) {
        Map<String, AgentRhythm> next = new HashMap<>(agents);
        if (!agent.equals(service)) {
            next.remove(service);
        }
        if (!next.containsKey(agent) && next.size() >= MOST_AGENTS) {
            next.entrySet().stream().min(LEAST_ESTABLISHED).ifPresent(least -> next.remove(least.getKey()));
        }
        next.put(agent, rhythm);
        return new ServiceRhythm(next);
    }

    /** After a tick at this time. */
    ServiceRhythm ticked(long millis) {
        if (agents.values().stream().noneMatch(rhythm -> rhythm.noticedMillis() == 0)) {
            return this;
        }
        Map<String, AgentRhythm> next = new HashMap<>(agents);
        next.replaceAll((agent, rhythm) -> rhythm.noticedMillis() == 0 ? rhythm.noticed(millis) : rhythm);
        return new ServiceRhythm(next);
    }

    /** After a time in which nobody watched. */
    ServiceRhythm paused(long since, long until) {
        Map<String, AgentRhythm> next = new HashMap<>(agents);
        next.replaceAll((agent, rhythm) -> rhythm.paused(since, until));
        return new ServiceRhythm(next);
    }

    /** The agents that have been quiet for too long, by name. */
    List<String> silent(long now) {
        List<String> silent = new ArrayList<>(0);
        for (Map.Entry<String, AgentRhythm> each : agents.entrySet()) {
            if (each.getValue().isSilent(now)) {
                silent.add(each.getKey());
            }
        }
        Collections.sort(silent);
        return silent;
    }
}
