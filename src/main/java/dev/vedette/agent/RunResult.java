package dev.vedette.agent;

import dev.vedette.agent.model.TokenCount;
import dev.vedette.agent.tool.RecordForm;

/**
 * What came of a run. Immutable.
 *
 * @param text what the agent says to the caller, sanitised; empty if it had nothing to say any more
 * @param tokens of all model calls, those of sub-agents included
 * @param modelCalls how many answers models gave
 * @param toolCalls how many tools were really called
 * @param session the conversation
 * @param run this run
 * @param traceId 32 hexadecimal digits, all zero where nothing is traced
 */
public record RunResult(
        Outcome outcome,
        String text,
        TokenCount tokens,
        int modelCalls,
        int toolCalls,
        String session,
        String run,
        String traceId) {
    /** Whether the agent came to an answer. */
    public boolean completed() {
        return outcome instanceof Outcome.Completed;
    }

    /**
     * The answer as a record of the type that the agent answers with.
     *
     * @throws IllegalStateException if there is no such answer, with how the run ended
     */
    public <R extends Record> R as(Class<R> type) {
        return RecordForm.of(type)
                .read(text)
                .orElseThrow(() -> new IllegalStateException(
                        "there is no answer of the type " + type.getSimpleName() + "; the run ended as " + outcome));
    }
}
