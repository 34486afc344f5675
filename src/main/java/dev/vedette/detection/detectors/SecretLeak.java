package dev.vedette.detection.detectors;

import dev.vedette.telemetry.Actor;
import java.util.HashMap;
import java.util.Map;

/**
 * What is remembered of one secret of one service. Immutable.
 *
 * @param agents agent to when it was told of
 */
record SecretLeak(Map<String, Reported> agents) {
    static final SecretLeak NONE = new SecretLeak(Map.of());

    private static final int MOST_AGENTS = 8;

    SecretLeak {
        agents = Map.copyOf(agents);
    }

    /**
     * The agent to tell of. The spans of one run often do not all name their agent, and one leak must not become two
     * because of that: who is not named is taken for the one who is known, and the other way round.
     */
    String agentFor(Actor actor) {
        String agent = ShortName.of(actor.agent());
        String service = ShortName.of(actor.service());
        if (agents.containsKey(agent) || agents.isEmpty()) {
            return agent;
        }
        if (agents.containsKey(service)) {
            return service;
        }
        boolean onlyOne = agents.size() == 1 && !ShortName.isNamed(actor);
        return onlyOne || agents.size() >= MOST_AGENTS
                ? agents.keySet().stream().sorted().iterator().next()
                : agent;
    }

    SecretLeak with(String agent, Reported reported) {
        Map<String, Reported> next = new HashMap<>(agents);
        next.put(agent, reported);
        return new SecretLeak(next);
    }
}
