package dev.vedette.web;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import com.fasterxml.jackson.databind.ser.std.ToStringSerializer;
import dev.vedette.telemetry.Attributes;
import dev.vedette.telemetry.Message;
import dev.vedette.telemetry.Message.Part;
import io.javalin.http.Context;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The JSON of the API: times in ISO 8601, names of constants in lower case, long texts cut. */
final class Json {
    /** A text longer than this is cut; the page must not freeze over one value. */
    static final int LONGEST_TEXT = 200_000;

    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .addModule(serializers())
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    static {
        MAPPER.getFactory()
                .setStreamReadConstraints(StreamReadConstraints.builder()
                        .maxNestingDepth(10)
                        .maxStringLength(10_000)
                        .maxNumberLength(20)
                        .build());
    }

    private Json() {}

    static String text(Object value) {
        try {
            return MAPPER.writeValueAsString(value);
        } catch (JsonProcessingException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    static void answer(Context context, Object value) {
        context.contentType("application/json").result(text(value));
    }

    /** The body as a {@code type}; a problem for the caller when it is none. */
    static <T> T body(Context context, Class<T> type) {
        try {
            T value = MAPPER.readValue(context.bodyAsBytes(), type);
            if (value == null) {
                throw Problem.badRequest("The body is null.", "Send a JSON object.");
            }
            return value;
        } catch (JsonProcessingException broken) {
            throw Problem.badRequest(
                    "The body is not the JSON expected here.", "See /api/v1/openapi.json for what it may hold.");
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static SimpleModule serializers() {
        SimpleModule module = new SimpleModule();
        module.addSerializer(Instant.class, ToStringSerializer.instance);
        module.addSerializer(Long.class, new LongSerializer());
        module.addSerializer(Long.TYPE, new LongSerializer());
        module.addSerializer(new ConstantSerializer());
        module.addSerializer(new TextSerializer());
        module.addSerializer(new AttributesSerializer());
        module.addSerializer(new PartSerializer());
        return module;
    }

    @SuppressWarnings("rawtypes")
    private static final class ConstantSerializer extends StdSerializer<Enum> {
        private static final long serialVersionUID = 1L;

        ConstantSerializer() {
            super(Enum.class);
        }

        @Override
        public void serialize(Enum value, JsonGenerator out, SerializerProvider provider) throws IOException {
            out.writeString(value.name().toLowerCase(Locale.ROOT));
        }
    }

    /** Readers in JavaScript would round larger numbers, so those go as text: times in nanoseconds, above all. */
    private static final class LongSerializer extends StdSerializer<Long> {
        private static final long serialVersionUID = 1L;
        private static final long LARGEST_EXACT = (1L << 53) - 1;

        LongSerializer() {
            super(Long.class);
        }

        @Override
        public void serialize(Long value, JsonGenerator out, SerializerProvider provider) throws IOException {
            if (Math.abs(value) <= LARGEST_EXACT) {
                out.writeNumber(value);
            } else {
                out.writeString(value.toString());
            }
        }
    }

    private static final class TextSerializer extends StdSerializer<String> {
        private static final long serialVersionUID = 1L;

        TextSerializer() {
            super(String.class);
        }

        @Override
        public void serialize(String value, JsonGenerator out, SerializerProvider provider) throws IOException {
            out.writeString(
                    value.length() <= LONGEST_TEXT
                            ? value
                            : value.substring(0, LONGEST_TEXT) + "… (cut: " + value.length() + " characters in all)");
        }
    }

    private static final class AttributesSerializer extends StdSerializer<Attributes> {
        private static final long serialVersionUID = 1L;

        AttributesSerializer() {
            super(Attributes.class);
        }

        @Override
        public void serialize(Attributes value, JsonGenerator out, SerializerProvider provider) throws IOException {
            provider.defaultSerializeValue(value.asMap(), out);
        }
    }

    private static final class PartSerializer extends StdSerializer<Message.Part> {
        private static final long serialVersionUID = 1L;

        PartSerializer() {
            super(Message.Part.class);
        }

        @Override
        public void serialize(Part part, JsonGenerator out, SerializerProvider provider) throws IOException {
            if (part instanceof Part.Text text) {
                write(out, "text", text.text(), null, null);
            } else if (part instanceof Part.Reasoning reasoning) {
                write(out, "reasoning", reasoning.text(), null, null);
            } else if (part instanceof Part.ToolCallRequest request) {
                write(out, "tool_call", request.arguments(), request.name(), request.id());
            } else if (part instanceof Part.ToolCallResponse response) {
                write(out, "tool_call_response", response.response(), null, response.id());
            } else if (part instanceof Part.Media media) {
                write(out, "media", media.reference(), media.mediaType(), null);
            } else if (part instanceof Part.Unknown unknown) {
                write(out, "unknown", unknown.json(), unknown.type(), null);
            }
        }

        private static void write(
                JsonGenerator out, String type, String content, @Nullable String name, @Nullable String id)
                throws IOException {
            out.writeStartObject();
            out.writeStringField("type", type);
            out.writeObjectField("content", content);
            out.writeObjectField("name", name);
            out.writeStringField("id", id);
            out.writeEndObject();
        }
    }
}
