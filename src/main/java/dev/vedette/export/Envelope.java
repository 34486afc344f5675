package dev.vedette.export;

import java.io.ByteArrayOutputStream;

/** A resource or a scope of an OTLP request without what it holds; told apart by identity. */
final class Envelope {
    private static final int HELD = 2;

    /** A number and a length in front of a message. */
    private static final int PREFIX_BYTES = 11;

    private final byte[] request;
    private final int from;
    private final int to;
    private final byte[] own;

    private Envelope(byte[] request, int from, int to, byte[] own) {
        this.request = request;
        this.from = from;
        this.to = to;
        this.own = own;
    }

    /** The message between two places of a request. */
    static Envelope of(byte[] request, int from, int to) {
        ByteArrayOutputStream own = new ByteArrayOutputStream();
        ProtoFields fields = new ProtoFields(request, from, to);
        while (fields.next()) {
            if (fields.number() != HELD) {
                own.write(request, fields.start(), fields.end() - fields.start());
            }
        }
        return new Envelope(request, from, to, own.toByteArray());
    }

    /** All fields, with those that it holds. */
    ProtoFields fields() {
        return new ProtoFields(request, from, to);
    }

    /** How many bytes at most it adds to a request. */
    int size() {
        return own.length + PREFIX_BYTES;
    }

    /** Writes itself around what was collected into the message that it is a part of, and empties the collection. */
    void closeInto(ByteArrayOutputStream outer, ByteArrayOutputStream held, int number) {
        outer.write((number << 3) | 2);
        int length = own.length + held.size();
        while (length > 0x7f) {
            outer.write((length & 0x7f) | 0x80);
            length >>>= 7;
        }
        outer.write(length);
        outer.writeBytes(own);
        outer.writeBytes(held.toByteArray());
        held.reset();
    }
}
