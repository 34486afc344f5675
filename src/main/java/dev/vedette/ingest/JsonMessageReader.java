package dev.vedette.ingest;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import dev.vedette.ingest.RefusedException.Reason;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Reads one OTLP/JSON message by its protobuf description. Follows the OTLP specification's JSON mapping and is lenient
 * where senders are known to stray: snake_case names, enum names, numbers as numbers, texts or pairs of 32 bits, null
 * for an empty value. A field that comes twice is refused: readers that disagree on which one counts are how things
 * are smuggled. Not thread-safe.
 */
final class JsonMessageReader {
    private static final Map<Descriptor, Map<String, FieldDescriptor>> FIELDS = new ConcurrentHashMap<>();

    private final JsonParser parser;
    private final OtlpLimits limits;
    private int elements;

    JsonMessageReader(JsonParser parser, OtlpLimits limits) {
        this.parser = parser;
        this.limits = limits;
    }

    /** Reads the whole document. */
    Message read(Message.Builder root) throws IOException, RefusedException {
        if (parser.nextToken() != JsonToken.START_OBJECT) {
            throw new RefusedException(Reason.MALFORMED, "the body is not a JSON object");
        }
        readFields(root, 0);
        if (parser.nextToken() != null) {
            throw new RefusedException(Reason.MALFORMED, "there is more after the JSON object");
        }
        return root.build();
    }

    private void readFields(Message.Builder into, int depth) throws IOException, RefusedException {
        count();
        if (depth > limits.messageDepth()) {
            throw OtlpWire.tooDeep(limits);
        }
        Map<String, FieldDescriptor> fields = fieldsOf(into.getDescriptorForType());
        long seen = 0;
        for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
            FieldDescriptor field = fields.get(name);
            parser.nextToken();
            if (field == null) {
                skip(name, depth);
            } else {
                long bit = 1L << field.getIndex();
                if ((seen & bit) != 0) {
                    throw malformed(field, "comes twice in one object");
                }
                seen |= bit;
                readField(into, field, depth);
            }
        }
        if (parser.currentToken() != JsonToken.END_OBJECT) {
            throw new RefusedException(Reason.MALFORMED, "the JSON ends too early");
        }
    }

    private void skip(String name, int depth) throws IOException, RefusedException {
        if (depth == 0
                && (name.equals("resourceSpans") || name.equals("resourceLogs") || name.equals("resourceMetrics"))) {
            throw new RefusedException(
                    Reason.MALFORMED,
                    "the body holds " + name + ", which belong to another path: /v1/traces takes resourceSpans,"
                            + " /v1/logs resourceLogs, /v1/metrics resourceMetrics");
        }
        parser.skipChildren();
    }

    private void readField(Message.Builder into, FieldDescriptor field, int depth)
            throws IOException, RefusedException {
        if (parser.currentToken() == JsonToken.VALUE_NULL) {
            return;
        }
        if (!field.isRepeated()) {
            into.setField(field, readValue(into, field, depth));
            return;
        }
        if (parser.currentToken() != JsonToken.START_ARRAY) {
            throw malformed(field, "must be a list");
        }
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            if (parser.currentToken() == null) {
                throw malformed(field, "ends too early");
            }
            into.addRepeatedField(field, readValue(into, field, depth));
        }
    }

    private Object readValue(Message.Builder into, FieldDescriptor field, int depth)
            throws IOException, RefusedException {
        if (field.getJavaType() == FieldDescriptor.JavaType.MESSAGE) {
            Message.Builder message = into.newBuilderForField(field);
            if (parser.currentToken() == JsonToken.START_OBJECT) {
                readFields(message, depth + 1);
            } else if (parser.currentToken() != JsonToken.VALUE_NULL) {
                throw malformed(field, "must be an object");
            }
            return message.build();
        }
        count();
        return new JsonScalar(parser, field).read();
    }

    private void count() throws RefusedException {
        elements++;
        if (elements > limits.elements()) {
            throw OtlpWire.tooManyElements(limits);
        }
    }

    static RefusedException malformed(FieldDescriptor field, String problem) {
        return new RefusedException(Reason.MALFORMED, "the JSON field " + field.getJsonName() + " " + problem);
    }

    private static Map<String, FieldDescriptor> fieldsOf(Descriptor descriptor) {
        Map<String, FieldDescriptor> known = FIELDS.get(descriptor);
        if (known != null) {
            return known;
        }
        Map<String, FieldDescriptor> fields = new HashMap<>();
        for (FieldDescriptor field : descriptor.getFields()) {
            fields.put(field.getJsonName(), field);
            fields.put(field.getName(), field);
        }
        FIELDS.put(descriptor, fields);
        return fields;
    }
}
