package dev.vedette.export;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Reads the fields of a protobuf message one after the other: enough for the answers of OTLP backends and to find the
 * places where a request can be cut. Ends early, without an error, where the bytes stop making sense.
 */
final class ProtoFields {
    private static final int MAX_SHIFT = 63;

    private final byte[] bytes;
    private final int limit;
    private int at;
    private int number;
    private long whole;
    private int start;
    private int blockStart;
    private boolean isBlock;

    ProtoFields(byte[] bytes) {
        this(bytes, 0, bytes.length);
    }

    /** The fields of the message that lies between two places of a larger one. */
    ProtoFields(byte[] bytes, int from, int to) {
        this.bytes = bytes;
        this.at = from;
        this.limit = to;
        this.blockStart = from;
    }

    /** The bytes of the first field with that number, or null. */
    static byte @Nullable [] block(byte[] message, int wanted) {
        ProtoFields fields = new ProtoFields(message);
        while (fields.next()) {
            if (fields.number == wanted) {
                return fields.block();
            }
        }
        return null;
    }

    /** Goes to the next field; false when there is none. */
    boolean next() {
        start = at;
        long tag = varint();
        if (tag <= 0 || tag > Integer.MAX_VALUE) {
            return false;
        }
        number = (int) (tag >>> 3);
        whole = 0;
        blockStart = at;
        isBlock = false;
        return switch ((int) (tag & 7)) {
            case 0 -> readWhole();
            case 1 -> skipFixed(8);
            case 2 -> readBlock();
            case 5 -> skipFixed(4);
            default -> false;
        };
    }

    int number() {
        return number;
    }

    /** The field's value if it is a whole number, else 0. */
    long whole() {
        return whole;
    }

    /** The field's value if it is a text, bytes or a message, else empty. */
    byte[] block() {
        return Arrays.copyOfRange(bytes, blockStart, isBlock ? at : blockStart);
    }

    /** {@link #block} as UTF-8. */
    String text() {
        return new String(block(), StandardCharsets.UTF_8);
    }

    /** Whether the field's value is a text, bytes or a message. */
    boolean isBlock() {
        return isBlock;
    }

    /** Where the field begins, with its number. */
    int start() {
        return start;
    }

    /** Where the value of a {@link #block} begins. */
    int blockStart() {
        return blockStart;
    }

    /** Behind the field. */
    int end() {
        return at;
    }

    private boolean readWhole() {
        boolean there = at < limit;
        whole = varint();
        return there;
    }

    private boolean readBlock() {
        long length = varint();
        if (length < 0 || length > limit - at) {
            return false;
        }
        isBlock = true;
        blockStart = at;
        at += (int) length;
        return true;
    }

    private boolean skipFixed(int length) {
        at += length;
        return at <= limit;
    }

    /** The next varint; -1 at the end of the bytes. */
    private long varint() {
        long value = 0;
        for (int shift = 0; shift <= MAX_SHIFT; shift += 7) {
            if (at >= limit) {
                return -1;
            }
            byte next = bytes[at++];
            value |= (long) (next & 0x7f) << shift;
            if (next >= 0) {
                return value;
            }
        }
        return -1;
    }
}
