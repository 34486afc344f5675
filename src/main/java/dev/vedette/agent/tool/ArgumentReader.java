package dev.vedette.agent.tool;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;

/**
 * Reads what a model gives as arguments. Nothing of it is believed: it is bounded in size and depth, it has every name
 * once, and only numbers and texts that mean the same to every reader. Whole numbers are integers, however they are
 * written. Thread-safe.
 */
public final class ArgumentReader {
    /** No more characters are read. */
    public static final int LONGEST = 262_144;

    /** No deeper nesting is read. */
    public static final int DEEPEST = 32;

    private static final int LONGEST_NUMBER = 100;

    private static final JsonMapper JSON = JsonMapper.builder(JsonFactory.builder()
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
                    .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(DEEPEST)
                            .maxNumberLength(LONGEST_NUMBER)
                            .maxStringLength(LONGEST)
                            .build())
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS, DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    private ArgumentReader() {}

    /** Reads arguments; blank text is no arguments. */
    public static Reading read(String text) {
        if (text.length() > LONGEST) {
            return Fault.TOO_LARGE;
        }
        if (text.isBlank()) {
            return new Read(JsonNodeFactory.instance.objectNode());
        }
        try {
            JsonNode value = JSON.readTree(text);
            return value instanceof ObjectNode arguments ? judged(arguments) : Fault.NO_OBJECT;
        } catch (StreamConstraintsException beyond) {
            return Fault.TOO_DEEP;
        } catch (JsonParseException malformed) {
            return isDuplicate(malformed) ? Fault.DUPLICATE_NAME : Fault.MALFORMED;
        } catch (JsonProcessingException malformed) {
            return Fault.MALFORMED;
        } catch (NumberFormatException exponent) {
            return Fault.NUMBER_OUT_OF_RANGE;
        }
    }

    /** The library has one exception for all of it and tells the kinds apart in words alone. */
    private static boolean isDuplicate(JsonParseException malformed) {
        return malformed.getOriginalMessage().startsWith("Duplicate field");
    }

    private static Reading judged(ObjectNode arguments) {
        Fault fault = ArgumentValues.settle(arguments);
        return fault == null ? new Read(arguments) : fault;
    }

    /** What came of it. */
    public sealed interface Reading {}

    /** Arguments that were read. */
    public record Read(ObjectNode arguments) implements Reading {}

    /** Why arguments were not read. */
    public enum Fault implements Reading {
        /** More than {@value #LONGEST} characters. */
        TOO_LARGE("The arguments are too large. Send less."),
        /** Nested deeper than {@value #DEEPEST} levels, or a number of more than 100 characters. */
        TOO_DEEP("The arguments are nested too deeply, or a number is too long. Send simpler arguments."),
        /** Not JSON, or JSON and more after it. */
        MALFORMED("The arguments are not JSON. Send exactly one JSON object."),
        /** A name is there twice, which readers understand differently. */
        DUPLICATE_NAME("A name is twice in one object of the arguments. Send every name once."),
        /** JSON, but no object. */
        NO_OBJECT("The arguments are not a JSON object. Send exactly one JSON object."),
        /** Half of a character. */
        NOT_UNICODE("A text of the arguments is not Unicode. Send whole characters."),
        /** A number that no double can come near to. */
        NUMBER_OUT_OF_RANGE("A number of the arguments is out of range. Send a smaller number.");

        private final String advice;

        Fault(String advice) {
            this.advice = advice;
        }

        /** Stable, such as {@code arguments_too_large}: for traces and metrics. */
        public String code() {
            return "arguments_" + name().toLowerCase(Locale.ROOT);
        }

        /** For the model, in fixed words. */
        public String advice() {
            return advice;
        }
    }
}
