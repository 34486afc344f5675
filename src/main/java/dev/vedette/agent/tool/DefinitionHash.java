package dev.vedette.agent.tool;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vedette.agent.identity.Sha256;
import java.util.Set;
import java.util.TreeSet;

/**
 * The fingerprint of a tool's definition: everything that a model is told or a policy relies on. It changes when any of
 * it does, and not when a schema is merely written with its members in another order. What the tool does and what its
 * checks look at is code and no part of it.
 */
public final class DefinitionHash {
    private DefinitionHash() {}

    /** The fingerprint: 64 lower-case hexadecimal digits. */
    public static String of(ToolDefinition tool) {
        ObjectNode definition = JsonNodeFactory.instance.objectNode();
        definition.put("name", tool.name());
        definition.put("description", tool.description());
        definition.set("parameters", ParameterSchema.read(tool.parameters()));
        definition.put("strict", tool.strict());
        definition.put("effect", tool.effect().name());
        add(definition, "requiredRoles", tool.requiredRoles());
        add(definition, "labels", tool.labels());
        definition.put("timeLimit", tool.timeLimit().toString());
        definition.put("checks", tool.checks().size());
        definition.put("server", tool.server());
        return Sha256.of(definition);
    }

    private static void add(ObjectNode definition, String name, Set<String> values) {
        new TreeSet<>(values).forEach(definition.putArray(name)::add);
    }
}
