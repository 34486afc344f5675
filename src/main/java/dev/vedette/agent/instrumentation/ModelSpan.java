package dev.vedette.agent.instrumentation;

import dev.vedette.agent.model.ChatModel;
import dev.vedette.agent.model.ModelReply;
import dev.vedette.agent.model.ModelRequest;
import dev.vedette.agent.model.ModelSettings;
import dev.vedette.agent.model.TokenCount;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.AttributesBuilder;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.context.Context;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The span of one attempt to get an answer from a model, {@code chat}. Ended once. */
public final class ModelSpan extends GuardedSpan {
    private static final double NANOS = 1e9;
    private static final String DETAILS_EVENT = "gen_ai.client.inference.operation.details";

    private final ChatModel model;
    private final MessagesJson messages;
    private final AttributesBuilder content = Attributes.builder();

    ModelSpan(
            Instrumentation instrumentation,
            Span span,
            Context parent,
            String policyHash,
            ChatModel model,
            MessagesJson messages) {
        super(instrumentation, span, parent, policyHash);
        this.model = model;
        this.messages = messages;
    }

    void asked(ModelRequest request) {
        ModelSettings settings = request.settings();
        span.setAttribute(Names.REQUEST_STREAM, request.streamed());
        span.setAttribute(Names.OUTPUT_TYPE, request.answerSchema() == null ? "text" : "json");
        put(Names.REQUEST_TEMPERATURE, settings.temperature());
        put(Names.REQUEST_TOP_P, settings.topP());
        put(Names.REQUEST_SEED, settings.seed());
        Integer maximum = settings.maximumOutputTokens();
        put(Names.REQUEST_MAX_TOKENS, maximum == null ? null : Long.valueOf(maximum));
        if (instrumentation.capture().any() && span.isRecording()) {
            content(Names.INPUT_MESSAGES, messages.input(request.messages()));
            if (!request.instructions().isEmpty()) {
                content(Names.SYSTEM_INSTRUCTIONS, messages.instructions(request.instructions()));
            }
            if (!request.tools().isEmpty()) {
                content(Names.TOOL_DEFINITIONS, MessagesJson.definitions(request.tools()));
            }
        }
    }

    /** The model has answered. */
    public void end(ModelReply reply) {
        span.setAttribute(Names.FINISH_REASONS, List.of(reply.finishReason()));
        put(Names.RESPONSE_MODEL, reply.responseModel());
        put(Names.RESPONSE_ID, reply.responseId());
        if (instrumentation.capture().any() && span.isRecording()) {
            content(Names.OUTPUT_MESSAGES, messages.output(reply));
        }
        Attributes dimensions = dimensions(null);
        Duration first = reply.timeToFirstPiece();
        if (first != null) {
            span.setAttribute(Names.TIME_TO_FIRST_CHUNK, first.toNanos() / NANOS);
            instrumentation.meters().firstChunk(first.toNanos(), dimensions);
        }
        tokens(reply.tokens(), dimensions);
        emitDetails();
        instrumentation.meters().modelCall(finish(null), dimensions);
    }

    /**
     * There is no answer.
     *
     * @param errorType such as {@code rate_limited}
     */
    public void fail(String errorType) {
        emitDetails();
        instrumentation.meters().modelCall(finish(errorType), dimensions(errorType));
    }

    private void tokens(TokenCount tokens, Attributes dimensions) {
        if (!tokens.told()) {
            return;
        }
        span.setAttribute(Names.INPUT_TOKENS, tokens.input());
        span.setAttribute(Names.OUTPUT_TOKENS, tokens.output());
        span.setAttribute(Names.CACHE_READ_TOKENS, tokens.cacheRead());
        span.setAttribute(Names.REASONING_TOKENS, tokens.reasoning());
        instrumentation.meters().tokens(tokens.input(), dimensions, "input");
        instrumentation.meters().tokens(tokens.output(), dimensions, "output");
    }

    private Attributes dimensions(@Nullable String errorType) {
        AttributesBuilder dimensions = Attributes.builder()
                .put(Names.OPERATION, "chat")
                .put(Names.PROVIDER, model.provider())
                .put(Names.REQUEST_MODEL, model.name());
        if (errorType != null) {
            dimensions.put(Names.ERROR_TYPE, errorType);
        }
        return dimensions.build();
    }

    private void content(AttributeKey<String> key, String json) {
        content.put(key, json);
        if (instrumentation.capture().onSpans()) {
            span.setAttribute(key, json);
        }
    }

    private void emitDetails() {
        if (instrumentation.capture().onEvents()) {
            instrumentation
                    .logger()
                    .logRecordBuilder()
                    .setContext(context())
                    .setEventName(DETAILS_EVENT)
                    .setAllAttributes(content.put(Names.OPERATION, "chat")
                            .put(Names.REQUEST_MODEL, model.name())
                            .build())
                    .emit();
        }
    }

    private <T> void put(AttributeKey<T> key, @Nullable T value) {
        if (value != null) {
            span.setAttribute(key, value);
        }
    }
}
