package dev.vedette.telemetry;

/**
 * A tool that was declared to a model. Immutable.
 *
 * @param name the tool's name, never empty
 * @param description may be empty
 * @param definition the whole definition as JSON text, may be empty
 */
public record ToolDefinition(String name, String description, String definition) {}
