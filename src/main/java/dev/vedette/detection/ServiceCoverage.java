package dev.vedette.detection;

import java.util.List;

/** What one service sends, and the rules that are blind because of what it does not. Immutable. */
public record ServiceCoverage(ServiceSignals signals, List<BlindRule> blind) {
    public ServiceCoverage {
        blind = List.copyOf(blind);
    }

    /**
     * A rule that cannot work for a service.
     *
     * @param rule its id
     * @param missing the facts of which one would do; empty for an attribute that only the rule knows
     * @param need what is missing, as the rule spells it
     * @param because why it is believed to be missing
     */
    public record BlindRule(
            String rule, String title, Severity severity, List<Fact> missing, String need, String because) {
        public BlindRule {
            missing = List.copyOf(missing);
        }
    }
}
