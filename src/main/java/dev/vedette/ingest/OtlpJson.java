package dev.vedette.ingest;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.google.protobuf.Message;
import dev.vedette.ingest.RefusedException.Reason;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** OTLP/JSON to OTLP messages. Thread-safe. */
final class OtlpJson {
    private final OtlpLimits limits;
    private final JsonFactory factory;

    OtlpJson(OtlpLimits limits) {
        this.limits = limits;
        this.factory = JsonFactory.builder()
                .streamReadConstraints(StreamReadConstraints.builder()
                        .maxNestingDepth(2 * limits.messageDepth())
                        .maxStringLength(limits.inflatedBytes())
                        .maxDocumentLength(limits.inflatedBytes())
                        .build())
                .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
                .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
                .build();
    }

    /** The message of {@code empty}'s type in {@code body}; texts that are not UTF-8 are mended. */
    Message parse(Message empty, ByteBuffer body, Complaints complaints) throws RefusedException {
        if (!body.hasRemaining()) {
            return empty;
        }
        try {
            return parse(empty, body.array(), body.arrayOffset() + body.position(), body.remaining());
        } catch (RefusedException refused) {
            if (isUtf8(body)) {
                throw refused;
            }
        }
        complaints.add(Complaint.INVALID_UTF8);
        byte[] mended =
                StandardCharsets.UTF_8.decode(body.duplicate()).toString().getBytes(StandardCharsets.UTF_8);
        return parse(empty, mended, 0, mended.length);
    }

    /** How many commas and braces there are, which is no less than the messages and texts. */
    static long separators(ByteBuffer body) {
        long found = 0;
        byte[] data = body.array();
        int end = body.arrayOffset() + body.limit();
        for (int at = body.arrayOffset() + body.position(); at < end; at++) {
            if (data[at] == ',' || data[at] == '{') {
                found++;
            }
        }
        return found;
    }

    private Message parse(Message empty, byte[] data, int offset, int length) throws RefusedException {
        try (JsonParser parser = factory.createParser(data, offset, length)) {
            return new JsonMessageReader(parser, limits).read(empty.newBuilderForType());
        } catch (StreamConstraintsException tooMuch) {
            throw new RefusedException(
                    Reason.MALFORMED,
                    "the JSON is nested too deeply, or a number or name in it is too long, at " + where(tooMuch));
        } catch (JsonProcessingException damaged) {
            throw new RefusedException(Reason.MALFORMED, "the body is not valid JSON at " + where(damaged));
        } catch (IOException damaged) {
            throw new RefusedException(Reason.MALFORMED, "the body is not valid JSON");
        }
    }

    /** The place alone: a JSON library's own message quotes the content. */
    private static String where(JsonProcessingException failure) {
        return failure.getLocation() == null
                ? "an unknown place"
                : "line " + failure.getLocation().getLineNr() + ", column "
                        + failure.getLocation().getColumnNr();
    }

    private static boolean isUtf8(ByteBuffer body) {
        try {
            StandardCharsets.UTF_8.newDecoder().decode(body.duplicate());
            return true;
        } catch (CharacterCodingException notUtf8) {
            return false;
        }
    }
}
