package dev.vedette.telemetry;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What was done, in OpenTelemetry's terms, whatever dialect told it and whether in a span or in a log record. Null
 * means that the sender did not say (content capture off), and lists are then empty. Immutable.
 */
public sealed interface Operation
        permits Operation.AgentRun,
                Operation.ModelCall,
                Operation.ToolCall,
                Operation.Retrieval,
                Operation.Embedding,
                Operation.Memory,
                Operation.McpRequest,
                Operation.UserPrompt,
                Operation.Handoff,
                Operation.Other,
                Preview,
                Oversight {
    /** A short stable name of the kind: {@code agent}, {@code model}, {@code tool}, …; at most 20 characters. */
    String kind();

    /** The messages it was given, empty for what takes none. */
    default List<Message> input() {
        return List.of();
    }

    /** The messages it gave, empty for what gives none. */
    default List<Message> output() {
        return List.of();
    }

    /** The tools that were offered to the model or agent, empty for what is offered none. */
    default List<ToolDefinition> tools() {
        return List.of();
    }

    /** An agent, a workflow or a step of one, as far as {@code extent} tells. */
    record AgentRun(Extent extent, List<Message> input, List<Message> output, List<ToolDefinition> tools)
            implements Operation {
        public AgentRun {
            input = List.copyOf(input);
            output = List.copyOf(output);
            tools = List.copyOf(tools);
        }

        /** The run of a whole agent. */
        public AgentRun(List<Message> input, List<Message> output, List<ToolDefinition> tools) {
            this(Extent.AGENT, input, output, tools);
        }

        @Override
        public String kind() {
            return switch (extent) {
                case AGENT -> "agent";
                case WORKFLOW -> "workflow";
                case STEP -> "step";
                case PLAN -> "plan";
            };
        }

        /** How much of an agent's work it is. */
        public enum Extent {
            /** One agent, prompt to answer. */
            AGENT,
            /** Several agents or steps with a common purpose. */
            WORKFLOW,
            /** A part of an agent's or a workflow's run. */
            STEP,
            /** The part in which an agent plans. */
            PLAN
        }
    }

    /**
     * One call of a model.
     *
     * @param provider such as {@code openai}
     * @param requestModel the model asked for
     * @param responseModel the model that answered
     * @param finishReasons why it stopped, in OpenTelemetry's words
     * @param timeToFirstTokenNanos for streamed answers
     */
    record ModelCall(
            @Nullable String provider,
            @Nullable String requestModel,
            @Nullable String responseModel,
            List<Message> input,
            List<Message> output,
            List<ToolDefinition> tools,
            List<String> finishReasons,
            @Nullable Long timeToFirstTokenNanos,
            RequestParameters request,
            ResponseDetails response)
            implements Operation {
        public ModelCall {
            input = List.copyOf(input);
            output = List.copyOf(output);
            tools = List.copyOf(tools);
            finishReasons = List.copyOf(finishReasons);
        }

        /** A call of which neither the parameters nor the details of the answer are known. */
        public ModelCall(
                @Nullable String provider,
                @Nullable String requestModel,
                @Nullable String responseModel,
                List<Message> input,
                List<Message> output,
                List<ToolDefinition> tools,
                List<String> finishReasons,
                @Nullable Long timeToFirstTokenNanos) {
            this(
                    provider,
                    requestModel,
                    responseModel,
                    input,
                    output,
                    tools,
                    finishReasons,
                    timeToFirstTokenNanos,
                    RequestParameters.NONE,
                    ResponseDetails.NONE);
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
     * @param callId the id that joins it to the model's request
     * @param server the MCP server's name or address
     * @param arguments JSON text or whatever was sent
     * @param result JSON text or whatever was sent
     * @param type {@code function}, {@code extension}, {@code datastore}, or what was sent
     * @param description what the tool is for
     * @param mcp the request of the Model Context Protocol that carries it
     */
    record ToolCall(
            String tool,
            @Nullable String callId,
            @Nullable String server,
            @Nullable String arguments,
            @Nullable String result,
            @Nullable String type,
            @Nullable String description,
            @Nullable McpExchange mcp)
            implements Operation {
        /** A call of a tool of which no more is known than its name. */
        public ToolCall(
                String tool,
                @Nullable String callId,
                @Nullable String server,
                @Nullable String arguments,
                @Nullable String result) {
            this(tool, callId, server, arguments, result, null, null, null);
        }

        /** Whether it is told by the request of the Model Context Protocol that carries it. */
        public boolean isByMcp() {
            return mcp != null && mcp.callsTool();
        }

        @Override
        public String kind() {
            return "tool";
        }
    }

    /**
     * A look-up in a data source, or a new ranking of what one found.
     *
     * @param source the data source, or the model that ranks
     * @param query what was looked for
     * @param topK how many documents were asked for
     * @param mcp the request of the Model Context Protocol that carries it
     */
    record Retrieval(
            @Nullable String source,
            @Nullable String query,
            List<Document> documents,
            @Nullable Long topK,
            @Nullable McpExchange mcp)
            implements Operation {
        public Retrieval {
            documents = List.copyOf(documents);
        }

        /** A look-up that says only what it found. */
        public Retrieval(@Nullable String source, @Nullable String query, List<Document> documents) {
            this(source, query, documents, null, null);
        }

        @Override
        public String kind() {
            return "retrieval";
        }
    }

    /** Texts to vectors of so many dimensions. */
    record Embedding(
            @Nullable String provider,
            @Nullable String model,
            List<String> texts,
            @Nullable Long dimensions) implements Operation {
        public Embedding {
            texts = List.copyOf(texts);
        }

        /** An embedding without its content. */
        public Embedding(@Nullable String provider, @Nullable String model) {
            this(provider, model, List.of(), null);
        }

        @Override
        public String kind() {
            return "embedding";
        }
    }

    /**
     * Something done with an agent's memory.
     *
     * @param action as OpenTelemetry names it: {@code search_memory}, {@code update_memory}, …
     * @param store the store's id
     * @param query what was looked for
     * @param records what was found or is to be kept
     */
    record Memory(
            String action, @Nullable String store, @Nullable String query, List<Document> records)
            implements Operation {
        public Memory {
            records = List.copyOf(records);
        }

        @Override
        public String kind() {
            return "memory";
        }
    }

    /** A request to an MCP server other than to run a tool or to read a resource, such as {@code tools/list}. */
    record McpRequest(McpExchange mcp) implements Operation {
        @Override
        public String kind() {
            return "mcp";
        }
    }

    /**
     * Somebody told an agent what to do.
     *
     * @param input the prompt as a message of the user; empty when it is not told
     * @param length how many characters it has
     * @param command the command that it was typed as
     */
    record UserPrompt(
            List<Message> input,
            @Nullable Long length,
            @Nullable String command) implements Operation {
        public UserPrompt {
            input = List.copyOf(input);
        }

        @Override
        public String kind() {
            return "prompt";
        }
    }

    /** One agent hands over to another. */
    record Handoff(@Nullable String from, @Nullable String to) implements Operation {
        @Override
        public String kind() {
            return "handoff";
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
