package dev.vedette.agent.tool;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;

/**
 * Looks at the meaning of arguments that have met their schema: a path, a host, an amount, a statement. Implementations
 * are thread-safe and take bounded time. One that throws has failed, and the call of a consequential tool with it.
 */
@FunctionalInterface
public interface ArgumentCheck {
    /** What speaks against these arguments, or empty. */
    Optional<Objection> check(ObjectNode arguments);

    /**
     * An objection.
     *
     * @param reason a stable code such as {@code host_not_allowed}, for traces and metrics
     * @param detail for the trace: what was wrong, without quoting content; a host or an argument's name may stand in it
     * @param advice for the model, in fixed words that repeat nothing of what it wrote
     */
    record Objection(String reason, String detail, String advice) {}
}
