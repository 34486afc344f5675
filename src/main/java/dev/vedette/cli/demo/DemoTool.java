package dev.vedette.cli.demo;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vedette.agent.tool.Tool;
import dev.vedette.agent.tool.ToolOutput;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * A tool that takes texts and knows its answers by heart. Immutable.
 *
 * @param parameters all of them texts, all of them required
 * @param answer what it answers where nothing else is said
 * @param answers what it answers to a first argument of this value
 */
record DemoTool(String name, String description, List<String> parameters, String answer, Map<String, String> answers) {
    private static final Duration LATENCY = Duration.ofMillis(60);

    static DemoTool of(String name, String description, List<String> parameters, String answer) {
        return new DemoTool(name, description, parameters, answer, Map.of());
    }

    /** The same, which answers otherwise to this. */
    DemoTool answering(String first, String other) {
        return new DemoTool(name, description, parameters, answer, Map.of(first, other));
    }

    /** The tool as agents use it. */
    Tool tool(FleetClock clock) {
        return Tool.named(name).describedAs(description).takingSchema(schema()).doing((arguments, context) -> {
            clock.pass(LATENCY);
            String first = arguments.path(parameters.get(0)).asText();
            return ToolOutput.of(answers.getOrDefault(first, answer));
        });
    }

    private String schema() {
        ObjectNode schema = JsonNodeFactory.instance.objectNode();
        schema.put("type", "object");
        ObjectNode properties = schema.putObject("properties");
        parameters.forEach(parameter -> properties.putObject(parameter).put("type", "string"));
        parameters.forEach(schema.putArray("required")::add);
        return schema.toString();
    }
}
