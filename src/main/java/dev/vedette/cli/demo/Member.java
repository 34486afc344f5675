package dev.vedette.cli.demo;

import dev.vedette.agent.Policy;
import dev.vedette.agent.tool.Tool;
import java.util.List;
import java.util.function.BiFunction;

/**
 * One agent of the fleet: what it is called, what it runs on, what it can do and what it is asked. Immutable.
 *
 * @param service {@code service.name}
 * @param agent {@code gen_ai.agent.name}
 * @param labelled says of a tool what policies should know
 * @param plays its ordinary work
 */
record Member(
        String service,
        String agent,
        String provider,
        String model,
        Policy policy,
        List<DemoTool> tools,
        BiFunction<String, Tool, Tool> labelled,
        List<Play> plays) {
    Member {
        tools = List.copyOf(tools);
        plays = List.copyOf(plays);
    }

    /** The tools as the agent uses them. */
    List<Tool> toolsOn(FleetClock clock) {
        return tools.stream()
                .map(tool -> labelled.apply(tool.name(), tool.tool(clock)))
                .toList();
    }
}
