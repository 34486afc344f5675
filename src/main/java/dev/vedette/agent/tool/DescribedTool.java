package dev.vedette.agent.tool;

import java.time.Duration;
import java.util.List;
import java.util.Set;

/** A tool that has a name and a description and needs arguments. Immutable. */
public final class DescribedTool {
    private static final Duration TIME_LIMIT = Duration.ofSeconds(30);

    private final String name;
    private final String description;

    DescribedTool(String name, String description) {
        this.name = name;
        this.description = description;
    }

    /**
     * Its arguments are the components of this record: texts, numbers, booleans, enums, {@link java.net.URI}, {@link
     * java.util.UUID}, {@link java.time.LocalDate}, {@link java.time.LocalTime}, {@link java.time.OffsetDateTime}, {@link
     * java.time.Instant}, other records, lists and sets of these, {@link java.util.Optional}s of these, and maps of texts
     * to these. A record with a map is not strict, for strict schemas know no maps. Records that hold themselves are
     * refused. {@link Description}, {@link OptionalArgument}, {@link Range} and {@link Length} say more of a component.
     *
     * @throws IllegalArgumentException if a component cannot be an argument, with its name
     */
    public <A extends Record> TypedTool<A> taking(Class<A> arguments) {
        RecordSchema schema = RecordSchema.of(arguments);
        return new TypedTool<>(definition(schema.text(), schema.strict()), arguments);
    }

    /**
     * Its arguments meet this JSON Schema (2020-12). Providers are not asked to hold the model to it, for only they
     * know whether they can.
     *
     * @throws IllegalArgumentException if the schema cannot be used
     */
    public SchemaTool takingSchema(String schema) {
        return new SchemaTool(definition(schema, false));
    }

    /** It needs none. */
    public SchemaTool takingNothing() {
        return new SchemaTool(definition("{}", true));
    }

    private ToolDefinition definition(String schema, boolean strict) {
        return new ToolDefinition(
                name,
                description,
                schema,
                strict,
                Effect.CONSEQUENTIAL,
                Set.of(),
                Set.of(),
                TIME_LIMIT,
                List.of(),
                null);
    }
}
