package dev.vedette.agent.limit;

import dev.vedette.agent.policy.Decision;
import java.time.Duration;

/**
 * The answer to whoever wants to use something that is limited. Immutable.
 *
 * @param <T> what is held when it may be used; to be closed in any case
 */
public sealed interface Grant<T extends AutoCloseable> {
    /** It may be used. */
    record Granted<T extends AutoCloseable>(T held) implements Grant<T> {}

    /**
     * A limit is reached, and waiting does not help this run.
     *
     * @param scope whose limit
     */
    record Exhausted<T extends AutoCloseable>(Limit limit, Scope scope) implements Grant<T> {
        /** The refusal for traces and for the model. */
        public Decision.Reason reason() {
            return new Decision.Reason(
                    "budget",
                    "limit " + limit.code() + " of the " + scope.code() + " is reached",
                    limit == Limit.TOOL_CALLS
                            ? "This tool must not be called any more. Go on without it."
                            : "A limit is reached. Nothing more can be done.");
        }
    }

    /**
     * Not now: a rate is exceeded, or others hold what may come free.
     *
     * @param after how long to ask again, positive
     */
    record Later<T extends AutoCloseable>(Duration after, Limit limit, Scope scope) implements Grant<T> {}

    /** A money limit was asked for, and nobody said what this model costs, so the limit could not be kept. */
    record Unpriced<T extends AutoCloseable>(String model) implements Grant<T> {
        /** The refusal for traces and for the model. */
        public Decision.Reason reason() {
            return new Decision.Reason(
                    "budget_unpriced",
                    "a money limit is set and the price of the model " + model
                            + " is not known; give its price, or set no money limit",
                    "The model must not be used.");
        }
    }
}
