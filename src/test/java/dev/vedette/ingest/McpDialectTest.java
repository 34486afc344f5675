package dev.vedette.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vedette.telemetry.Operation;
import dev.vedette.telemetry.Span;
import org.junit.jupiter.api.Test;

class McpDialectTest {
    private static final String REQUEST =
            "{\"method\":\"tools/call\",\"params\":{\"name\":\"joker\",\"arguments\":{\"theme\":\"socks\"}}}";
    private final Normalizer normalizer = Normalizer.standard();

    @Test
    void theSideThatAsksTellsTheCallOfATool() {
        Span asked = normalizer.normalize(RawSpans.named("MCP request: tools/call joker")
                .with("rpc.method", "tools/call")
                .with("request", REQUEST)
                .with("response", "{\"content\":[{\"type\":\"text\",\"text\":\"no\"}],\"isError\":true}")
                .build());
        Span handled = normalizer.normalize(RawSpans.named("MCP server handle request: tools/call")
                .with("request", REQUEST)
                .build());

        Operation.ToolCall call = (Operation.ToolCall) asked.operation();
        assertThat(call.tool()).isEqualTo("joker");
        assertThat(call.arguments()).isEqualTo("{\"theme\":\"socks\"}");
        assertThat(call.result()).isEqualTo("[{\"type\":\"text\",\"text\":\"no\"}]");
        assertThat(asked.status().errorType()).isEqualTo("tool_error");
        assertThat(handled.operation().kind()).isEqualTo("mcp");
    }

    @Test
    void otherRequestsAreRequests() {
        Span list =
                normalizer.normalize(RawSpans.named("MCP request: tools/list").build());
        Span resource = normalizer.normalize(RawSpans.named("MCP request: resources/read")
                .with("request", "{\"params\":{\"uri\":\"file:///a\"}}")
                .build());

        assertThat(((Operation.McpRequest) list.operation()).mcp().method()).isEqualTo("tools/list");
        assertThat(((Operation.Retrieval) resource.operation()).source()).isEqualTo("file:///a");
    }
}
