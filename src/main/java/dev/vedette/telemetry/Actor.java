package dev.vedette.telemetry;

import org.jspecify.annotations.Nullable;

/**
 * Who acted. Immutable.
 *
 * @param service {@code service.name}, never empty
 * @param agent the agent's name as far as the span itself tells, else the service's name; never empty
 * @param agentId the agent's id, or null
 * @param agentVersion the agent's version, or null
 * @param session the conversation or session, or the trace id when the sender names none; never empty
 * @param user the end user's id, or null
 * @param tenant the tenant or organisation, or null
 * @param environment the deployment environment, or null
 */
public record Actor(
        String service,
        String agent,
        @Nullable String agentId,
        @Nullable String agentVersion,
        String session,
        @Nullable String user,
        @Nullable String tenant,
        @Nullable String environment) {}
