package dev.vedette.agent.tool;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import org.jspecify.annotations.Nullable;

/**
 * Makes a record of the arguments, asks for the answer and writes it. Arguments are bound without Jackson's annotations
 * and without its kindness: the names are the components', a text is no number.
 */
final class RecordBody<A extends Record> implements ToolBody {
    private static final JsonMapper ARGUMENTS = JsonMapper.builder()
            .addModules(new Jdk8Module(), new JavaTimeModule())
            .disable(MapperFeature.USE_ANNOTATIONS, MapperFeature.ALLOW_COERCION_OF_SCALARS)
            .disable(
                    DeserializationFeature.ACCEPT_FLOAT_AS_INT,
                    DeserializationFeature.ADJUST_DATES_TO_CONTEXT_TIME_ZONE)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .build();

    private static final JsonMapper ANSWERS = JsonMapper.builder()
            .addModules(new Jdk8Module(), new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS, SerializationFeature.WRITE_DURATIONS_AS_TIMESTAMPS)
            .disable(SerializationFeature.FAIL_ON_EMPTY_BEANS)
            .build();

    private final ObjectReader reader;
    private final TypedTool.ContextualAnswer<A> answer;

    RecordBody(Class<A> arguments, TypedTool.ContextualAnswer<A> answer) {
        this.reader = ARGUMENTS.readerFor(arguments);
        this.answer = answer;
    }

    @Override
    public ToolOutput call(ObjectNode arguments, ToolContext context) throws Exception {
        return output(answer.to(bound(arguments), context));
    }

    /**
     * The record that the arguments make.
     *
     * @throws IllegalArgumentException if they make none
     */
    A bound(ObjectNode arguments) {
        try {
            return reader.readValue(arguments);
        } catch (JsonProcessingException unbound) {
            throw new IllegalArgumentException("the arguments do not make a record of the tool's");
        } catch (java.io.IOException impossible) {
            throw new java.io.UncheckedIOException(impossible);
        }
    }

    private static ToolOutput output(@Nullable Object answer) throws JsonProcessingException {
        if (answer instanceof ToolOutput output) {
            return output;
        }
        return ToolOutput.of(
                answer instanceof CharSequence words ? words.toString() : ANSWERS.writeValueAsString(answer));
    }
}
