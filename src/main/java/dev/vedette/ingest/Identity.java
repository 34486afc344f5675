package dev.vedette.ingest;

import dev.vedette.telemetry.Actor;
import dev.vedette.telemetry.Attributes;
import dev.vedette.telemetry.Resource;
import org.jspecify.annotations.Nullable;

/** Who acted, as far as one span or log record itself says; null where it does not. */
record Identity(
        @Nullable String agent,
        @Nullable String agentId,
        @Nullable String agentVersion,
        @Nullable String session,
        @Nullable String user,
        @Nullable String tenant) {
    static final Identity UNKNOWN = new Identity(null, null, null, null, null, null);

    private static final String[] AGENT = {GenAi.AGENT_NAME, "agent.name", "agent_name", GenAi.AGENT_ID};
    private static final String[] SESSION = {
        "langfuse.session.id",
        "session.id",
        GenAi.CONVERSATION_ID,
        "conversation.id",
        "gcp.vertex.agent.session_id",
        "traceloop.association.properties.session_id",
        "traceloop.association.properties.thread_id",
        "traceloop.association.properties.conversation_id",
        "ai.telemetry.metadata.sessionId",
        "langsmith.metadata.session_id",
        "langsmith.metadata.thread_id",
        "langsmith.metadata.conversation_id",
        "spring.ai.chat.client.conversation.id",
        "coding_agent.session.id",
        "lmnr.association.properties.session_id",
        // Only MCP spans carry it, and it is the last resort: one agent's session may open several of them.
        GenAi.MCP_SESSION_ID
    };
    private static final String[] USER = {
        "langfuse.user.id",
        "user.id",
        "enduser.id",
        "enduser.pseudo.id",
        "ai.telemetry.metadata.userId",
        "traceloop.association.properties.user_id",
        "langsmith.metadata.user_id"
    };
    private static final String[] TENANT = {"tenant.id", "organization.id"};

    /** What the attributes say; {@code agent} is what a dialect could tell besides, or null. */
    static Identity of(Attributes attributes, @Nullable String agent) {
        if (attributes.size() == 0 && agent == null) {
            return UNKNOWN;
        }
        String named = attributes.firstText(AGENT);
        return new Identity(
                named == null ? agent : named,
                attributes.text(GenAi.AGENT_ID),
                attributes.text(GenAi.AGENT_VERSION),
                attributes.firstText(SESSION),
                attributes.firstText(USER),
                attributes.firstText(TENANT));
    }

    /** This identity, completed by that of whoever called; an agent's id and version go with its name. */
    Identity within(Identity caller) {
        boolean namesAgent = agent != null;
        return new Identity(
                namesAgent ? agent : caller.agent,
                namesAgent ? agentId : caller.agentId,
                namesAgent ? agentVersion : caller.agentVersion,
                session == null ? caller.session : session,
                user == null ? caller.user : user,
                tenant == null ? caller.tenant : tenant);
    }

    /** The actor; {@code fallbackSession} is the trace's id, or null where there is no trace. */
    Actor actor(Resource resource, @Nullable String fallbackSession) {
        String service = resource.serviceName();
        String sessionElse = fallbackSession == null ? service : fallbackSession;
        return new Actor(
                service,
                agent == null ? service : agent,
                agentId,
                agentVersion,
                session == null ? sessionElse : session,
                user,
                tenant,
                resource.environment());
    }
}
