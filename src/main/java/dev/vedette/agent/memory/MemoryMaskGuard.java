package dev.vedette.agent.memory;

import dev.vedette.agent.content.Cleaned;
import dev.vedette.agent.content.InputCleaning;
import dev.vedette.agent.content.SecretMask;
import dev.vedette.agent.policy.Decision;
import dev.vedette.agent.policy.Guard;
import dev.vedette.agent.policy.Point;
import dev.vedette.agent.policy.Situation;
import java.util.Set;

/**
 * Masks the secrets of what is about to be remembered, and cleans it as a tool's answer is cleaned, for it comes back
 * to a model. Apart from {@link MemoryGuard}, so that a text that a person agrees to is masked as well. Thread-safe.
 */
public final class MemoryMaskGuard implements Guard {
    private static final Decision.Reason REASON = new Decision.Reason(
            "memory_cleaned",
            "secrets or hidden characters",
            "Secrets are not remembered; parts of the text were taken out.");

    private final SecretMask mask;

    /** A guard that masks so. */
    public MemoryMaskGuard(SecretMask mask) {
        this.mask = mask;
    }

    @Override
    public String id() {
        return "memory-secrets";
    }

    @Override
    public Set<Point> points() {
        return Set.of(Point.MEMORY_WRITE);
    }

    @Override
    public Decision decide(Situation situation) {
        if (!(situation instanceof Situation.MemoryWrite write)) {
            return Decision.ALLOWED;
        }
        Cleaned cleaned = InputCleaning.ofTool(write.text());
        Cleaned masked = cleaned.then(mask.mask(cleaned.text()));
        return masked.changed() ? new Decision.Transform(REASON, masked.text(), masked.counts()) : Decision.ALLOWED;
    }
}
