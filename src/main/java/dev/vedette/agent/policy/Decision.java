package dev.vedette.agent.policy;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a guard decides. Immutable. */
public sealed interface Decision {
    /** The decision that lets things be. */
    Decision ALLOWED = new Allow();

    /** The name in traces and metrics: {@code allow}, {@code warn}, {@code ask}, {@code deny}, {@code transform}. */
    String verdict();

    /** Why, or null for {@link Allow}. */
    @Nullable
    Reason reason();

    /** It may happen. */
    record Allow() implements Decision {
        @Override
        public String verdict() {
            return "allow";
        }

        @Override
        public @Nullable Reason reason() {
            return null;
        }
    }

    /** It may happen, and the trace says that something was odd. */
    record Warn(Reason reason) implements Decision {
        @Override
        public String verdict() {
            return "warn";
        }
    }

    /** A person must agree. */
    record Ask(Reason reason) implements Decision {
        @Override
        public String verdict() {
            return "ask";
        }
    }

    /** It must not happen. */
    record Deny(Reason reason) implements Decision {
        @Override
        public String verdict() {
            return "deny";
        }
    }

    /**
     * It may happen with another text. For situations that are about a text.
     *
     * @param text in place of the situation's
     * @param counts how often what was changed, such as {@code secrets: 2}
     */
    record Transform(Reason reason, String text, Map<String, Integer> counts) implements Decision {
        public Transform {
            counts = Map.copyOf(counts);
        }

        @Override
        public String verdict() {
            return "transform";
        }
    }

    /**
     * Why a guard decides so.
     *
     * @param code stable and of few values, such as {@code role_missing}: for traces, metrics and programs
     * @param detail for the trace: more precisely, without quoting content; names of tools, roles and hosts may stand
     *     in it
     * @param advice for the model, in fixed words that repeat nothing of what it wrote
     */
    record Reason(String code, String detail, String advice) {}
}
