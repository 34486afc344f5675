package dev.vedette.agent.tool;

import org.jspecify.annotations.Nullable;

/**
 * A record that is a tool itself: its components are the arguments, its {@link Description} is what the model reads,
 * and {@link #run} does it. {@link Tool#of(Class)} makes a tool of it.
 */
@FunctionalInterface
public interface ToolCommand {
    /**
     * Does it. Called on a thread of its own, which is interrupted when the time is over or the run is stopped.
     *
     * @return what the model is told: see {@link Tool} for how it is written
     * @throws Exception if it cannot; the model is told that it failed, the trace the exception's class
     */
    @Nullable
    Object run(ToolContext context) throws Exception;
}
