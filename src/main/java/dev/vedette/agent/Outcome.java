package dev.vedette.agent;

import dev.vedette.agent.policy.Point;

/** How a run ended. Immutable. */
public sealed interface Outcome {
    /** In a word, for traces and programs. */
    String code();

    /** The agent has answered. */
    record Completed() implements Outcome {
        @Override
        public String code() {
            return "completed";
        }
    }

    /**
     * The policy did not let the run go on.
     *
     * @param guard whose decision that was
     * @param reason its code, such as {@code brake}
     */
    record Refused(Point point, String guard, String reason) implements Outcome {
        @Override
        public String code() {
            return "refused";
        }
    }

    /**
     * A limit was reached.
     *
     * @param scope whose limit: {@code run}, {@code session}, {@code user}, {@code agent} or {@code tenant}
     * @param limit which one, such as {@code steps}
     */
    record LimitReached(String scope, String limit) implements Outcome {
        @Override
        public String code() {
            return "limit_reached";
        }
    }

    /**
     * Somebody stopped it.
     *
     * @param reason what they said, for people
     */
    record Stopped(String reason) implements Outcome {
        @Override
        public String code() {
            return "stopped";
        }
    }

    /**
     * It could not go on.
     *
     * @param errorType such as {@code rate_limited}, {@code stalled} or {@code invalid_answer}
     */
    record Failed(String errorType) implements Outcome {
        @Override
        public String code() {
            return "failed";
        }
    }
}
