package dev.vedette.ingest;

import com.fasterxml.jackson.databind.JsonNode;
import dev.vedette.telemetry.Attributes;
import dev.vedette.telemetry.McpExchange;
import dev.vedette.telemetry.Operation;
import dev.vedette.telemetry.Status;
import dev.vedette.telemetry.Usage;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Requests of the Model Context Protocol as Logfire records them on both sides, with the whole JSON-RPC messages. The
 * side that asks tells the call of a tool; the side that handles it repeats that and is a request only, so that a call
 * counts once. Spans by OpenTelemetry's own MCP conventions are read with those.
 */
final class McpDialect implements Dialect {
    static final String NAME = "mcp";

    private static final String ASKS = "MCP request: ";
    private static final List<String> HANDLES = List.of("MCP server handle request: ", "MCP client handle request: ");
    private static final String NOTIFIES = "MCP server handle notification: ";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public @Nullable SpanReading read(RawSpan span) {
        if (!span.name().startsWith("MCP ")) {
            return null;
        }
        if (span.name().startsWith(ASKS)) {
            return asked(span, rest(span, ASKS));
        }
        for (String prefix : HANDLES) {
            if (span.name().startsWith(prefix)) {
                return ended(span, new Operation.McpRequest(exchange(span.attributes(), rest(span, prefix))));
            }
        }
        return span.name().startsWith(NOTIFIES)
                ? ended(span, new Operation.McpRequest(exchange(span.attributes(), rest(span, NOTIFIES))))
                : null;
    }

    private static SpanReading asked(RawSpan span, String named) {
        Attributes attributes = span.attributes();
        JsonNode request = Json.tree(attributes.get("request"));
        String told = attributes.firstText("rpc.method", GenAi.MCP_METHOD);
        String method = told == null ? named : told;
        McpExchange mcp = exchange(attributes, method);
        JsonNode parameters = request.path("params");
        Operation operation = switch (mcp.method() == null ? "" : mcp.method()) {
            case GenAi.MCP_TOOL_CALL -> tool(attributes, parameters, afterMethod(named), mcp);
            case GenAi.MCP_RESOURCE_READ ->
                new Operation.Retrieval(Json.first(parameters, "uri"), null, List.of(), null, mcp);
            default -> new Operation.McpRequest(mcp);
        };
        return ended(span, operation);
    }

    private static Operation tool(Attributes attributes, JsonNode parameters, String named, McpExchange mcp) {
        String name = Json.first(parameters, "name");
        JsonNode response = Json.tree(attributes.get("response"));
        return new Operation.ToolCall(
                name != null && !name.isEmpty() ? name : named.isEmpty() ? "unknown" : named,
                null,
                mcp.server(),
                Json.first(parameters, "arguments"),
                Json.first(response, "content", "structuredContent"),
                null,
                null,
                mcp);
    }

    /** An answer may say that the tool failed although the exchange did not. */
    private static SpanReading ended(RawSpan span, Operation operation) {
        SpanReading reading = SpanReading.of(operation, Usage.NONE);
        JsonNode response = Json.tree(span.attributes().get("response"));
        boolean failed = response.path("isError").asBoolean(false);
        return failed && span.status().code() != Status.Code.ERROR
                ? reading.ended(new Status(Status.Code.ERROR, "", "tool_error"))
                : reading;
    }

    private static McpExchange exchange(Attributes attributes, String named) {
        McpExchange read = McpReader.read(attributes);
        JsonNode parameters = Json.tree(attributes.get("request")).path("params");
        McpExchange own = new McpExchange(
                method(named),
                null,
                Json.first(parameters, "protocolVersion"),
                null,
                null,
                Json.first(parameters, "uri"));
        return read == null ? own : FillIn.fill(read, own);
    }

    /** {@code tools/call} of {@code tools/call get_weather}. */
    private static @Nullable String method(String named) {
        int space = named.indexOf(' ');
        String method = space < 0 ? named : named.substring(0, space);
        return method.isEmpty() ? null : method;
    }

    private static String afterMethod(String named) {
        int space = named.indexOf(' ');
        return space < 0 ? "" : named.substring(space + 1).strip();
    }

    private static String rest(RawSpan span, String prefix) {
        return span.name().substring(prefix.length()).strip();
    }
}
