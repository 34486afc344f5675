package dev.vedette.detection.detectors;

import dev.vedette.detection.Detector;
import dev.vedette.detection.ToolPolicy;
import java.util.List;

/** The detectors that need no rule file. */
public final class BuiltInDetectors {
    private BuiltInDetectors() {}

    /** All of them: possible secret leaks, undeclared tools, rate spikes, silent agents. Pure and thread-safe. */
    public static List<Detector<?>> all(ToolPolicy policy) {
        return List.of(
                new SecretLeakDetector(policy),
                new UnknownToolDetector(policy),
                new RateSpikeDetector(),
                new SilentAgentDetector());
    }
}
