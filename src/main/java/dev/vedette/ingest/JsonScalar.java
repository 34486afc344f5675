package dev.vedette.ingest;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.google.protobuf.ByteString;
import com.google.protobuf.Descriptors.EnumValueDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;

/** Reads the one scalar that a JSON parser stands on as a protobuf field wants it. */
final class JsonScalar {
    private static final int TRACE_ID_BYTES = 16;
    private static final int SPAN_ID_BYTES = 8;
    private static final int NUMBER_CHARS = 64;
    private static final ByteString INVALID_ID = ByteString.copyFrom(new byte[1]);

    private final JsonParser parser;
    private final FieldDescriptor field;

    JsonScalar(JsonParser parser, FieldDescriptor field) {
        this.parser = parser;
        this.field = field;
    }

    Object read() throws IOException, RefusedException {
        return switch (field.getJavaType()) {
            case STRING -> wellFormed(text());
            case BYTE_STRING -> field.getName().endsWith("_id") ? id(text()) : base64(text());
            case LONG -> whole();
            case INT -> (int) whole();
            case DOUBLE -> decimal();
            case FLOAT -> (float) decimal();
            case BOOLEAN -> flag();
            case ENUM -> constant();
            case MESSAGE -> throw new IllegalStateException("a message is no scalar");
        };
    }

    private String text() throws IOException, RefusedException {
        if (!parser.currentToken().isScalarValue()) {
            throw JsonMessageReader.malformed(field, "must be a text");
        }
        return parser.currentToken() == JsonToken.VALUE_NULL ? "" : parser.getText();
    }

    private long whole() throws IOException, RefusedException {
        return switch (parser.currentToken()) {
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT, VALUE_STRING -> whole(parser.getText());
            case START_OBJECT -> pair();
            default -> throw JsonMessageReader.malformed(field, "must be a whole number");
        };
    }

    private long whole(String text) throws RefusedException {
        try {
            return text.startsWith("-") ? Long.parseLong(text) : Long.parseUnsignedLong(text);
        } catch (NumberFormatException notPlain) {
            return (long) decimal(text);
        }
    }

    /** A 64-bit number as protobufjs logs it: two halves. */
    private long pair() throws IOException, RefusedException {
        long low = 0;
        long high = 0;
        for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
            JsonToken value = parser.nextToken();
            if (value == JsonToken.VALUE_NUMBER_INT && name.equals("low")) {
                low = whole(parser.getText());
            } else if (value == JsonToken.VALUE_NUMBER_INT && name.equals("high")) {
                high = whole(parser.getText());
            } else {
                parser.skipChildren();
            }
        }
        return (high << Integer.SIZE) | (low & 0xffff_ffffL);
    }

    private double decimal() throws IOException, RefusedException {
        return switch (parser.currentToken()) {
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT, VALUE_STRING -> decimal(parser.getText());
            default -> throw JsonMessageReader.malformed(field, "must be a number");
        };
    }

    private double decimal(String text) throws RefusedException {
        try {
            if (text.length() <= NUMBER_CHARS) {
                return Double.parseDouble(text.replace("INF", "Infinity"));
            }
        } catch (NumberFormatException notANumber) {
            // Answered below, without quoting what was sent.
        }
        throw JsonMessageReader.malformed(field, "must be a number");
    }

    private boolean flag() throws IOException, RefusedException {
        return switch (parser.currentToken()) {
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            case VALUE_STRING -> parser.getText().equalsIgnoreCase("true");
            default -> throw JsonMessageReader.malformed(field, "must be true or false");
        };
    }

    /** Enums are numbers in OTLP and names in common JSON; a name that is not known is the zero value. */
    private EnumValueDescriptor constant() throws IOException, RefusedException {
        if (parser.currentToken() == JsonToken.VALUE_NUMBER_INT) {
            return field.getEnumType().findValueByNumberCreatingIfUnknown((int) whole());
        }
        EnumValueDescriptor named = field.getEnumType().findValueByName(text());
        return named == null ? field.getEnumType().findValueByNumberCreatingIfUnknown(0) : named;
    }

    /** Hex as OTLP wants it, or base64 as common protobuf JSON writes it; what is neither is an id of one byte. */
    private static ByteString id(String text) {
        try {
            if (text.length() == 2 * TRACE_ID_BYTES || text.length() == 2 * SPAN_ID_BYTES) {
                return ByteString.copyFrom(HexFormat.of().parseHex(text));
            }
            byte[] decoded = Base64.getDecoder().decode(text);
            boolean fits = decoded.length == TRACE_ID_BYTES || decoded.length == SPAN_ID_BYTES;
            return fits || text.isEmpty() ? ByteString.copyFrom(decoded) : INVALID_ID;
        } catch (IllegalArgumentException neither) {
            return INVALID_ID;
        }
    }

    private static ByteString base64(String text) {
        try {
            return ByteString.copyFrom(
                    Base64.getDecoder().decode(text.replace('-', '+').replace('_', '/')));
        } catch (IllegalArgumentException notBase64) {
            return ByteString.copyFromUtf8(text);
        }
    }

    /** JSON escapes can spell half a surrogate pair, which no UTF-8 can. */
    private static String wellFormed(String text) {
        for (int at = 0; at < text.length(); at++) {
            if (Character.isSurrogate(text.charAt(at))) {
                return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
            }
        }
        return text;
    }
}
