package dev.vedette.interop;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A tool that the stub of a model asks for: an order's, or the shell that coding agents offer.
 *
 * @param arguments a JSON object
 */
record StubTool(String name, String arguments) {
    static final StubTool ORDERS = new StubTool("lookup_order", "{\"order\":\"4711\"}");

    private static final List<StubTool> KNOWN = List.of(
            ORDERS,
            new StubTool("Bash", "{\"command\":\"echo found 4711\",\"description\":\"Looks it up\"}"),
            new StubTool("exec_command", "{\"cmd\":\"echo found 4711\"}"),
            new StubTool("run_shell_command", "{\"command\":\"echo found 4711\",\"description\":\"Looks it up\"}"));
    private static final List<String> RESULTS =
            List.of("\"role\":\"tool\"", "\"tool_result\"", "\"function_call_output\"", "\"functionResponse\"");

    /** The tool to ask for; null when none that is known is offered, or one has answered. */
    static @Nullable StubTool wanted(JsonNode request) {
        String said = request.path("messages").toString() + request.path("input") + request.path("contents");
        if (RESULTS.stream().anyMatch(said::contains)) {
            return null;
        }
        List<String> offered = request.path("tools").findValuesAsText("name");
        return KNOWN.stream()
                .filter(tool -> offered.contains(tool.name()))
                .findFirst()
                .orElse(null);
    }

    /** Its arguments as text in JSON. */
    String quoted() {
        return TextNode.valueOf(arguments).toString();
    }
}
