package dev.vedette.ingest;

import dev.vedette.telemetry.Attributes;
import dev.vedette.telemetry.MetricPoint;
import dev.vedette.telemetry.Operation;
import dev.vedette.telemetry.Operation.AgentRun.Extent;
import dev.vedette.telemetry.SpanEvent;
import dev.vedette.telemetry.ToolDefinition;
import dev.vedette.telemetry.Usage;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Microsoft's Semantic Kernel for .NET and Python. It writes OpenTelemetry's names of several years, operations of its
 * own, the functions on offer as a list of names, and messages as JSON within events.
 */
final class SemanticKernelDialect implements Dialect {
    static final String NAME = "semantic-kernel";

    private static final String FUNCTIONS = "sk.available_functions";
    private static final String LOOP = "AutoFunctionInvocationLoop";
    private static final int MAX_FUNCTIONS = 2_000;

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public @Nullable SpanReading read(RawSpan span) {
        if (!isKernels(span.scope().name()) && !span.attributes().has(FUNCTIONS)) {
            return null;
        }
        SpanReading reading = SpanReading.of(span, operation(span));
        Usage old = new Usage(
                UsageReader.tokens(span.attributes(), "gen_ai.response.prompt_tokens"),
                UsageReader.tokens(span.attributes(), "gen_ai.response.completion_tokens"),
                null,
                null,
                null,
                null,
                true);
        boolean call = reading.operation() instanceof Operation.ModelCall;
        return (call ? reading.using(FillIn.fill(reading.usage(), old)) : reading).by(Identity.of(NAME));
    }

    @Override
    public @Nullable PointReading read(MetricPoint point) {
        return SemanticKernelMetrics.read(point);
    }

    private static boolean isKernels(String scope) {
        return scope.startsWith("Microsoft.SemanticKernel") || scope.startsWith("semantic_kernel");
    }

    private static Operation operation(RawSpan span) {
        String sent = span.attributes().text(GenAi.OPERATION);
        String operation = sent == null ? before(span.name(), ' ') : sent;
        return switch (operation.toLowerCase(Locale.ROOT)) {
            case "chat",
                    "chat.completions",
                    "chat.streaming_completions",
                    "text.completions",
                    "text_completion",
                    "text.streaming_completions",
                    "generate_content" -> modelCall(span);
            case "execute_tool" -> toolCall(span);
            case "invoke_agent", "create_agent" -> run(span, Extent.AGENT);
            case "embeddings", "embedding" -> OtelGenAiDialect.understood(span).operation();
            default -> unnamed(span);
        };
    }

    /** The loop that runs functions between calls, and functions of versions that did not name the operation. */
    private static Operation unnamed(RawSpan span) {
        if (span.name().equals(LOOP) || span.scope().name().contains("unction")) {
            return run(span, Extent.STEP);
        }
        boolean messages = span.events().stream().map(SpanEvent::name).anyMatch(MessageEvents::isMessage);
        boolean call = span.attributes().has(GenAi.REQUEST_MODEL) || messages;
        return call ? modelCall(span) : new Operation.Other();
    }

    private static Operation modelCall(RawSpan span) {
        return ModelFields.call(span, OtelContent.input(span), OtelContent.output(span), tools(span));
    }

    private static Operation run(RawSpan span, Extent extent) {
        return new Operation.AgentRun(extent, OtelContent.input(span), OtelContent.output(span), tools(span));
    }

    private static Operation toolCall(RawSpan span) {
        Attributes attributes = span.attributes();
        String name = attributes.text(GenAi.TOOL_NAME);
        return new Operation.ToolCall(
                name == null ? span.name().substring(span.name().indexOf(' ') + 1) : name,
                attributes.text(GenAi.TOOL_CALL_ID),
                null,
                Json.text(attributes.get(GenAi.TOOL_ARGUMENTS)),
                Json.text(attributes.get(GenAi.TOOL_RESULT)),
                attributes.text(GenAi.TOOL_TYPE),
                attributes.text(GenAi.TOOL_DESCRIPTION),
                null);
    }

    /** The functions are a list, JSON, or names with commas between them. */
    private static List<ToolDefinition> tools(RawSpan span) {
        List<ToolDefinition> declared = OtelContent.tools(span);
        Object functions = span.attributes().get(FUNCTIONS);
        if (!declared.isEmpty() || functions == null) {
            return declared;
        }
        if (!(functions instanceof String text) || text.startsWith("[") || text.startsWith("{")) {
            return ToolDefinitionReader.read(Json.tree(functions));
        }
        List<ToolDefinition> named = new ArrayList<>();
        int start = 0;
        while (start <= text.length() && named.size() < MAX_FUNCTIONS) {
            int comma = text.indexOf(',', start);
            int end = comma < 0 ? text.length() : comma;
            String name = text.substring(start, end).strip();
            if (!name.isEmpty()) {
                named.add(new ToolDefinition(name, "", ""));
            }
            start = end + 1;
        }
        return named;
    }

    private static String before(String text, char end) {
        int at = text.indexOf(end);
        return at < 0 ? text : text.substring(0, at);
    }
}
