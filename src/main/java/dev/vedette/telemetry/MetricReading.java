package dev.vedette.telemetry;

import org.jspecify.annotations.Nullable;

/**
 * What a point of a metric tells of agents' work: who did what, and what its value counts. A metric tells totals alone,
 * so it never stands beside spans or log records of the same work but in their place. Immutable.
 *
 * @param dialect the convention by which it was understood
 * @param actor who did it; the session is the service's name where the sender names none
 * @param operation {@link Operation#kind} of what was done
 * @param subject the tool of a tool call, the model of a model call or embedding, else empty
 * @param measure what the value counts
 * @param scale by what the value is multiplied to be in units of the measure: a million for milliseconds, as durations
 *     are nanoseconds
 * @param failed whether what it counts failed
 * @param own false where another metric of the same sender tells the same, so that it must not be counted again
 * @param usdPerUnit what one unit of the measure costs in US dollars: 1 for a cost, an estimate for tokens whose model
 *     has a price (negative where cached tokens make others cheaper that are counted whole), 0 where another metric of
 *     the sender tells the cost or nothing costs anything; null where nobody knows
 * @param costEstimated whether {@code usdPerUnit} was worked out from a list price
 */
public record MetricReading(
        String dialect,
        Actor actor,
        String operation,
        String subject,
        Measure measure,
        double scale,
        boolean failed,
        boolean own,
        @Nullable Double usdPerUnit,
        boolean costEstimated) {
    /** Whether the sender named a session. */
    public boolean hasSession() {
        return !actor.session().equals(actor.service());
    }
}
