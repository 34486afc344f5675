package dev.vedette.agent.instrumentation;

import dev.vedette.agent.identity.Principal;
import dev.vedette.agent.model.ChatModel;
import dev.vedette.agent.model.ModelRequest;
import dev.vedette.agent.model.ModelTool;
import dev.vedette.agent.model.TokenCount;
import dev.vedette.agent.model.ToolRequest;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.AttributesBuilder;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.context.Context;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The span of a run, {@code invoke_agent}, and the parent of all that happens in it. Thread-safe. */
public final class RunSpan extends GuardedSpan {
    private final Principal principal;
    private final String policyHash;
    private final MessagesJson messages;

    RunSpan(
            Instrumentation instrumentation,
            Span span,
            Context parent,
            Principal principal,
            String policyHash,
            MessagesJson messages) {
        super(instrumentation, span, parent, policyHash);
        this.principal = principal;
        this.policyHash = policyHash;
        this.messages = messages;
    }

    /** What the run is given: instructions, the tools that the policy lets through, and the caller's words. */
    public void given(String instructions, List<ModelTool> tools, String input) {
        span.setAttribute(Names.INPUT_FINGERPRINT, instrumentation.fingerprint(input));
        span.setAttribute(Names.INPUT_SIZE, (long) input.length());
        span.setAttribute(Names.TOOL_DEFINITIONS, MessagesJson.definitions(tools));
        if (instrumentation.capture().onSpans()) {
            span.setAttribute(Names.INPUT_MESSAGES, messages.single("user", input));
            if (!instructions.isEmpty()) {
                span.setAttribute(Names.SYSTEM_INSTRUCTIONS, messages.instructions(instructions));
            }
        }
    }

    /** A model is asked. */
    public ModelSpan startModel(ChatModel model, ModelRequest request) {
        SpanBuilder builder = instrumentation
                .started(principal, "chat", model.name(), context())
                .setSpanKind(SpanKind.CLIENT)
                .setAttribute(Names.PROVIDER, model.provider())
                .setAttribute(Names.REQUEST_MODEL, model.name());
        ChatModel.Endpoint endpoint = model.endpoint();
        if (endpoint != null) {
            builder.setAttribute(Names.SERVER_ADDRESS, endpoint.host())
                    .setAttribute(Names.SERVER_PORT, (long) endpoint.port());
        }
        ModelSpan started = new ModelSpan(instrumentation, builder.startSpan(), context(), policyHash, model, messages);
        started.asked(request);
        return started;
    }

    /**
     * The answer of a weaker model is taken, because a stronger one gave none.
     *
     * @param model which answered
     * @param errorType why the stronger one did not
     */
    public void fellBack(String model, String errorType) {
        span.addEvent("vedette.model.fallback", Attributes.of(Names.REQUEST_MODEL, model, Names.ERROR_TYPE, errorType));
    }

    /**
     * A tool is called, or asked for in vain.
     *
     * @param description of the tool, or null if there is none of that name
     */
    public ToolSpan startTool(ToolRequest request, @Nullable String description) {
        String name = ToolSpan.shown(instrumentation, request.name());
        SpanBuilder builder = instrumentation
                .started(principal, "execute_tool", name, context())
                .setAttribute(Names.TOOL_NAME, name)
                .setAttribute(Names.TOOL_TYPE, "function")
                .setAttribute(Names.TOOL_CALL_ID, ToolSpan.shown(instrumentation, request.id()));
        if (description != null) {
            builder.setAttribute(Names.TOOL_DESCRIPTION, description);
        }
        String dimension = ToolSpan.dimension(name, description != null);
        return new ToolSpan(instrumentation, builder.startSpan(), context(), policyHash, principal, dimension);
    }

    /**
     * The run is over.
     *
     * @param outcome in a word, such as {@code completed}
     * @param errorType null if it went well
     * @param output what the caller is told
     * @param tokens of all model calls of the run
     */
    public void end(
            String outcome,
            @Nullable String errorType,
            String output,
            TokenCount tokens,
            long modelCalls,
            long toolCalls) {
        span.setAttribute(Names.OUTCOME, outcome);
        span.setAttribute(Names.OUTPUT_SIZE, (long) output.length());
        if (tokens.told()) {
            span.setAttribute(Names.INPUT_TOKENS, tokens.input());
            span.setAttribute(Names.OUTPUT_TOKENS, tokens.output());
        }
        if (instrumentation.capture().onSpans() && !output.isEmpty()) {
            span.setAttribute(Names.OUTPUT_MESSAGES, messages.single("assistant", output));
        }
        AttributesBuilder dimensions = Attributes.builder().put(Names.AGENT_NAME, principal.agent());
        if (errorType != null) {
            dimensions.put(Names.ERROR_TYPE, errorType);
        }
        long took = finish(errorType);
        instrumentation.meters().run(took, modelCalls, toolCalls, dimensions.build());
    }
}
