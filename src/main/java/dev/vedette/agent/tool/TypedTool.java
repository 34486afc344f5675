package dev.vedette.agent.tool;

import org.jspecify.annotations.Nullable;

/**
 * A tool that takes a record and needs to answer. Immutable.
 *
 * @param <A> the arguments
 */
public final class TypedTool<A extends Record> implements ToolTerms<TypedTool<A>> {
    private final ToolDefinition definition;
    private final Class<A> arguments;

    TypedTool(ToolDefinition definition, Class<A> arguments) {
        this.definition = definition;
        this.arguments = arguments;
    }

    @Override
    public ToolDefinition definition() {
        return definition;
    }

    @Override
    public TypedTool<A> with(ToolDefinition changed) {
        return new TypedTool<>(changed, arguments);
    }

    /** It answers this. */
    public Tool answering(Answer<A> answer) {
        return answering((given, context) -> answer.to(given));
    }

    /** It answers this, knowing who asks. */
    public Tool answering(ContextualAnswer<A> answer) {
        return Tool.bounded(definition, new RecordBody<>(arguments, answer));
    }

    /** What a tool answers to its arguments. */
    @FunctionalInterface
    public interface Answer<A> {
        /**
         * The answer. Called on a thread of its own, which is interrupted when the time is over or the run is stopped.
         *
         * @throws Exception if there is none; the model is told that the tool failed, the trace the exception's class
         */
        @Nullable
        Object to(A arguments) throws Exception;
    }

    /** What a tool answers to its arguments and to who asks. */
    @FunctionalInterface
    public interface ContextualAnswer<A> {
        /**
         * The answer. Called on a thread of its own, which is interrupted when the time is over or the run is stopped.
         *
         * @throws Exception if there is none; the model is told that the tool failed, the trace the exception's class
         */
        @Nullable
        Object to(A arguments, ToolContext context) throws Exception;
    }
}
