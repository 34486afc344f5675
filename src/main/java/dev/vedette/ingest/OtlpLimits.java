package dev.vedette.ingest;

/**
 * How much one request may hold. What is over a limit is refused, rejected or cut, and the sender is told which.
 * Immutable.
 *
 * @param compressedBytes of a compressed body as it comes
 * @param inflatedBytes of a body after decompression, and of one that is not compressed
 * @param ratio how many times larger a body may become by decompression; asked of bodies over 1 MiB inflated only
 * @param nesting how deep values may lie in each other
 * @param elements texts and messages in one request: small ones take far more memory than bytes on the wire
 * @param records spans, log records or data points in one request; those after are rejected
 * @param attributes in one list; those after are dropped and counted on the record
 * @param keyChars UTF-16 units of a key; the rest is cut
 * @param valueChars UTF-16 units of a text; the rest is cut, after masking
 * @param events on one span; those after are dropped and counted on the span
 * @param links on one span; those after are dropped and counted on the span
 * @param heapBytes that all requests being read and decoded may take together, by estimate
 */
public record OtlpLimits(
        int compressedBytes,
        int inflatedBytes,
        int ratio,
        int nesting,
        int elements,
        int records,
        int attributes,
        int keyChars,
        int valueChars,
        int events,
        int links,
        long heapBytes) {
    private static final int MIB = 1 << 20;

    /** Limits that no honest exporter meets, with a third of the heap for requests in flight. */
    public static OtlpLimits defaults() {
        long heap = Runtime.getRuntime().maxMemory() / 3;
        return new OtlpLimits(
                16 * MIB, 64 * MIB, 200, 64, 4_000_000, 50_000, 1_000, 256, 256 * 1024, 1_000, 1_000, heap);
    }

    /** For payloads that passed these limits once and were given sightings since. */
    OtlpLimits forStoredPayloads() {
        return new OtlpLimits(
                compressedBytes,
                Integer.MAX_VALUE,
                ratio,
                nesting,
                Integer.MAX_VALUE,
                records,
                attributes,
                keyChars,
                valueChars,
                events,
                links,
                heapBytes);
    }

    /** OTLP messages that may lie in each other: a value in a list of pairs is three messages down. */
    int messageDepth() {
        return 8 + 3 * nesting;
    }
}
