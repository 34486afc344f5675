package dev.vedette.detection;

/**
 * What the engine may hold and bear. Immutable.
 *
 * @param keysPerDetector how many keys one detector may have a state for, at least 1
 * @param failuresInARow after how many failures in a row a detector is stopped, at least 1
 */
public record EngineLimits(int keysPerDetector, int failuresInARow) {
    /** 10,000 keys, 100 failures. */
    public static final EngineLimits DEFAULT = new EngineLimits(10_000, 100);

    public EngineLimits {
        keysPerDetector = Math.max(1, keysPerDetector);
        failuresInARow = Math.max(1, failuresInARow);
    }
}
