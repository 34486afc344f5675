package dev.vedette.agent.tool;

import dev.vedette.agent.identity.Principal;
import java.net.URI;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a tool may know of the run that calls it. Immutable.
 *
 * @param callId the model's id of the call
 * @param deadline when the call is interrupted
 * @param propagation the W3C headers ({@code traceparent}, …) to send along to services
 * @param egressProxy the HTTP proxy that all traffic to the outside must take, or null where none runs
 */
public record ToolContext(
        Principal principal,
        String callId,
        Instant deadline,
        Map<String, String> propagation,
        @Nullable URI egressProxy) {
    public ToolContext {
        propagation = Map.copyOf(propagation);
    }
}
