package dev.vedette.ingest;

/**
 * Attribute and event names of the OpenTelemetry GenAI and MCP conventions, as of semantic conventions 1.41.1 and the
 * GenAI repository's 0.1.0. The deprecated names that senders still write are here too and are said to be so.
 */
final class GenAi {
    static final String PREFIX = "gen_ai.";

    static final String OPERATION = "gen_ai.operation.name";
    static final String PROVIDER = "gen_ai.provider.name";
    static final String CONVERSATION_ID = "gen_ai.conversation.id";
    static final String DATA_SOURCE_ID = "gen_ai.data_source.id";

    static final String AGENT_NAME = "gen_ai.agent.name";
    static final String AGENT_ID = "gen_ai.agent.id";
    static final String AGENT_VERSION = "gen_ai.agent.version";
    static final String AGENT_DESCRIPTION = "gen_ai.agent.description";
    static final String WORKFLOW_NAME = "gen_ai.workflow.name";

    static final String REQUEST_MODEL = "gen_ai.request.model";
    static final String RESPONSE_MODEL = "gen_ai.response.model";
    static final String FINISH_REASONS = "gen_ai.response.finish_reasons";
    static final String TIME_TO_FIRST_CHUNK = "gen_ai.response.time_to_first_chunk";
    static final String RESPONSE_ID = "gen_ai.response.id";

    static final String TEMPERATURE = "gen_ai.request.temperature";
    static final String TOP_P = "gen_ai.request.top_p";
    static final String TOP_K = "gen_ai.request.top_k";
    static final String MAX_TOKENS = "gen_ai.request.max_tokens";
    static final String STOP_SEQUENCES = "gen_ai.request.stop_sequences";
    static final String SEED = "gen_ai.request.seed";
    static final String CHOICE_COUNT = "gen_ai.request.choice.count";
    static final String FREQUENCY_PENALTY = "gen_ai.request.frequency_penalty";
    static final String PRESENCE_PENALTY = "gen_ai.request.presence_penalty";
    static final String REASONING_LEVEL = "gen_ai.request.reasoning.level";
    static final String OUTPUT_TYPE = "gen_ai.output.type";
    static final String STREAM = "gen_ai.request.stream";
    static final String PREVIOUS_RESPONSE_ID = "gen_ai.request.previous_response.id";

    static final String EVALUATION_EVENT = "gen_ai.evaluation.result";
    static final String EVALUATION_NAME = "gen_ai.evaluation.name";
    static final String EVALUATION_SCORE = "gen_ai.evaluation.score.value";
    static final String EVALUATION_LABEL = "gen_ai.evaluation.score.label";
    static final String EVALUATION_EXPLANATION = "gen_ai.evaluation.explanation";

    /** Proposed and not merged, as are the other names of guardrails. */
    static final String GUARDRAIL_VERDICT = "gen_ai.guardrail.verdict.type";

    static final String GUARDRAIL_REASON = "gen_ai.guardrail.verdict.reason";
    static final String GUARDRAIL_TARGET = "gen_ai.guardrail.target.id";

    static final String INPUT_MESSAGES = "gen_ai.input.messages";
    static final String OUTPUT_MESSAGES = "gen_ai.output.messages";
    static final String SYSTEM_INSTRUCTIONS = "gen_ai.system_instructions";
    static final String TOOL_DEFINITIONS = "gen_ai.tool.definitions";

    static final String TOOL_NAME = "gen_ai.tool.name";
    static final String TOOL_CALL_ID = "gen_ai.tool.call.id";
    static final String TOOL_ARGUMENTS = "gen_ai.tool.call.arguments";
    static final String TOOL_RESULT = "gen_ai.tool.call.result";
    static final String TOOL_TYPE = "gen_ai.tool.type";
    static final String TOOL_DESCRIPTION = "gen_ai.tool.description";

    static final String RETRIEVAL_QUERY = "gen_ai.retrieval.query.text";
    static final String RETRIEVAL_DOCUMENTS = "gen_ai.retrieval.documents";
    static final String RETRIEVAL_TOP_K = "gen_ai.retrieval.top_k";
    static final String EMBEDDING_DIMENSIONS = "gen_ai.embeddings.dimension.count";
    static final String MEMORY_STORE_ID = "gen_ai.memory.store.id";
    static final String MEMORY_QUERY = "gen_ai.memory.query.text";
    static final String MEMORY_RECORDS = "gen_ai.memory.records";

    static final String INPUT_TOKENS = "gen_ai.usage.input_tokens";
    static final String OUTPUT_TOKENS = "gen_ai.usage.output_tokens";
    static final String CACHE_READ_TOKENS = "gen_ai.usage.cache_read.input_tokens";
    static final String CACHE_WRITE_TOKENS = "gen_ai.usage.cache_write.input_tokens";
    static final String REASONING_TOKENS = "gen_ai.usage.reasoning.output_tokens";
    static final String AUDIO_INPUT_TOKENS = "gen_ai.usage.audio.input_tokens";
    static final String AUDIO_OUTPUT_TOKENS = "gen_ai.usage.audio.output_tokens";

    static final String MCP_METHOD = "mcp.method.name";
    static final String MCP_SESSION_ID = "mcp.session.id";
    static final String MCP_RESOURCE_URI = "mcp.resource.uri";
    static final String MCP_RESOURCE_READ = "resources/read";
    static final String SERVER_ADDRESS = "server.address";
    static final String SERVER_PORT = "server.port";
    static final String ERROR_TYPE = "error.type";

    static final String EVENT_NAME = "event.name";
    static final String OPERATION_DETAILS_EVENT = "gen_ai.client.inference.operation.details";
    static final String EXCEPTION_EVENT = "exception";

    /** Deprecated since 1.37 in favour of {@link #PROVIDER}. */
    static final String SYSTEM = "gen_ai.system";

    /** Deprecated since 1.27 in favour of {@link #INPUT_TOKENS}. */
    static final String PROMPT_TOKENS = "gen_ai.usage.prompt_tokens";

    /** Deprecated since 1.27 in favour of {@link #OUTPUT_TOKENS}. */
    static final String COMPLETION_TOKENS = "gen_ai.usage.completion_tokens";

    /** Deprecated by the GenAI repository in favour of {@link #CACHE_WRITE_TOKENS}. */
    static final String CACHE_CREATION_TOKENS = "gen_ai.usage.cache_creation.input_tokens";

    /** Deprecated since 1.28 in favour of {@link #INPUT_MESSAGES}. */
    static final String PROMPT = "gen_ai.prompt";

    /** Deprecated since 1.28 in favour of {@link #OUTPUT_MESSAGES}. */
    static final String COMPLETION = "gen_ai.completion";

    /** The singular that some senders write for {@link #FINISH_REASONS}. */
    static final String FINISH_REASON = "gen_ai.response.finish_reason";

    /** The payload of a deprecated message event as JSON text, as Semantic Kernel writes it. */
    static final String EVENT_CONTENT = "gen_ai.event.content";

    /** Deprecated since 1.37, as are the other events of single messages. */
    static final String SYSTEM_MESSAGE_EVENT = "gen_ai.system.message";

    /** Semantic Kernel's own, for a role that the conventions have no event for. */
    static final String DEVELOPER_MESSAGE_EVENT = "gen_ai.tool.developer";

    static final String USER_MESSAGE_EVENT = "gen_ai.user.message";
    static final String ASSISTANT_MESSAGE_EVENT = "gen_ai.assistant.message";
    static final String TOOL_MESSAGE_EVENT = "gen_ai.tool.message";
    static final String CHOICE_EVENT = "gen_ai.choice";

    /** Deprecated since 1.28; carries {@link #PROMPT}. */
    static final String CONTENT_PROMPT_EVENT = "gen_ai.content.prompt";

    /** Deprecated since 1.28; carries {@link #COMPLETION}. */
    static final String CONTENT_COMPLETION_EVENT = "gen_ai.content.completion";

    private GenAi() {}
}
