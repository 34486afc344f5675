package dev.vedette.export;

/**
 * The most that is sent to a destination in one request, before compression. A single record is sent however large.
 *
 * @param records at least 1
 * @param bytes at least 1
 */
record BatchLimit(int records, int bytes) {
    /** What gRPC servers take unless they are told otherwise is 4 MiB; a frame needs a few bytes more. */
    static final BatchLimit GRPC = new BatchLimit(Integer.MAX_VALUE, 4_000_000);

    /** A little below the 20 MiB that an OpenTelemetry Collector reads of a body. */
    static final BatchLimit HTTP = new BatchLimit(Integer.MAX_VALUE, 16_000_000);

    /** Langfuse takes a batch as a whole or not at all, and advises small ones. */
    static final BatchLimit LANGFUSE = new BatchLimit(512, 4_000_000);

    boolean allows(long recordCount, long byteCount) {
        return recordCount <= records && byteCount <= bytes;
    }
}
