package dev.vedette.ingest;

import dev.vedette.ingest.RefusedException.Reason;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/**
 * Walks over a protobuf message without making objects, so that what would take too much memory or stack is refused
 * before it is parsed: two bytes on the wire can be an object of fifty. Takes linear time and no recursion.
 *
 * <p>The same walk can mend texts that are not UTF-8, which protobuf refuses and senders that cut texts by bytes
 * produce: bytes that are no UTF-8 become question marks in place, so no length changes.
 */
final class WireScan {
    private static final int PACKED_BYTES_PER_ELEMENT = 4;
    private static final int SCRATCH_CHARS = 1024;

    private final byte[] data;
    private final OtlpLimits limits;
    private final boolean mending;
    private final int[] ends;
    private final WireShape[] shapes;
    private int depth;
    private int position;
    private long elements;
    private int mended;

    private WireScan(ByteBuffer message, WireShape root, OtlpLimits limits, boolean mending) {
        this.data = message.array();
        this.limits = limits;
        this.mending = mending;
        this.ends = new int[limits.messageDepth() + 1];
        this.shapes = new WireShape[limits.messageDepth() + 1];
        this.position = message.arrayOffset() + message.position();
        this.ends[0] = position + message.remaining();
        this.shapes[0] = root;
    }

    /** The number of texts and messages in a message, which is at most {@link OtlpLimits#elements}. */
    static int elements(ByteBuffer message, WireShape root, OtlpLimits limits) throws RefusedException {
        WireScan scan = new WireScan(message, root, limits, false);
        scan.walk();
        return (int) scan.elements;
    }

    /** Replaces what is not UTF-8 in texts and answers how many texts that were. */
    static int mendTexts(ByteBuffer message, WireShape root, OtlpLimits limits) throws RefusedException {
        WireScan scan = new WireScan(message, root, limits, true);
        scan.walk();
        return scan.mended;
    }

    private void walk() throws RefusedException {
        while (true) {
            while (position == ends[depth]) {
                if (depth == 0) {
                    return;
                }
                depth--;
            }
            int tag = (int) varint();
            field(tag >>> 3, tag & 7);
        }
    }

    private void field(int number, int wireType) throws RefusedException {
        switch (wireType) {
            case 0 -> {
                varint();
                count(shapes[depth].kind(number) == WireShape.Kind.NUMBERS ? 1 : 0);
            }
            case 1 -> skip(Long.BYTES);
            case 5 -> skip(Integer.BYTES);
            case 2 -> delimited(number);
            default -> throw malformed();
        }
    }

    private void delimited(int number) throws RefusedException {
        long length = varint();
        if (length < 0 || length > ends[depth] - position) {
            throw malformed();
        }
        int end = position + (int) length;
        switch (shapes[depth].kind(number)) {
            case MESSAGE -> enter(number, end);
            case TEXT -> {
                count(1);
                if (mending && mend(position, end)) {
                    mended++;
                }
                position = end;
            }
            case BYTES -> {
                count(1);
                position = end;
            }
            case NUMBERS -> {
                count(length / PACKED_BYTES_PER_ELEMENT);
                position = end;
            }
            case UNKNOWN -> position = end;
        }
    }

    private void enter(int number, int end) throws RefusedException {
        WireShape child = shapes[depth].child(number);
        if (child == null) {
            throw malformed();
        }
        if (depth + 1 == ends.length) {
            throw OtlpWire.tooDeep(limits);
        }
        count(1);
        depth++;
        ends[depth] = end;
        shapes[depth] = child;
    }

    private void count(long more) throws RefusedException {
        elements += more;
        if (elements > limits.elements()) {
            throw OtlpWire.tooManyElements(limits);
        }
    }

    private void skip(int bytes) throws RefusedException {
        if (bytes > ends[depth] - position) {
            throw malformed();
        }
        position += bytes;
    }

    private long varint() throws RefusedException {
        long value = 0;
        for (int shift = 0; shift < Long.SIZE; shift += 7) {
            if (position == ends[depth]) {
                throw malformed();
            }
            byte next = data[position++];
            value |= (long) (next & 0x7f) << shift;
            if (next >= 0) {
                return value;
            }
        }
        throw malformed();
    }

    private boolean mend(int from, int to) {
        CharsetDecoder decoder = StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        ByteBuffer bytes = ByteBuffer.wrap(data, from, to - from);
        CharBuffer scratch = CharBuffer.allocate(SCRATCH_CHARS);
        boolean changed = false;
        CoderResult result = decoder.decode(bytes, scratch, true);
        while (!result.isUnderflow()) {
            if (result.isError()) {
                changed = true;
                for (int left = result.length(); left > 0; left--) {
                    bytes.put((byte) '?');
                }
            }
            scratch.clear();
            result = decoder.decode(bytes, scratch, true);
        }
        return changed;
    }

    private static RefusedException malformed() {
        return new RefusedException(
                Reason.MALFORMED, "the body is not an OTLP protobuf message: it is cut off or damaged");
    }
}
