package dev.vedette.detection;

import java.util.List;
import java.util.Locale;

/**
 * One thing that a record may tell and that detectors or people may miss. Normalisation understands most of them in
 * any dialect; {@link #attributes} are their names in the OpenTelemetry GenAI conventions, as rules spell their needs.
 */
public enum Fact {
    TOOL_CALL(Of.RECORD, "gen_ai.tool.name"),
    /** Any text of prompts, answers, tool arguments or results. */
    CONTENT(Of.OPERATION, RuleSummary.CONTENT),
    INPUT(Of.MODEL, "gen_ai.input.messages"),
    OUTPUT(Of.MODEL, "gen_ai.output.messages"),
    TOKENS(Of.MODEL, "gen_ai.usage.input_tokens", "gen_ai.usage.output_tokens"),
    COST(Of.MODEL, "gen_ai.usage.cost"),
    FINISH_REASON(Of.MODEL, "gen_ai.response.finish_reasons"),
    REQUEST_MODEL(Of.MODEL, "gen_ai.request.model"),
    RESPONSE_MODEL(Of.MODEL, "gen_ai.response.model"),
    TOOL_DEFINITIONS(Of.MODEL, "gen_ai.tool.definitions"),
    ARGUMENTS(Of.TOOL, "gen_ai.tool.call.arguments"),
    RESULT(Of.TOOL, "gen_ai.tool.call.result"),
    DOCUMENTS(Of.RETRIEVAL, "gen_ai.retrieval.documents"),
    /** A conversation's id of its own, not just the trace's. */
    SESSION(Of.OPERATION, "gen_ai.conversation.id"),
    USER(Of.OPERATION, "user.id"),
    /** An agent's name other than that of its service. */
    AGENT_NAME(Of.OPERATION, "gen_ai.agent.name"),
    /** Something failed: where nothing ever does, failed calls may not be told. */
    FAILURE(Of.OPERATION, "error.type"),
    /** The sender put a placeholder where content was. */
    PLACEHOLDER(Of.OPERATION),
    /** The record says that only a share of its like is sent. */
    SAMPLED(Of.RECORD),
    /** The sender's clock was so far ahead that it was not believed. */
    CLOCK_AHEAD(Of.RECORD);

    private final Of of;

    @SuppressWarnings("ImmutableEnumChecker") // made by List.of
    private final List<String> attributes;

    Fact(Of of, String... attributes) {
        this.of = of;
        this.attributes = List.of(attributes);
    }

    /** On which records it can be expected. */
    public Of of() {
        return of;
    }

    /** How rules name it; empty for what none can need. */
    public List<String> attributes() {
        return attributes;
    }

    /** A short stable name in lower case. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Its place in a set of bits, which lives in memory only; what is kept is by {@link #label}. */
    @SuppressWarnings("EnumOrdinal")
    long bit() {
        return 1L << ordinal();
    }

    /** Which records a fact can be on. */
    public enum Of {
        RECORD,
        OPERATION,
        MODEL,
        TOOL,
        RETRIEVAL
    }
}
