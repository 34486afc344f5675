package dev.vedette.agent.tool;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.Error;
import com.networknt.schema.OutputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaException;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.dialect.Dialect;
import com.networknt.schema.dialect.Dialects;
import com.networknt.schema.path.NodePath;
import com.networknt.schema.path.PathType;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A JSON Schema (2020-12), ready to look at arguments. It loads nothing from anywhere, matches patterns in linear time
 * and stops after a bounded number of steps, whatever the schema and the arguments are. The formats {@code date},
 * {@code time}, {@code date-time}, {@code uuid} and {@code uri} are held to; others say nothing. Immutable and
 * thread-safe.
 */
public final class ArgumentSchema {
    private static final Dialect DIALECT = Dialect.builder(Dialects.getDraft202012())
            .formats(formats -> {
                formats.clear();
                KnownFormat.ALL.forEach(format -> formats.put(format.getName(), format));
            })
            .build();

    private static final SchemaRegistryConfig CONFIG = SchemaRegistryConfig.builder()
            .failFast(true)
            .formatAssertionsEnabled(true)
            .pathType(PathType.JSON_POINTER)
            .regularExpressionFactory(LinearPattern::of)
            .build();

    private final Schema schema;
    private final Set<String> declared;

    private ArgumentSchema(Schema schema, Set<String> declared) {
        this.schema = schema;
        this.declared = declared;
    }

    /**
     * Makes a schema ready.
     *
     * @param text a JSON Schema that refers to nothing outside of itself
     * @throws IllegalArgumentException if it cannot be used; the message quotes nothing of it
     */
    public static ArgumentSchema of(String text) {
        ObjectNode node = ParameterSchema.read(text);
        node.remove(List.of("$id", "$schema"));
        try {
            Schema schema = registry().getSchema(node);
            schema.initializeValidators();
            return new ArgumentSchema(schema, declared(node));
        } catch (SchemaException | IllegalArgumentException | ClassCastException | StackOverflowError unusable) {
            throw new IllegalArgumentException("the schema of a tool cannot be used: "
                    + unusable.getClass().getSimpleName());
        }
    }

    /** The first thing in which the arguments, as {@link ArgumentReader} reads them, do not meet the schema; or empty. */
    public Optional<Violation> check(ObjectNode arguments) {
        StepBudget budget = new StepBudget();
        try {
            List<Error> errors = schema.validate(budget, arguments, OutputFormat.DEFAULT, (context, unused) -> {
                context.setFailFast(true);
                context.executionConfig(
                        config -> config.formatAssertionsEnabled(true).failFast(true));
            });
            return errors.stream().findFirst().map(error -> new Violation(keyword(error), where(error)));
        } catch (StepBudget.ExceededException exceeded) {
            return Optional.of(new Violation("steps", ""));
        } catch (SchemaException unresolved) {
            return Optional.of(new Violation("schema", ""));
        }
    }

    /** A registry for one schema: one for all would keep every schema that was ever seen. */
    private static SchemaRegistry registry() {
        return SchemaRegistry.withDefaultDialect(
                DIALECT,
                builder -> builder.schemaRegistryConfig(CONFIG)
                        .schemaCacheEnabled(false)
                        .schemaLoader(loader -> loader.allow(iri -> false)));
    }

    private static String keyword(Error error) {
        return error.getKeyword() == null ? "false" : error.getKeyword();
    }

    /** A JSON Pointer. Names that the schema does not declare are the model's words and become {@code *}. */
    private String where(Error error) {
        NodePath path = error.getInstanceLocation();
        StringBuilder pointer = new StringBuilder();
        for (int i = 0; i < path.getNameCount(); i++) {
            boolean known = path.getElement(i) instanceof Integer || declared.contains(path.getName(i));
            pointer.append('/').append(known ? escaped(path.getName(i)) : "*");
        }
        return pointer.toString();
    }

    private static String escaped(String name) {
        return name.replace("~", "~0").replace("/", "~1");
    }

    private static Set<String> declared(ObjectNode schema) {
        Set<String> names = new HashSet<>();
        Deque<JsonNode> open = new ArrayDeque<>();
        open.push(schema);
        while (!open.isEmpty()) {
            JsonNode node = open.pop();
            node.path("properties").fieldNames().forEachRemaining(names::add);
            for (Map.Entry<String, JsonNode> member : node.properties()) {
                open.push(member.getValue());
            }
            if (node.isArray()) {
                node.forEach(open::push);
            }
        }
        return Set.copyOf(names);
    }

    /**
     * What is wrong with arguments.
     *
     * @param keyword of the schema, such as {@code required}; {@code steps} if looking took too many steps
     * @param pointer where in the arguments, a JSON Pointer; names that the schema does not know are {@code *}
     */
    public record Violation(String keyword, String pointer) {}
}
