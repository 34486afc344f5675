package dev.vedette.agent;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vedette.agent.tool.ToolBody;
import dev.vedette.agent.tool.ToolContext;
import dev.vedette.agent.tool.ToolOutput;

/**
 * What a tool does that is an agent itself. The runtime recognises it and runs the agent within the run that asks, with
 * its budget, its taints and its brakes. Immutable.
 */
record SubAgent(Agent agent) implements ToolBody {
    @Override
    public ToolOutput call(ObjectNode arguments, ToolContext context) {
        throw new IllegalStateException("a sub-agent is run by a runtime");
    }
}
