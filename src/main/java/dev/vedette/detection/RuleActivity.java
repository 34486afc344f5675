package dev.vedette.detection;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a rule has been doing since the engine started.
 *
 * @param evaluated how many observations concerned it
 * @param abstained how many lacked what it needs
 * @param matched how many findings it made
 * @param failed how often it broke; a rule that breaks is skipped for that observation, others go on
 * @param lastEvaluated event time, or null
 * @param lastMatched event time, or null
 * @param keys how many keys it holds a state for
 * @param evicted how many keys were forgotten because it held too many
 * @param blindBecause why it cannot work on this site's data, or null when it can or it is not known yet
 */
public record RuleActivity(
        RuleSummary rule,
        long evaluated,
        long abstained,
        long matched,
        long failed,
        @Nullable Instant lastEvaluated,
        @Nullable Instant lastMatched,
        int keys,
        long evicted,
        @Nullable String blindBecause) {}
