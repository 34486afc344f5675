package dev.vedette.agent.identity;

/**
 * Who acts in a run: an agent, on behalf of a caller. Carried through the run and everything that it starts. Immutable.
 *
 * @param agent the agent's name
 * @param agentVersion the agent's version, never empty
 * @param session the conversation
 * @param run this run of the agent, unique
 * @param depth 0 for a run that a program started, 1 for a sub-agent of that one, and so on
 */
public record Principal(Caller caller, String agent, String agentVersion, String session, String run, int depth) {}
