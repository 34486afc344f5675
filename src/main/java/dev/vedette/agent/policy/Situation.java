package dev.vedette.agent.policy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vedette.agent.model.ModelReply;
import dev.vedette.agent.model.ModelRequest;
import dev.vedette.agent.tool.ToolDefinition;
import dev.vedette.agent.tool.ToolOutput;

/** What a guard decides about. Immutable. */
public sealed interface Situation {
    /** The run that it happens in. */
    RunView run();

    /** Where in the run. */
    Point point();

    /** The text that it is about, which guards may change; empty if it is about none. */
    default String text() {
        return "";
    }

    /** The same about another text. */
    default Situation withText(String changed) {
        throw new IllegalStateException(point() + " is not about a text");
    }

    /** A run begins. */
    record Start(RunView run) implements Situation {
        @Override
        public Point point() {
            return Point.AGENT_START;
        }
    }

    /** A caller says something. */
    record Input(RunView run, String text) implements Situation {
        @Override
        public Situation withText(String changed) {
            return new Input(run, changed);
        }

        @Override
        public Point point() {
            return Point.INPUT;
        }
    }

    /** A tool is about to be shown to the model. */
    record ToolLoad(RunView run, ToolDefinition tool) implements Situation {
        @Override
        public Point point() {
            return Point.TOOL_LOAD;
        }
    }

    /** A model is about to be asked. */
    record BeforeModel(RunView run, String model, ModelRequest request) implements Situation {
        @Override
        public Point point() {
            return Point.PRE_MODEL_CALL;
        }
    }

    /** A model has answered. */
    record AfterModel(RunView run, String model, ModelReply reply) implements Situation {
        @Override
        public Point point() {
            return Point.POST_MODEL_CALL;
        }
    }

    /** A tool is about to be called, with arguments that are a JSON object. */
    record BeforeTool(RunView run, ToolDefinition tool, ObjectNode arguments) implements Situation {
        @Override
        public Point point() {
            return Point.PRE_TOOL_CALL;
        }
    }

    /** A tool has answered. */
    record AfterTool(RunView run, ToolDefinition tool, ToolOutput output) implements Situation {
        @Override
        public String text() {
            return output.text();
        }

        @Override
        public Situation withText(String changed) {
            return new AfterTool(run, tool, new ToolOutput(changed, output.failed()));
        }

        @Override
        public Point point() {
            return Point.POST_TOOL_CALL;
        }
    }

    /**
     * Something is about to be remembered.
     *
     * @param text what
     */
    record MemoryWrite(RunView run, String text) implements Situation {
        @Override
        public Situation withText(String changed) {
            return new MemoryWrite(run, changed);
        }

        @Override
        public Point point() {
            return Point.MEMORY_WRITE;
        }
    }

    /** The caller is about to be told this. */
    record Output(RunView run, String text) implements Situation {
        @Override
        public Situation withText(String changed) {
            return new Output(run, changed);
        }

        @Override
        public Point point() {
            return Point.OUTPUT;
        }
    }

    /** The run is over. */
    record Shutdown(RunView run) implements Situation {
        @Override
        public Point point() {
            return Point.AGENT_SHUTDOWN;
        }
    }
}
