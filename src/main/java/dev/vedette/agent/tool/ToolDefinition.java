package dev.vedette.agent.tool;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a tool before it is called. Immutable.
 *
 * @param name as the model calls it: letters, digits, {@code _} and {@code -}, 1 to 64 of them
 * @param description what it does, for the model
 * @param parameters a JSON Schema (2020-12) of the arguments, an object that refuses unknown properties, as JSON text
 * @param strict whether a provider may hold the model to the schema
 * @param requiredRoles all of which the caller must have
 * @param labels what policies should know: {@code source.untrusted} for a tool whose answers strangers write,
 *     {@code source.private} for one that reads what is not public, {@code sink.external} for one that sends data out
 * @param timeLimit after which a call is interrupted
 * @param checks of the arguments' meaning, after the schema, in order
 * @param server the MCP server or other service that it lives on, or null for this process
 */
public record ToolDefinition(
        String name,
        String description,
        String parameters,
        boolean strict,
        Effect effect,
        Set<String> requiredRoles,
        Set<String> labels,
        Duration timeLimit,
        List<ArgumentCheck> checks,
        @Nullable String server) {
    /** Strangers write what this tool answers. */
    public static final String UNTRUSTED = "source.untrusted";
    /** The tool reads what is not public. */
    public static final String PRIVATE = "source.private";
    /** The tool sends data to the outside. */
    public static final String SINK = "sink.external";

    public ToolDefinition {
        requiredRoles = Set.copyOf(requiredRoles);
        labels = Set.copyOf(labels);
        checks = List.copyOf(checks);
    }
}
