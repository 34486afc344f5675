package dev.vedette.agent.tool;

/**
 * A tool: what is known of it, and what it does. Immutable.
 */
public record Tool(ToolDefinition definition, ToolBody body) {
    /** The tool's name. */
    public String name() {
        return definition.name();
    }
}
