package dev.vedette.ingest;

import dev.vedette.ingest.OtlpDecoder.Decoded;
import dev.vedette.telemetry.Signal;
import java.nio.ByteBuffer;

/** One of the two protocols: what a request wants, where its message is, and how to answer. */
interface Door {
    /** What a request is about, as far as its head tells. */
    record Entry(Signal signal, OtlpEncoding encoding, Compression compression) {}

    /** A message taken out of its protocol's wrapping, still compressed. */
    record Enclosed(ByteBuffer message, Compression compression) {}

    /** Looks at the head of the request. */
    Entry entry() throws RefusedException;

    /** The most bytes that a body may have. */
    int bodyLimit(Entry entry, OtlpLimits limits);

    /** Unwraps the message. */
    Enclosed unwrap(Entry entry, ByteBuffer body) throws RefusedException;

    /** The answer to a request that was taken, whole or in part. */
    OtlpResponse accepted(Entry entry, Decoded decoded);

    /** The answer to a request that was not taken. */
    OtlpResponse refused(RefusedException refused);

    /** The door that a request came to. */
    static Door of(OtlpRequest request) {
        return request.isGrpc() ? new GrpcDoor(request) : new HttpDoor(request);
    }
}
