package dev.vedette.ingest;

import dev.vedette.telemetry.Attributes;
import dev.vedette.telemetry.Message;
import dev.vedette.telemetry.MetricPoint;
import dev.vedette.telemetry.Operation;
import dev.vedette.telemetry.Operation.AgentRun.Extent;
import dev.vedette.telemetry.Placeholder;
import dev.vedette.telemetry.ToolDefinition;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Spring AI through Micrometer, and LangChain4j's Micrometer module where it runs in Spring. Every value is a text. Its
 * own kind is believed before the operation's name, which is {@code framework} for all that is no call of a model.
 */
final class SpringAiDialect implements Dialect {
    static final String NAME = "spring-ai";

    private static final String KIND = "spring.ai.kind";
    private static final String TOOL = "spring.ai.tool.definition.name";
    private static final String ARGUMENTS = "spring.ai.tool.call.arguments";
    private static final String RESULT = "spring.ai.tool.call.result";
    private static final String[] SOURCE = {"db.collection.name", "db.namespace", "db.system"};
    private static final String[] MODEL_TOOLS = {
        "spring.ai.model.request.tool.names", "spring.ai.model.request.tool.definitions"
    };
    private static final String[] CLIENT_TOOLS = {
        "spring.ai.chat.client.tool.names",
        "spring.ai.chat.client.tool.function.names",
        "spring.ai.chat.client.tool.functionNames"
    };
    private static final String[] CLIENT_USER = {"spring.ai.chat.client.user.text", "spring.ai.chat.client.user_text"};
    private static final String[] CLIENT_SYSTEM = {
        "spring.ai.chat.client.system.text", "spring.ai.chat.client.system_text"
    };

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public @Nullable SpanReading read(RawSpan span) {
        Attributes attributes = span.attributes();
        if (!isSprings(span)) {
            return null;
        }
        Operation operation = operation(span, kind(attributes));
        return operation == null ? null : SpanReading.of(span, operation).by(Identity.of(NAME));
    }

    @Override
    public @Nullable LogReading read(RawLog log) {
        LogReading reading = SpringAiLogs.read(log);
        return reading == null ? null : reading.by(Identity.of(NAME));
    }

    @Override
    public @Nullable PointReading read(MetricPoint point) {
        return SpringAiMetrics.read(point);
    }

    private static boolean isSprings(RawSpan span) {
        Attributes attributes = span.attributes();
        if ("spring_ai".equals(attributes.firstText(GenAi.SYSTEM, GenAi.PROVIDER))) {
            return true;
        }
        boolean spring = span.scope().name().startsWith("org.springframework.");
        for (String key : attributes.keys()) {
            if (key.startsWith("spring.ai.")
                    || (spring && (key.startsWith("gen_ai.") || key.startsWith("db.vector.")))) {
                return true;
            }
        }
        return false;
    }

    private static String kind(Attributes attributes) {
        String kind = attributes.text(KIND);
        String operation = attributes.text(GenAi.OPERATION);
        return (kind == null ? operation == null ? "" : operation : kind).toLowerCase(Locale.ROOT);
    }

    private static @Nullable Operation operation(RawSpan span, String kind) {
        Attributes attributes = span.attributes();
        return switch (kind) {
            case "chat_client" -> client(span);
            case "advisor" -> run(span, Extent.STEP, List.of());
            case "tool_call", "execute_tool" -> toolCall(span);
            case "vector_store" -> retrieval(attributes);
            case "chat", "text_completion", "completion", "image", "generate_content" -> modelCall(span);
            case "embedding", "embeddings" ->
                new Operation.Embedding(
                        Providers.provider(attributes),
                        ModelFields.eitherModel(attributes),
                        List.of(),
                        UsageReader.tokens(
                                attributes, GenAi.EMBEDDING_DIMENSIONS, "gen_ai.request.embedding.dimensions"));
            case "framework" -> run(span, Extent.STEP, List.of());
            default -> unnamed(span);
        };
    }

    private static @Nullable Operation unnamed(RawSpan span) {
        Attributes attributes = span.attributes();
        boolean look = attributes.has("db.vector.query.content") || attributes.has("db.vector.query.top_k");
        return attributes.has(TOOL) ? toolCall(span) : look ? retrieval(attributes) : null;
    }

    private static Operation client(RawSpan span) {
        Attributes attributes = span.attributes();
        List<Message> told = new ArrayList<>();
        String system = attributes.firstText(CLIENT_SYSTEM);
        String user = attributes.firstText(CLIENT_USER);
        if (system != null) {
            told.add(Message.text("system", system));
        }
        if (user != null) {
            told.add(Message.text("user", user));
        }
        return run(span, Extent.AGENT, told);
    }

    private static Operation run(RawSpan span, Extent extent, List<Message> told) {
        List<Message> input = OtelContent.input(span);
        return new Operation.AgentRun(
                extent,
                input.isEmpty() ? told : input,
                OtelContent.output(span),
                extent == Extent.AGENT ? tools(span.attributes(), CLIENT_TOOLS) : List.of());
    }

    private static Operation modelCall(RawSpan span) {
        List<ToolDefinition> declared = OtelContent.tools(span);
        return ModelFields.call(
                span,
                OtelContent.input(span),
                OtelContent.output(span),
                declared.isEmpty() ? tools(span.attributes(), MODEL_TOOLS) : declared);
    }

    private static List<ToolDefinition> tools(Attributes attributes, String[] keys) {
        for (String key : keys) {
            Object names = attributes.get(key);
            if (names != null) {
                return ToolDefinitionReader.read(Json.tree(names));
            }
        }
        return List.of();
    }

    private static Operation toolCall(RawSpan span) {
        Attributes attributes = span.attributes();
        String name = attributes.firstText(TOOL, GenAi.TOOL_NAME);
        String arguments = Json.text(attributes.get(ARGUMENTS));
        String result = Json.text(attributes.get(RESULT));
        int space = span.name().indexOf(' ');
        return new Operation.ToolCall(
                name == null ? space < 0 ? "unknown" : span.name().substring(space + 1) : name,
                attributes.firstText("spring.ai.tool.call.id", GenAi.TOOL_CALL_ID),
                null,
                arguments == null ? Json.text(attributes.get(GenAi.TOOL_ARGUMENTS)) : arguments,
                result == null ? Json.text(attributes.get(GenAi.TOOL_RESULT)) : result,
                attributes.firstText("spring.ai.tool.type", GenAi.TOOL_TYPE),
                attributes.firstText("spring.ai.tool.definition.description", GenAi.TOOL_DESCRIPTION),
                null);
    }

    /** Micrometer gives every key a value. */
    private static @Nullable String source(Attributes attributes) {
        for (String key : SOURCE) {
            String told = attributes.text(key);
            if (told != null && !Placeholder.isNoValue(told)) {
                return told;
            }
        }
        return null;
    }

    private static Operation retrieval(Attributes attributes) {
        return new Operation.Retrieval(
                source(attributes),
                Json.text(attributes.get("db.vector.query.content")),
                DocumentReader.read(Json.tree(attributes.get("db.vector.query.response.documents"))),
                UsageReader.tokens(attributes, "db.vector.query.top_k"),
                null);
    }
}
