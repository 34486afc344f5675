package dev.vedette.ingest;

import dev.vedette.telemetry.Attributes;
import dev.vedette.telemetry.McpExchange;
import org.jspecify.annotations.Nullable;

/** What attributes say of the Model Context Protocol. */
final class McpReader {
    private static final String[] SERVER = {
        "mcp.server.name", "fastmcp.server.name", "gen_ai.tool.server", "mcp_server_name"
    };

    private McpReader() {}

    /** The exchange, or null when nothing tells of one. */
    static @Nullable McpExchange read(Attributes attributes) {
        String method = attributes.firstText(GenAi.MCP_METHOD, "mcp.method");
        String server = attributes.firstText(SERVER);
        String session = attributes.text(GenAi.MCP_SESSION_ID);
        if (method == null && server == null && session == null) {
            return null;
        }
        return new McpExchange(
                method,
                server == null ? address(attributes) : server,
                attributes.text("mcp.protocol.version"),
                session,
                attributes.firstText("network.transport", "mcp.transport", "mcp.transport.type"),
                attributes.text(GenAi.MCP_RESOURCE_URI));
    }

    /** What is said of an exchange with the server of that name. */
    static McpExchange of(String server, Attributes attributes) {
        McpExchange read = read(attributes);
        McpExchange named = new McpExchange(null, server, null, null, null, null);
        return read == null ? named : FillIn.fill(named, read);
    }

    private static @Nullable String address(Attributes attributes) {
        String host = attributes.text(GenAi.SERVER_ADDRESS);
        String port = attributes.text(GenAi.SERVER_PORT);
        return host == null || port == null ? host : host + ":" + port;
    }
}
