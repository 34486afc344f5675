package dev.vedette.ingest;

import com.fasterxml.jackson.databind.JsonNode;
import dev.vedette.telemetry.Attributes;
import dev.vedette.telemetry.Message;
import dev.vedette.telemetry.MetricPoint;
import dev.vedette.telemetry.Operation;
import dev.vedette.telemetry.Operation.AgentRun.Extent;
import dev.vedette.telemetry.ToolDefinition;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * OpenLLMetry (Traceloop). Old versions flatten messages into {@code gen_ai.prompt.N.*}, new ones write what
 * OpenTelemetry does; both mark workflows, tasks and tools with {@code traceloop.*}. A span that merely ran inside of a
 * workflow carries some of those too and is left alone.
 */
final class OpenLlmetryDialect implements Dialect {
    static final String NAME = "openllmetry";

    private static final String KIND = "traceloop.span.kind";
    private static final String ENTITY = "traceloop.entity.name";
    private static final String REQUEST_TYPE = "llm.request.type";
    private static final String PROMPT = "gen_ai.prompt.";
    private static final String COMPLETION = "gen_ai.completion.";
    private static final String OLD_PROMPT = "llm.prompts.";
    private static final String OLD_COMPLETION = "llm.completions.";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public @Nullable SpanReading read(RawSpan span) {
        Attributes attributes = span.attributes();
        String kind = lowerCase(attributes.text(KIND));
        String request = lowerCase(attributes.text(REQUEST_TYPE));
        if (kind.isEmpty() && request.isEmpty() && !hasFlatMessages(attributes) && !isTraceloops(span)) {
            return null;
        }
        Operation operation = operation(span, kind, request);
        if (operation == null) {
            SpanReading reading = OtelGenAiDialect.understood(span);
            return reading.operation() instanceof Operation.Other ? null : reading;
        }
        boolean own = !(operation instanceof Operation.AgentRun);
        String agent = kind.equals("agent") || kind.equals("workflow") ? attributes.text(ENTITY) : null;
        return SpanReading.of(operation, UsageReader.read(attributes, own)).by(Identity.named(agent));
    }

    @Override
    public @Nullable PointReading read(MetricPoint point) {
        return OpenLlmetryMetrics.read(point);
    }

    private static @Nullable Operation operation(RawSpan span, String kind, String request) {
        Attributes attributes = span.attributes();
        return switch (request) {
            case "chat", "completion" -> modelCall(span);
            case "embedding" ->
                new Operation.Embedding(
                        Providers.provider(attributes),
                        ModelFields.eitherModel(attributes),
                        OtelContent.texts(flat(attributes, PROMPT, OLD_PROMPT, "user")),
                        null);
            case "rerank" -> new Operation.Retrieval(ModelFields.eitherModel(attributes), null, List.of());
            default -> ofKind(span, kind);
        };
    }

    private static @Nullable Operation ofKind(RawSpan span, String kind) {
        Attributes attributes = span.attributes();
        return switch (kind) {
            case "tool" -> toolCall(span);
            case "workflow", "task", "agent" ->
                new Operation.AgentRun(
                        extent(kind),
                        entity(attributes, "traceloop.entity.input", "inputs", "user"),
                        entity(attributes, "traceloop.entity.output", "outputs", "assistant"),
                        List.of());
            default -> hasFlatMessages(attributes) ? modelCall(span) : null;
        };
    }

    private static Extent extent(String kind) {
        return kind.equals("workflow") ? Extent.WORKFLOW : kind.equals("task") ? Extent.STEP : Extent.AGENT;
    }

    private static Operation modelCall(RawSpan span) {
        Attributes attributes = span.attributes();
        List<Message> input = flat(attributes, PROMPT, OLD_PROMPT, "user");
        List<Message> output = flat(attributes, COMPLETION, OLD_COMPLETION, "assistant");
        List<ToolDefinition> tools = ToolDefinitionReader.read(FlatTree.read(attributes, "llm.request.functions."));
        return ModelFields.call(
                span,
                input.isEmpty() ? OtelContent.input(span) : input,
                output.isEmpty() ? OtelContent.output(span) : output,
                tools.isEmpty() ? OtelContent.tools(span) : tools);
    }

    private static List<Message> flat(Attributes attributes, String prefix, String oldPrefix, String role) {
        JsonNode tree = FlatTree.read(attributes, prefix);
        return MessageReader.messages(tree.isArray() ? tree : FlatTree.read(attributes, oldPrefix), role);
    }

    private static Operation toolCall(RawSpan span) {
        Attributes attributes = span.attributes();
        String name = attributes.firstText(GenAi.TOOL_NAME, ENTITY);
        String arguments = Json.text(attributes.get(GenAi.TOOL_ARGUMENTS));
        String result = Json.text(attributes.get(GenAi.TOOL_RESULT));
        return new Operation.ToolCall(
                name == null ? spanName(span) : name,
                attributes.text(GenAi.TOOL_CALL_ID),
                null,
                arguments == null ? unwrapped(attributes, "traceloop.entity.input", "inputs", "input_str") : arguments,
                result == null ? unwrapped(attributes, "traceloop.entity.output", "outputs", "output") : result);
    }

    private static List<Message> entity(Attributes attributes, String key, String member, String role) {
        JsonNode tree = Json.tree(attributes.get(key));
        JsonNode said = tree.has(member) ? tree.path(member) : tree;
        boolean messages = said.isArray() || said.path("messages").isArray();
        return messages ? LangChainRun.messages(said, role) : MessageReader.messages(said, role);
    }

    /** What lies under the first of the members that there is, which LangChain has other names for. */
    private static @Nullable String unwrapped(Attributes attributes, String key, String... members) {
        JsonNode tree = Json.tree(attributes.get(key));
        String inner = Json.first(tree, members);
        String text = inner == null ? Json.raw(tree) : inner;
        return text.isEmpty() ? null : text;
    }

    private static boolean hasFlatMessages(Attributes attributes) {
        for (String key : attributes.keys()) {
            if (FlatTree.isNumbered(key, PROMPT)
                    || FlatTree.isNumbered(key, COMPLETION)
                    || FlatTree.isNumbered(key, OLD_PROMPT)
                    || FlatTree.isNumbered(key, OLD_COMPLETION)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isTraceloops(RawSpan span) {
        return span.scope().name().startsWith("@traceloop/")
                || span.attributes().has("traceloop.workflow.name")
                || span.attributes().has(ENTITY);
    }

    private static String spanName(RawSpan span) {
        return span.name().isEmpty() ? "unknown" : span.name();
    }

    private static String lowerCase(@Nullable String text) {
        return text == null ? "" : text.toLowerCase(Locale.ROOT);
    }
}
