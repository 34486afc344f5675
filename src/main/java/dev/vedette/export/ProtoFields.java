package dev.vedette.export;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Reads the fields of a small protobuf message one after the other: enough for the answers of OTLP backends. Ends
 * early, without an error, where the bytes stop making sense.
 */
final class ProtoFields {
    private static final int MAX_SHIFT = 63;

    private final byte[] bytes;
    private int at;
    private int number;
    private long whole;
    private byte[] block = new byte[0];

    ProtoFields(byte[] bytes) {
        this.bytes = bytes;
    }

    /** The bytes of the first field with that number, or null. */
    static byte @Nullable [] block(byte[] message, int wanted) {
        ProtoFields fields = new ProtoFields(message);
        while (fields.next()) {
            if (fields.number == wanted) {
                return fields.block;
            }
        }
        return null;
    }

    /** Goes to the next field; false when there is none. */
    boolean next() {
        long tag = varint();
        if (tag <= 0 || tag > Integer.MAX_VALUE) {
            return false;
        }
        number = (int) (tag >>> 3);
        whole = 0;
        block = new byte[0];
        return switch ((int) (tag & 7)) {
            case 0 -> readWhole();
            case 1 -> skip(8);
            case 2 -> readBlock();
            case 5 -> skip(4);
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
        return block;
    }

    /** {@link #block} as UTF-8. */
    String text() {
        return new String(block, StandardCharsets.UTF_8);
    }

    private boolean readWhole() {
        boolean there = at < bytes.length;
        whole = varint();
        return there;
    }

    private boolean readBlock() {
        long length = varint();
        if (length < 0 || length > bytes.length - at) {
            return false;
        }
        block = Arrays.copyOfRange(bytes, at, at + (int) length);
        at += (int) length;
        return true;
    }

    private boolean skip(int length) {
        at += length;
        return at <= bytes.length;
    }

    /** The next varint; -1 at the end of the bytes. */
    private long varint() {
        long value = 0;
        for (int shift = 0; shift <= MAX_SHIFT; shift += 7) {
            if (at >= bytes.length) {
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
