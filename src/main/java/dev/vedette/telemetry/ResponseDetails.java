package dev.vedette.telemetry;

import org.jspecify.annotations.Nullable;

/**
 * What is known of a model's answer besides the messages. Null means that the sender did not say. Immutable.
 *
 * @param id the provider's id of the answer
 * @param serviceTier the tier that served it
 * @param systemFingerprint the provider's mark of the configuration that answered
 * @param nanosPerOutputChunk how long a chunk of a streamed answer took on average, in nanoseconds
 */
public record ResponseDetails(
        @Nullable String id,
        @Nullable String serviceTier,
        @Nullable String systemFingerprint,
        @Nullable Long nanosPerOutputChunk) {
    /** Nothing known. */
    public static final ResponseDetails NONE = new ResponseDetails(null, null, null, null);
}
