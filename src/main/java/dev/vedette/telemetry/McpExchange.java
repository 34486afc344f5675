package dev.vedette.telemetry;

import org.jspecify.annotations.Nullable;

/**
 * What is known of the Model Context Protocol behind an operation. Null means not said. Immutable.
 *
 * @param method the JSON-RPC method, such as {@code tools/call}
 * @param server the server's name or address
 * @param protocolVersion such as {@code 2025-06-18}
 * @param session the MCP session's id, which is not the agent's
 * @param transport {@code pipe} for standard streams, {@code tcp} for HTTP, or what was sent
 * @param resource the URI of the resource that was asked for
 */
public record McpExchange(
        @Nullable String method,
        @Nullable String server,
        @Nullable String protocolVersion,
        @Nullable String session,
        @Nullable String transport,
        @Nullable String resource) {
    /** The method of calls of tools. */
    public static final String TOOLS_CALL = "tools/call";

    /** Nothing known. */
    public static final McpExchange NONE = new McpExchange(null, null, null, null, null, null);

    /** Whether it calls a tool. */
    public boolean callsTool() {
        return TOOLS_CALL.equals(method);
    }
}
