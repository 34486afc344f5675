package dev.vedette.detection;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What one service sends: enough to say what is missing, and nothing of what was said. Immutable.
 *
 * @param service {@code service.name}, cut where it is very long
 * @param firstSecond the event time of its first record, in seconds since 1970-01-01T00:00Z
 * @param lastSecond the latest event time when a record of it came, in seconds as above
 * @param sdk what made its telemetry, as its newest resource says
 * @param recent what came in the stretch that is being counted
 * @param before what came in the stretch before
 */
public record ServiceSignals(
        String service, long firstSecond, long lastSecond, Sdk sdk, SignalCounts recent, SignalCounts before) {
    /**
     * The telemetry SDK. Null is not said.
     *
     * @param language {@code telemetry.sdk.language}
     * @param name {@code telemetry.sdk.name}
     * @param version {@code telemetry.sdk.version}
     * @param distribution {@code telemetry.distro.name}, with its version where it has one
     */
    public record Sdk(
            @Nullable String language,
            @Nullable String name,
            @Nullable String version,
            @Nullable String distribution) {
        /** Nothing said. */
        public static final Sdk UNKNOWN = new Sdk(null, null, null, null);
    }

    /** What is counted at present: an old habit of the service is forgotten after two stretches. */
    public SignalCounts counts() {
        return recent.plus(before);
    }

    /** When it was first heard. */
    public Instant first() {
        return Instant.ofEpochSecond(firstSecond);
    }

    /** When it was last heard. */
    public Instant last() {
        return Instant.ofEpochSecond(lastSecond);
    }
}
