package dev.vedette.telemetry;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a span did, in the terms of the OpenTelemetry GenAI conventions, whatever dialect it was written in. Texts are
 * null when the sender did not give them (content capture off) and lists are then empty. Immutable.
 */
public sealed interface Operation {
    /** A short stable name of the kind: {@code agent}, {@code model}, {@code tool}, … */
    String kind();

    /** An agent, a workflow or a step of one. */
    record AgentRun(List<Message> input, List<Message> output, List<ToolDefinition> tools) implements Operation {
        public AgentRun {
            input = List.copyOf(input);
            output = List.copyOf(output);
            tools = List.copyOf(tools);
        }

        @Override
        public String kind() {
            return "agent";
        }
    }

    /**
     * One call of a model.
     *
     * @param provider such as {@code openai}, or null
     * @param requestModel the model asked for, or null
     * @param responseModel the model that answered, or null
     * @param timeToFirstTokenNanos for streamed answers, or null
     */
    record ModelCall(
            @Nullable String provider,
            @Nullable String requestModel,
            @Nullable String responseModel,
            List<Message> input,
            List<Message> output,
            List<ToolDefinition> tools,
            List<String> finishReasons,
            @Nullable Long timeToFirstTokenNanos)
            implements Operation {
        public ModelCall {
            input = List.copyOf(input);
            output = List.copyOf(output);
            tools = List.copyOf(tools);
            finishReasons = List.copyOf(finishReasons);
        }

        /** The model that answered, else the one asked for, else null. */
        public @Nullable String model() {
            return responseModel == null ? requestModel : responseModel;
        }

        @Override
        public String kind() {
            return "model";
        }
    }

    /**
     * One execution of a tool.
     *
     * @param tool the tool's name, never empty
     * @param callId the id that joins it to the model's request, or null
     * @param server the MCP server, or null
     * @param arguments JSON text or whatever was sent, or null
     * @param result JSON text or whatever was sent, or null
     */
    record ToolCall(
            String tool,
            @Nullable String callId,
            @Nullable String server,
            @Nullable String arguments,
            @Nullable String result)
            implements Operation {
        @Override
        public String kind() {
            return "tool";
        }
    }

    /** A look-up in a data source; {@code documents} are the texts found. */
    record Retrieval(@Nullable String source, @Nullable String query, List<String> documents) implements Operation {
        public Retrieval {
            documents = List.copyOf(documents);
        }

        @Override
        public String kind() {
            return "retrieval";
        }
    }

    /** Texts to vectors. */
    record Embedding(@Nullable String provider, @Nullable String model) implements Operation {
        @Override
        public String kind() {
            return "embedding";
        }
    }

    /** Anything else: HTTP, SQL, a dialect that is not known. */
    record Other() implements Operation {
        @Override
        public String kind() {
            return "other";
        }
    }
}
