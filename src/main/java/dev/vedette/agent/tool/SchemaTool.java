package dev.vedette.agent.tool;

/** A tool that takes JSON of a schema and needs to do something: for tools of other services and of sandboxes. Immutable. */
public final class SchemaTool implements ToolTerms<SchemaTool> {
    private final ToolDefinition definition;

    SchemaTool(ToolDefinition definition) {
        this.definition = definition;
    }

    @Override
    public ToolDefinition definition() {
        return definition;
    }

    @Override
    public SchemaTool with(ToolDefinition changed) {
        return new SchemaTool(changed);
    }

    /** It does this. */
    public Tool doing(ToolBody body) {
        return Tool.bounded(definition, body);
    }
}
