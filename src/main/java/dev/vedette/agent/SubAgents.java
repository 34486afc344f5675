package dev.vedette.agent;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vedette.agent.tool.ToolOutput;
import io.opentelemetry.context.Context;

/** Runs agents within the runs of others. */
@FunctionalInterface
interface SubAgents {
    /**
     * Runs it, on this thread.
     *
     * @param parent the span that it is part of
     */
    ToolOutput run(RunState run, SubAgent subAgent, ObjectNode arguments, Context parent) throws InterruptedException;
}
