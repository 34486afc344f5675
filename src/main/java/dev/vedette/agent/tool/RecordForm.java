package dev.vedette.agent.tool;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;

/**
 * A record as JSON: the schema that it is asked for by, and the way back from a text. Immutable and thread-safe.
 *
 * @param <R> the record
 */
public final class RecordForm<R extends Record> {
    private final String text;
    private final ArgumentSchema schema;
    private final RecordBody<R> body;

    private RecordForm(String text, RecordBody<R> body) {
        this.text = text;
        this.schema = ArgumentSchema.of(text);
        this.body = body;
    }

    /**
     * The form of this record.
     *
     * @throws IllegalArgumentException if it has components that cannot be written so, or none that providers hold to
     */
    public static <R extends Record> RecordForm<R> of(Class<R> type) {
        RecordSchema schema = RecordSchema.of(type);
        if (!schema.strict()) {
            throw new IllegalArgumentException(type.getSimpleName() + " has a map, which providers cannot be held to");
        }
        return new RecordForm<>(schema.text(), new RecordBody<>(type, (record, context) -> record));
    }

    /** A JSON Schema (2020-12) in the form that providers call strict. */
    public String schema() {
        return text;
    }

    /** The record that a text is, or empty if it is none. */
    public Optional<R> read(String json) {
        if (!(ArgumentReader.read(json) instanceof ArgumentReader.Read read)) {
            return Optional.empty();
        }
        ObjectNode arguments = read.arguments();
        if (schema.check(arguments).isPresent()) {
            return Optional.empty();
        }
        try {
            return Optional.of(body.bound(arguments));
        } catch (IllegalArgumentException unbound) {
            return Optional.empty();
        }
    }
}
