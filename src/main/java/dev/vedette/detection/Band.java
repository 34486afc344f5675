package dev.vedette.detection;

/**
 * What was expected and what was seen.
 *
 * @param expected the middle of the expectation
 * @param lower the least that would have been normal
 * @param upper the most that would have been normal
 * @param seen what was seen
 * @param unit what the numbers count, such as {@code calls per minute}
 */
public record Band(double expected, double lower, double upper, double seen, String unit) {}
