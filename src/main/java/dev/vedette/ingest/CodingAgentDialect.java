package dev.vedette.ingest;

import dev.vedette.telemetry.Attributes;
import dev.vedette.telemetry.Operation;
import dev.vedette.telemetry.Operation.AgentRun.Extent;
import dev.vedette.telemetry.Oversight;
import dev.vedette.telemetry.Status;
import dev.vedette.telemetry.Usage;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The coding agents that OpenLIT's hooks watch (Cursor, Claude Code, Codex, …), told in spans {@code coding_agent.*}. What
 * is about the session may stand on the resource, because a hook's process works for one session alone.
 */
final class CodingAgentDialect implements Dialect {
    static final String NAME = "openlit-coding-agent";

    private static final String PREFIX = "coding_agent.";
    private static final String CLIENT = "coding_agent.client";
    private static final String SESSION = "coding_agent.session.id";
    private static final String MODE = "coding_agent.policy.permission_mode";
    private static final String DECISION = "coding_agent.edit.decision";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public @Nullable SpanReading read(RawSpan span) {
        if (!span.name().startsWith(PREFIX) && !hasOwn(span.attributes())) {
            return null;
        }
        Attributes attributes = span.attributes();
        SpanReading reading = reading(span).by(who(attributes, span.resource().attributes()));
        boolean failed = Boolean.TRUE.equals(attributes.flag("coding_agent.tool.errored"));
        return failed
                ? reading.ended(new Status(Status.Code.ERROR, span.status().message(), "tool_error"))
                : reading;
    }

    @Override
    public @Nullable LogReading read(RawLog log) {
        if (!log.event().startsWith(PREFIX)) {
            return null;
        }
        Attributes attributes = log.attributes();
        boolean changed = log.event().equals("coding_agent.session.permission_mode_changed");
        Operation operation = changed ? policy(attributes) : new Operation.Other();
        return LogReading.of(operation, Usage.NONE)
                .by(who(attributes, log.resource().attributes()));
    }

    private static boolean hasOwn(Attributes attributes) {
        for (String key : attributes.keys()) {
            if (key.startsWith(PREFIX)) {
                return true;
            }
        }
        return false;
    }

    private static SpanReading reading(RawSpan span) {
        Attributes attributes = span.attributes();
        return switch (span.name()) {
            case "coding_agent.session" -> session(span);
            case "coding_agent.subagent" -> SpanReading.of(span, run(span, Extent.AGENT));
            case "coding_agent.llm.turn" -> SpanReading.of(span, turn(span));
            case "coding_agent.tool.call" -> SpanReading.of(toolCall(span), Usage.NONE);
            case DECISION -> SpanReading.of(decision(attributes), Usage.NONE);
            case "coding_agent.session.permission_mode_changed" -> SpanReading.of(policy(attributes), Usage.NONE);
            default -> unnamed(span);
        };
    }

    private static SpanReading unnamed(RawSpan span) {
        if (span.attributes().has("coding_agent.tool.name")) {
            return SpanReading.of(toolCall(span), Usage.NONE);
        }
        return span.name().startsWith(PREFIX)
                ? SpanReading.of(new Operation.Other(), Usage.NONE)
                : OtelGenAiDialect.understood(span);
    }

    /** A session's cost is the sum of its turns. */
    private static SpanReading session(RawSpan span) {
        SpanReading reading = SpanReading.of(span, run(span, Extent.AGENT));
        Usage rolledUp = new Usage(
                null,
                null,
                null,
                null,
                null,
                UsageReader.cost(span.attributes(), "coding_agent.session.cost_usd"),
                false);
        return reading.using(FillIn.fill(reading.usage(), rolledUp));
    }

    /** A turn of kind {@code prompt} is what the user typed; no model answered it yet. */
    private static Operation turn(RawSpan span) {
        boolean prompt =
                "prompt".equals(span.attributes().firstText("coding_agent.turn.kind", "coding_agent.llm.turn.kind"));
        return prompt
                ? new Operation.UserPrompt(OtelContent.input(span), null, null)
                : ModelFields.call(span, OtelContent.input(span), OtelContent.output(span), OtelContent.tools(span));
    }

    private static Operation run(RawSpan span, Extent extent) {
        return new Operation.AgentRun(extent, OtelContent.input(span), OtelContent.output(span), List.of());
    }

    private static Operation toolCall(RawSpan span) {
        Attributes attributes = span.attributes();
        String name = attributes.firstText(GenAi.TOOL_NAME, "coding_agent.tool.name");
        return new Operation.ToolCall(
                name == null ? "unknown" : name,
                attributes.text(GenAi.TOOL_CALL_ID),
                attributes.firstText("coding_agent.mcp.server.name", "mcp.server.name"),
                first(attributes, GenAi.TOOL_ARGUMENTS, "gen_ai.tool.args", "coding_agent.tool.command"),
                first(attributes, GenAi.TOOL_RESULT, "gen_ai.tool.output"));
    }

    private static @Nullable String first(Attributes attributes, String... keys) {
        for (String key : keys) {
            String text = Json.text(attributes.get(key));
            if (text != null) {
                return text;
            }
        }
        return null;
    }

    private static Operation decision(Attributes attributes) {
        String said = attributes.text(DECISION);
        boolean automatic = said != null && said.startsWith("auto_accept");
        return new Oversight.Decision(
                attributes.firstText("coding_agent.edit.tool.name", GenAi.TOOL_NAME),
                attributes.text(GenAi.TOOL_CALL_ID),
                Verdicts.of(automatic ? "accept" : said != null && said.equals("revert") ? "reject" : said),
                said,
                attributes.firstText("coding_agent.edit.source", "coding_agent.edit.decision.source"),
                attributes.text("code.file.path"));
    }

    private static Operation policy(Attributes attributes) {
        return new Oversight.Policy(
                attributes.firstText(MODE, "coding_agent.policy.permission_mode.to"),
                attributes.firstText(
                        "coding_agent.policy.permission_mode.from", "coding_agent.policy.permission_mode.previous"),
                null,
                null,
                List.of());
    }

    private static Identity who(Attributes attributes, Attributes resource) {
        String client = attributes.text(CLIENT);
        String session = attributes.text(SESSION);
        String user = attributes.text("gen_ai.user.name");
        return new Identity(
                client == null ? resource.text(CLIENT) : client,
                attributes.text("coding_agent.agent.id"),
                null,
                null,
                attributes.text("coding_agent.agent.parent_id"),
                session == null ? resource.firstText(SESSION, GenAi.CONVERSATION_ID) : session,
                null,
                user == null ? resource.text("gen_ai.user.name") : user,
                null,
                null,
                null);
    }
}
