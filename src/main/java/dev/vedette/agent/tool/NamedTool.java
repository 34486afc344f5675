package dev.vedette.agent.tool;

/** A tool that has a name and needs a description. Immutable. */
public final class NamedTool {
    private final String name;

    NamedTool(String name) {
        ToolName.require(name);
        this.name = name;
    }

    /** What it does, in words for the model; not blank, up to {@value ToolDefinition#LONGEST_DESCRIPTION} characters. */
    public DescribedTool describedAs(String description) {
        return new DescribedTool(name, description);
    }
}
