package dev.vedette.agent.sandbox;

/**
 * What came of one attempt to get out.
 *
 * @param name of what was tried, such as {@code home}
 * @param words for people: what holds, or what does not
 */
public record ProbeResult(String name, Outcome outcome, String words) {
    /** Whether it holds. */
    public enum Outcome {
        /** The attempt was refused, as it should be. */
        HELD,
        /** The attempt succeeded, or could not even be made. */
        NOT_HELD,
        /** There was nothing to try here. */
        SKIPPED
    }
}
