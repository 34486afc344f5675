package dev.vedette.telemetry;

import org.jspecify.annotations.Nullable;

/**
 * Who acted. Null means that the sender did not say. Immutable.
 *
 * @param service {@code service.name}, never empty
 * @param agent the agent's name as far as the record and those above it tell, else the service's name; never empty
 * @param agentId the agent's id
 * @param agentVersion the agent's version
 * @param agentDescription what the agent is for, in its sender's words
 * @param parentAgent the agent that this one acts for, by name or id
 * @param session the conversation or session, or the trace id when the sender names none; never empty
 * @param turn the turn of the session: one prompt of a user and all that follows from it
 * @param user the end user's id
 * @param tenant the tenant or organisation
 * @param environment the deployment environment
 * @param framework the agent framework or product, such as {@code spring-ai}
 */
public record Actor(
        String service,
        String agent,
        @Nullable String agentId,
        @Nullable String agentVersion,
        @Nullable String agentDescription,
        @Nullable String parentAgent,
        String session,
        @Nullable String turn,
        @Nullable String user,
        @Nullable String tenant,
        @Nullable String environment,
        @Nullable String framework) {
    /** An actor of whom only what most senders tell is known. */
    public Actor(
            String service,
            String agent,
            @Nullable String agentId,
            @Nullable String agentVersion,
            String session,
            @Nullable String user,
            @Nullable String tenant,
            @Nullable String environment) {
        this(service, agent, agentId, agentVersion, null, null, session, null, user, tenant, environment, null);
    }

    /** Whether an agent was named; one that is called as its service is taken for none. */
    public boolean hasAgent() {
        return !agent.equals(service);
    }

    /** Whether a session was named, rather than the trace taken for one. */
    public boolean hasSession(@Nullable String traceId) {
        return !session.equals(traceId);
    }

    /**
     * This actor, with what was left open taken from whoever called it. What describes an agent goes with its name, and
     * an agent that runs within another's run acts for it.
     *
     * @param caller the actor of a span above in the same trace
     * @param traceId the trace of both
     */
    public Actor within(Actor caller, @Nullable String traceId) {
        boolean takes = !hasAgent() && caller.hasAgent();
        String above = caller.hasAgent() && !caller.agent.equals(agent) ? caller.agent : caller.parentAgent;
        return new Actor(
                service,
                takes ? caller.agent : agent,
                takes ? caller.agentId : agentId,
                takes ? caller.agentVersion : agentVersion,
                takes ? caller.agentDescription : agentDescription,
                takes ? caller.parentAgent : parentAgent != null || !hasAgent() ? parentAgent : above,
                hasSession(traceId) ? session : caller.session,
                turn == null ? caller.turn : turn,
                user == null ? caller.user : user,
                tenant == null ? caller.tenant : tenant,
                environment == null ? caller.environment : environment,
                framework == null ? caller.framework : framework);
    }

    /** This actor as the agent of that name, of which nothing else is known. */
    public Actor named(String name) {
        return new Actor(service, name, null, null, null, null, session, turn, user, tenant, environment, framework);
    }

    /** This actor in that session. */
    public Actor inSession(String other) {
        return new Actor(
                service,
                agent,
                agentId,
                agentVersion,
                agentDescription,
                parentAgent,
                other,
                turn,
                user,
                tenant,
                environment,
                framework);
    }
}
