package dev.vedette.agent.policy;

import dev.vedette.agent.policy.Decision.Reason;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What all guards together decide. Immutable.
 *
 * @param verdict what is to be done
 * @param guard whose decision that was; empty for {@link Verdict#PROCEED}
 * @param reason why, or null for {@link Verdict#PROCEED}
 * @param text the situation's text as the guards leave it; empty for situations that are not about a text
 * @param warnings of guards that let it happen all the same; their advice is for the model
 */
public record Ruling(
        Verdict verdict, String guard, @Nullable Reason reason, String text, List<Reason> warnings) {
    public Ruling {
        warnings = List.copyOf(warnings);
    }

    /** What is to be done. */
    public enum Verdict {
        /** Go on, with the text of the ruling. */
        PROCEED,
        /** A person must agree first. */
        ASK,
        /** It must not happen. */
        DENY
    }

    /** Whether nothing stands against it. */
    public boolean proceeds() {
        return verdict == Verdict.PROCEED;
    }
}
