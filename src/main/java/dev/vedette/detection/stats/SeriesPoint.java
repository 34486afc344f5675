package dev.vedette.detection.stats;

import java.time.Instant;

/**
 * One point of a series and how it looked to a detector that had seen only what came before it. Immutable.
 *
 * @param at the point's time
 * @param value the point's value, as given
 * @param score how anomalous it is, 0 to 1; only its order means something
 * @param expected what was expected, in the unit of the value
 * @param lower the least that would have been normal
 * @param upper the most that would have been normal
 */
public record SeriesPoint(Instant at, double value, double score, double expected, double lower, double upper) {}
