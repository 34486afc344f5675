package dev.vedette.agent.tool;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a tool before it is called. Immutable, and valid from its birth on.
 *
 * @param name as the model calls it: letters, digits, {@code _} and {@code -}, 1 to 64 of them
 * @param description what it does, for the model; not blank, and no more than {@value #LONGEST_DESCRIPTION} characters
 * @param parameters a JSON Schema (2020-12) of the arguments, an object that refuses unknown properties, as JSON text.
 *     Where a schema does not say that it is an object or what becomes of unknown properties, this is added. One that
 *     is larger than {@value ParameterSchema#LONGEST} characters, points outside of itself or cannot be used is refused
 * @param strict whether a provider may hold the model to the schema
 * @param requiredRoles all of which the caller must have
 * @param labels what policies should know: {@code source.untrusted} for a tool whose answers strangers write,
 *     {@code source.private} for one that reads what is not public, {@code sink.external} for one that sends data out
 * @param timeLimit after which a call is interrupted; positive
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

    static final int LONGEST_DESCRIPTION = 4096;

    /** @throws IllegalArgumentException if it is not valid, with what is wrong */
    public ToolDefinition {
        ToolName.require(name);
        if (description.isBlank() || description.length() > LONGEST_DESCRIPTION) {
            throw new IllegalArgumentException(
                    "the description of a tool has 1 to " + LONGEST_DESCRIPTION + " characters");
        }
        if (timeLimit.isZero() || timeLimit.isNegative()) {
            throw new IllegalArgumentException("the time limit of a tool is positive");
        }
        parameters = ParameterSchema.complete(parameters);
        requiredRoles = Set.copyOf(requiredRoles);
        labels = Set.copyOf(labels);
        checks = List.copyOf(checks);
    }

    ToolDefinition with(Effect changed) {
        return new ToolDefinition(
                name, description, parameters, strict, changed, requiredRoles, labels, timeLimit, checks, server);
    }

    ToolDefinition withRequiredRoles(Set<String> changed) {
        return new ToolDefinition(
                name, description, parameters, strict, effect, changed, labels, timeLimit, checks, server);
    }

    ToolDefinition withLabels(Set<String> changed) {
        return new ToolDefinition(
                name, description, parameters, strict, effect, requiredRoles, changed, timeLimit, checks, server);
    }

    ToolDefinition withTimeLimit(Duration changed) {
        return new ToolDefinition(
                name, description, parameters, strict, effect, requiredRoles, labels, changed, checks, server);
    }

    ToolDefinition withChecks(List<ArgumentCheck> changed) {
        return new ToolDefinition(
                name, description, parameters, strict, effect, requiredRoles, labels, timeLimit, changed, server);
    }

    ToolDefinition withStrict(boolean changed) {
        return new ToolDefinition(
                name, description, parameters, changed, effect, requiredRoles, labels, timeLimit, checks, server);
    }

    ToolDefinition withServer(String changed) {
        return new ToolDefinition(
                name, description, parameters, strict, effect, requiredRoles, labels, timeLimit, checks, changed);
    }
}
