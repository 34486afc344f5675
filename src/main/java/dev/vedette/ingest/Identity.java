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
        @Nullable String agentDescription,
        @Nullable String parentAgent,
        @Nullable String session,
        @Nullable String turn,
        @Nullable String user,
        @Nullable String tenant,
        @Nullable String environment,
        @Nullable String framework) {
    static final Identity UNKNOWN = new Identity(null, null, null, null, null, null, null, null, null, null, null);

    private static final String[] AGENT = {GenAi.AGENT_NAME, "agent.name", "agent_name"};
    private static final String[] PARENT_AGENT = {"parent_agent_id", "graph.node.parent_id"};
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
    private static final String[] TURN = {"prompt.id", "turn.id", "prompt_id", "gcp.vertex.agent.invocation_id"};
    private static final String[] USER = {
        "langfuse.user.id",
        "user.id",
        "enduser.id",
        "enduser.pseudo.id",
        "ai.telemetry.metadata.userId",
        "traceloop.association.properties.user_id",
        "langsmith.metadata.user_id",
        "gen_ai.user.name",
        "gen_ai.request.user",
        "lmnr.association.properties.user_id",
        "user.account_uuid",
        "user.account_id"
    };
    private static final String[] TENANT = {"tenant.id", "organization.id"};
    private static final String[] ENVIRONMENT = {"langfuse.environment", "gen_ai.environment"};

    /** An agent of that name. */
    static Identity named(@Nullable String agent) {
        return agent == null
                ? UNKNOWN
                : new Identity(agent, null, null, null, null, null, null, null, null, null, null);
    }

    /** Whoever works for that user. */
    static Identity user(@Nullable String user) {
        return new Identity(null, null, null, null, null, null, null, user, null, null, null);
    }

    /** Whoever works with that framework. */
    static Identity of(String framework) {
        return new Identity(null, null, null, null, null, null, null, null, null, null, framework);
    }

    /**
     * What the attributes say under the names that dialects share, then what one dialect could tell besides. An agent
     * without a name is called by its id.
     */
    static Identity of(Attributes attributes, Identity told) {
        if (attributes.size() == 0) {
            return told;
        }
        Identity said = new Identity(
                agent(attributes),
                attributes.text(GenAi.AGENT_ID),
                attributes.text(GenAi.AGENT_VERSION),
                attributes.text(GenAi.AGENT_DESCRIPTION),
                attributes.firstText(PARENT_AGENT),
                attributes.firstText(SESSION),
                attributes.firstText(TURN),
                attributes.firstText(USER),
                attributes.firstText(TENANT),
                attributes.firstText(ENVIRONMENT),
                Providers.framework(attributes));
        Identity whole = told.equals(UNKNOWN) ? said : said.or(told);
        return whole.agent == null && said.agentId != null ? whole.or(named(said.agentId)) : whole;
    }

    /** Codex calls its first agent {@code /root}, which is no name. */
    private static @Nullable String agent(Attributes attributes) {
        String name = attributes.firstText(AGENT);
        return "/root".equals(name) ? null : name;
    }

    /** This identity with that name, session and turn where it has none; null leaves a gap. */
    Identity or(Identity told) {
        return FillIn.fill(this, told);
    }

    /** This identity in that session and turn. */
    Identity inSession(@Nullable String session, @Nullable String turn) {
        return or(new Identity(null, null, null, null, null, session, turn, null, null, null, null));
    }

    /** This identity, completed by that of whoever called; what describes an agent goes with its name. */
    Identity within(Identity caller) {
        boolean named = agent != null;
        return new Identity(
                named ? agent : caller.agent,
                named ? agentId : caller.agentId,
                named ? agentVersion : caller.agentVersion,
                named ? agentDescription : caller.agentDescription,
                named ? parentOf(caller) : caller.parentAgent,
                session == null ? caller.session : session,
                turn == null ? caller.turn : turn,
                user == null ? caller.user : user,
                tenant == null ? caller.tenant : tenant,
                environment == null ? caller.environment : environment,
                framework == null ? caller.framework : framework);
    }

    /** An agent that runs within another's run acts for it. */
    private @Nullable String parentOf(Identity caller) {
        if (parentAgent != null || caller.agent == null) {
            return parentAgent;
        }
        return caller.agent.equals(agent) ? caller.parentAgent : caller.agent;
    }

    /**
     * The actor; what nobody said is asked of the resource.
     *
     * @param fallbackSession the trace's id, or null where there is no trace
     */
    Actor actor(Resource resource, @Nullable String fallbackSession) {
        Attributes common = resource.attributes();
        String service = resource.serviceName();
        String emitter = common.text("session.id");
        String sessionElse = emitter != null ? emitter : fallbackSession == null ? service : fallbackSession;
        String place = resource.environment();
        return new Actor(
                service,
                agent == null ? service : agent,
                agentId,
                agentVersion,
                agentDescription,
                parentAgent,
                session == null ? sessionElse : session,
                turn,
                user == null ? common.text("user.id") : user,
                tenant,
                environment != null ? environment : place == null ? common.firstText(ENVIRONMENT) : place,
                framework);
    }
}
