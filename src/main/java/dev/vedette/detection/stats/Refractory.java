package dev.vedette.detection.stats;

/**
 * Keeps one event from being told at every row, and a noisy series from being told all the time: evidence counts in
 * full when it clearly exceeds what was seen lately, and little otherwise. Not thread-safe.
 */
final class Refractory {
    private static final double RISE = 1.15;
    private static final double REPEATED = 0.1;
    private static final double FADING = 0.995;

    private double held;

    double pass(double evidence) {
        boolean risen = evidence > held * RISE;
        double passed = risen ? evidence : evidence * REPEATED;
        held = Math.max(held * FADING, evidence);
        return passed;
    }
}
