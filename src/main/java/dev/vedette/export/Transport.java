package dev.vedette.export;

import dev.vedette.telemetry.Signal;

/** Sends one payload to one destination. Used by one thread, save {@link #close}, which ends a send under way. */
interface Transport extends AutoCloseable {
    /** The most that is read of an answer. */
    int MAX_ANSWER_BYTES = 64 * 1024;

    /** Sends and waits for the answer, at most as long as the destination's timeout. Does not throw. */
    Answer send(Signal signal, byte[] payload);

    @Override
    void close();

    /** The transport that the destination asks for. */
    static Transport to(Destination destination) {
        return switch (destination.protocol()) {
            case GRPC -> new GrpcTransport(destination);
            case HTTP_PROTOBUF -> new HttpTransport(destination);
        };
    }
}
