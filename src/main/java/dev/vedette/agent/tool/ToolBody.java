package dev.vedette.agent.tool;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** What a tool does. */
@FunctionalInterface
public interface ToolBody {
    /**
     * Does it. Called on a thread of its own, which is interrupted when the time is over or the run is stopped.
     *
     * @param arguments checked against the schema; do not change them
     * @throws Exception if it cannot; the model is told that it failed, the trace the exception's class
     */
    ToolOutput call(ObjectNode arguments, ToolContext context) throws Exception;
}
