package dev.vedette.ingest;

import com.fasterxml.jackson.databind.JsonNode;
import dev.vedette.telemetry.McpExchange;
import dev.vedette.telemetry.Operation;
import dev.vedette.telemetry.Status;
import dev.vedette.telemetry.Usage;
import org.jspecify.annotations.Nullable;

/**
 * Logfire's spans of MCP requests as the client sends them and as either side handles them. A call of a tool is one here
 * as well, for it may be all that is told of it; where a span above tells it too, {@link Neighbours} knows.
 */
final class LogfireMcpReader {
    private static final String[] NAMES = {"MCP request", "MCP server handle request", "MCP client handle request"};

    private LogfireMcpReader() {}

    /** The span, or null when it is none of these. */
    static @Nullable SpanReading read(RawSpan span) {
        if (!isRequest(span.name())) {
            return null;
        }
        JsonNode request = Json.tree(span.attributes().get("request"));
        JsonNode response = Json.tree(span.attributes().get("response"));
        String resource = Json.first(request.path("params"), "uri");
        McpExchange exchange = new McpExchange(method(span, request), null, null, null, null, resource);
        SpanReading reading = SpanReading.of(operation(exchange, request.path("params"), response), Usage.NONE);
        return response.path("isError").asBoolean(false)
                ? reading.ended(new Status(Status.Code.ERROR, span.status().message(), "tool_error"))
                : reading;
    }

    private static Operation operation(McpExchange exchange, JsonNode params, JsonNode response) {
        String tool = exchange.callsTool() ? Json.first(params, "name") : null;
        return tool == null || tool.isEmpty()
                ? new Operation.McpRequest(exchange)
                : new Operation.ToolCall(
                        tool,
                        null,
                        null,
                        Json.first(params, "arguments"),
                        Json.first(response, "structuredContent", "content"),
                        null,
                        null,
                        exchange);
    }

    private static boolean isRequest(String name) {
        for (String known : NAMES) {
            if (name.startsWith(known)) {
                return true;
            }
        }
        return false;
    }

    private static @Nullable String method(RawSpan span, JsonNode request) {
        String told = span.attributes().text("rpc.method");
        String method = told == null ? Json.first(request, "method") : told;
        int colon = span.name().indexOf(": ");
        return method == null && colon > 0 ? span.name().substring(colon + 2) : method;
    }
}
