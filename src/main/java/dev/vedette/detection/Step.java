package dev.vedette.detection;

import java.util.List;

/**
 * What a detector makes of one observation.
 *
 * @param state the state from now on
 * @param findings what looks wrong, usually nothing
 */
public record Step<S>(S state, List<Finding> findings) {
    public Step {
        findings = List.copyOf(findings);
    }

    /** A new state and nothing found. */
    public static <S> Step<S> quiet(S state) {
        return new Step<>(state, List.of());
    }
}
