package dev.vedette.ingest;

import dev.vedette.pricing.TokenClass;
import dev.vedette.telemetry.Attributes;
import dev.vedette.telemetry.McpExchange;
import dev.vedette.telemetry.Message;
import dev.vedette.telemetry.MetricPoint;
import dev.vedette.telemetry.Operation;
import dev.vedette.telemetry.Oversight;
import dev.vedette.telemetry.SpanEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * OpenLIT: OpenTelemetry's names, a prompt of one text in which every message starts with its role, names of its own for
 * tools, guards and look-ups, and times in seconds.
 */
final class OpenLitDialect implements Dialect {
    static final String NAME = "openlit";

    private static final String SDK = "telemetry.sdk.name";
    private static final String GUARD = "guard.verdict";
    private static final Set<String> ROLES = Set.of("system", "developer", "user", "assistant", "tool");
    private static final String[] TYPE = {GenAi.OPERATION, "gen_ai.type"};
    private static final String[] ARGUMENTS = {
        GenAi.TOOL_ARGUMENTS, "gen_ai.tool.args", "gen_ai.tool.input", "mcp.tool.arguments"
    };
    private static final String[] RESULT = {GenAi.TOOL_RESULT, "gen_ai.tool.output", "mcp.tool.result"};
    private static final String MCP_TOOL = "mcp.tool.name";
    private static final Map<String, PointReading> METRICS = Map.of(
            "gen_ai.usage.cost", PointReading.COST,
            "gen_ai.total.requests", PointReading.calls("model").repeated(),
            "gen_ai.usage.input_tokens", PointReading.input(TokenClass.INPUT).repeated(),
            "gen_ai.usage.output_tokens", PointReading.output(TokenClass.OUTPUT).repeated());
    private static final int MAX_MESSAGES = 10_000;

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public @Nullable SpanReading read(RawSpan span) {
        if (!isOpenLits(span)) {
            return null;
        }
        Operation operation = operation(span);
        return operation instanceof Operation.Other
                ? null
                : SpanReading.of(span, operation)
                        .by(OtelGenAiDialect.understood(span).who());
    }

    /** It tells what the tokens cost, and counts calls and tokens a second time by names of its own. */
    @Override
    public @Nullable PointReading read(MetricPoint point) {
        PointReading row = METRICS.get(point.name());
        boolean own = row != null
                || point.scope().name().startsWith(NAME)
                || NAME.equals(point.resource().attributes().text(SDK));
        PointReading reading =
                !own ? null : row == null ? OtelMetrics.read(point) : OtelMetrics.about(point, row.of(point));
        return reading == null ? null : reading.costToldApart();
    }

    private static boolean isOpenLits(RawSpan span) {
        Attributes attributes = span.attributes();
        return span.scope().name().startsWith(NAME)
                || NAME.equals(attributes.text(SDK))
                || NAME.equals(span.resource().attributes().text(SDK))
                || attributes.has("gen_ai.application_name");
    }

    private static Operation operation(RawSpan span) {
        Attributes attributes = span.attributes();
        if (attributes.has(GUARD)) {
            return guardrail(attributes);
        }
        String type = attributes.firstText(TYPE);
        return switch (type == null ? "" : type.toLowerCase(Locale.ROOT)) {
            case "chat", "completion", "text_completion", "image", "audio", "vision" -> modelCall(span);
            case "embedding", "embeddings" ->
                new Operation.Embedding(
                        Providers.provider(attributes),
                        ModelFields.eitherModel(attributes),
                        prompts(span).stream().map(OpenLitDialect::text).toList(),
                        UsageReader.tokens(
                                attributes, GenAi.EMBEDDING_DIMENSIONS, "gen_ai.request.embedding_dimension"));
            case "execute_tool", "tool", "tool_call" -> toolCall(span);
            case "vectordb", "retrieve", "retrieval" -> retrieval(attributes);
            default -> unnamed(span);
        };
    }

    private static Operation unnamed(RawSpan span) {
        Operation known = OtelGenAiDialect.understood(span).operation();
        Attributes attributes = span.attributes();
        boolean tool =
                attributes.has("gen_ai.tool.args") || attributes.has("gen_ai.tool.input") || attributes.has(MCP_TOOL);
        McpExchange mcp = known instanceof Operation.Other ? McpReader.read(attributes) : null;
        return tool ? toolCall(span) : mcp == null ? known : new Operation.McpRequest(mcp);
    }

    private static Operation modelCall(RawSpan span) {
        List<Message> said = prompts(span);
        Operation.ModelCall call = ModelFields.call(
                span,
                said.isEmpty() ? OtelContent.input(span) : said,
                OtelContent.output(span),
                OtelContent.tools(span));
        Long first = Elapsed.ofSeconds(span.attributes(), "gen_ai.server.time_to_first_token", "gen_ai.server.ttft");
        return FillIn.fill(
                call,
                new Operation.ModelCall(
                        null,
                        null,
                        null,
                        List.of(),
                        List.of(),
                        List.of(),
                        List.of(),
                        first,
                        call.request(),
                        call.response()));
    }

    /** The messages of a prompt that is one text, else none. */
    private static List<Message> prompts(RawSpan span) {
        Object own = span.attributes().get(GenAi.PROMPT);
        for (SpanEvent event : span.events()) {
            own = own == null && event.name().equals(GenAi.CONTENT_PROMPT_EVENT)
                    ? event.attributes().get(GenAi.PROMPT)
                    : own;
        }
        boolean structured = span.attributes().has(GenAi.INPUT_MESSAGES);
        return own instanceof String text && !structured && Json.tree(text).isTextual() ? split(text) : List.of();
    }

    /** A line that starts with a role starts a message. */
    private static List<Message> split(String text) {
        List<Message> messages = new ArrayList<>();
        String role = "user";
        StringBuilder said = new StringBuilder();
        int start = 0;
        while (start <= text.length()) {
            int end = text.indexOf('\n', start);
            String line = text.substring(start, end < 0 ? text.length() : end);
            int colon = line.indexOf(": ");
            if (colon > 0 && colon < 12 && ROLES.contains(line.substring(0, colon)) && messages.size() < MAX_MESSAGES) {
                add(messages, role, said);
                role = line.substring(0, colon);
                said.append(line, colon + 2, line.length());
            } else {
                said.append(said.isEmpty() ? "" : "\n").append(line);
            }
            start = end < 0 ? text.length() + 1 : end + 1;
        }
        add(messages, role, said);
        return messages;
    }

    private static void add(List<Message> messages, String role, StringBuilder said) {
        if (!said.isEmpty()) {
            messages.add(Message.text(role, said.toString()));
        }
        said.setLength(0);
    }

    private static String text(Message message) {
        return message.parts().get(0) instanceof Message.Part.Text text ? text.text() : "";
    }

    private static Operation toolCall(RawSpan span) {
        Attributes attributes = span.attributes();
        String name = attributes.firstText(GenAi.TOOL_NAME, MCP_TOOL);
        return new Operation.ToolCall(
                name == null ? span.name().substring(span.name().indexOf(' ') + 1) : name,
                attributes.text(GenAi.TOOL_CALL_ID),
                attributes.firstText("mcp.server.name", "mcp.server"),
                first(attributes, ARGUMENTS),
                first(attributes, RESULT),
                attributes.text(GenAi.TOOL_TYPE),
                attributes.firstText(GenAi.TOOL_DESCRIPTION, "mcp.tool.description"),
                McpReader.read(attributes));
    }

    private static @Nullable String first(Attributes attributes, String[] keys) {
        for (String key : keys) {
            String text = Json.text(attributes.get(key));
            if (text != null) {
                return text;
            }
        }
        return null;
    }

    private static Operation guardrail(Attributes attributes) {
        String reason = attributes.firstText("guard.explanation", "guard.classification");
        String verdict = attributes.text(GUARD);
        String word = verdict == null || verdict.equalsIgnoreCase("no") ? "pass" : verdict;
        return new Oversight.Guardrail(
                attributes.firstText("guard.validator", "guard.name"),
                Verdicts.of(word.equalsIgnoreCase("yes") ? "block" : word),
                reason);
    }

    private static Operation retrieval(Attributes attributes) {
        return new Operation.Retrieval(
                attributes.firstText("db.collection.name", "db.namespace", "db.system.name", "db.system"),
                attributes.firstText("db.query.text", "db.statement", "db.vector.query.text"),
                List.of(),
                UsageReader.tokens(attributes, "db.vector.query.top_k", "db.n_results"),
                null);
    }
}
