package dev.vedette.agent.instrumentation;

import com.fasterxml.jackson.databind.JsonNode;
import dev.vedette.agent.identity.Principal;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.AttributesBuilder;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.context.Context;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The span of one call of a tool, {@code execute_tool}. Ended once. */
public final class ToolSpan extends GuardedSpan {
    /** What a call that the policy stopped ends with. */
    public static final String DENIED = "policy_denied";

    private static final int LONGEST_LABEL = 64;
    private static final String OTHER = "_OTHER";

    private final Principal principal;
    private final String dimension;

    ToolSpan(
            Instrumentation instrumentation,
            Span span,
            Context parent,
            String policyHash,
            Principal principal,
            String dimension) {
        super(instrumentation, span, parent, policyHash);
        this.principal = principal;
        this.dimension = dimension;
    }

    /** The tool's name in metrics, which must not grow with what a model makes up. */
    static String dimension(String name, boolean declared) {
        return declared ? name : OTHER;
    }

    /** A model can ask for a tool under any name and id at all, so both are content. */
    static String shown(Instrumentation instrumentation, String name) {
        String masked = instrumentation.mask(name);
        return masked.length() <= LONGEST_LABEL ? masked : masked.substring(0, LONGEST_LABEL);
    }

    /** The call is about to be made: what it may tell of its arguments. Not called for a call that is stopped. */
    public void called(JsonNode arguments, String canonical) {
        span.setAttribute(Names.ARGUMENTS_FINGERPRINT, instrumentation.fingerprint(canonical));
        span.setAttribute(Names.ARGUMENTS_SIZE, (long) canonical.length());
        List<String> destinations =
                Destinations.of(arguments).stream().map(instrumentation::mask).toList();
        if (!destinations.isEmpty()) {
            span.setAttribute(Names.DESTINATIONS, destinations);
        }
        if (instrumentation.capture().onSpans()) {
            span.setAttribute(Names.TOOL_ARGUMENTS, instrumentation.mask(canonical));
        }
    }

    /**
     * The tool has answered, or failed.
     *
     * @param result what it answered, or null if nothing
     * @param errorType null if it went well
     */
    public void end(@Nullable String result, @Nullable String errorType) {
        if (result != null) {
            span.setAttribute(Names.RESULT_SIZE, (long) result.length());
            if (instrumentation.capture().onSpans()) {
                span.setAttribute(Names.TOOL_RESULT, instrumentation.mask(result));
            }
        }
        AttributesBuilder dimensions =
                Attributes.builder().put(Names.TOOL_NAME, dimension).put(Names.AGENT_NAME, principal.agent());
        if (errorType != null) {
            dimensions.put(Names.ERROR_TYPE, errorType);
        }
        instrumentation.meters().toolCall(finish(errorType), dimensions.build());
    }
}
