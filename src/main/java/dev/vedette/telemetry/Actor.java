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
}
