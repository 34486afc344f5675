package dev.vedette.agent.model;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Which model is asked, and which one next when that did not do. Routes are immutable and decide from the attempts
 * alone, so the same attempts always lead to the same model.
 *
 * <p>Every {@link ChatModel} is a route, and routes make routes, read from left to right. {@code
 * cheap.retrying(2).orElse(other)} asks the cheap model up to three times and then the other one; {@code
 * cheap.orElse(other).retrying(2)} asks both in turn up to three times; {@code
 * cheap.escalatingTo(strong).orElse(strong)} asks the strong one when the cheap one's answer does not do as well as when
 * it does not answer.
 */
@FunctionalInterface
public interface ModelRoute {
    /**
     * The model to ask now.
     *
     * @param soFar the attempts for this one answer, oldest first
     * @return the next choice, or empty when nothing is left to try
     */
    Optional<Choice> next(List<Attempt> soFar);

    /**
     * This route, and the other one when this ends in a fault that is {@linkplain ModelFault.Kind#passing() passing}: too
     * many requests, no connection, a stall, an answer that is cut off. A request that is wrong is wrong there as well.
     */
    default ModelRoute orElse(ModelRoute other) {
        return orElse(other, fault -> fault.kind().passing());
    }

    /** This route, and the other one when this ends in such a fault. */
    default ModelRoute orElse(ModelRoute other, Predicate<ModelFault> when) {
        return new Sequel(this, other, last -> last.fault() != null && when.test(last.fault()));
    }

    /**
     * This route, and up to so many times again while it ends in a passing fault. It waits as long as the provider asks,
     * else half a second, one, two and so on, at most 30 seconds; when the provider asks for longer, it gives up at once.
     *
     * @throws IllegalArgumentException if it is less than zero times
     */
    default ModelRoute retrying(int times) {
        return retrying(times, Duration.ofSeconds(30));
    }

    /**
     * As {@link #retrying(int)}, but never waits longer than this.
     *
     * @throws IllegalArgumentException if it is less than zero times or a negative time
     */
    default ModelRoute retrying(int times, Duration longestWait) {
        return new Retrying(this, times, longestWait);
    }

    /**
     * This route, and a stronger one when this answers but {@linkplain ModelReply#seemsTooLittle() not enough}, or answers
     * what cannot be read. Other faults end the route. If the stronger one gives no answer, that of this one is taken, as
     * long as it holds anything.
     */
    default ModelRoute escalatingTo(ModelRoute stronger) {
        return escalatingTo(stronger, ModelReply::seemsTooLittle);
    }

    /** This route, and a stronger one when this answers like that, or answers what cannot be read. */
    default ModelRoute escalatingTo(ModelRoute stronger, Predicate<ModelReply> notEnough) {
        return new Sequel(
                this,
                stronger,
                last -> last.reply() == null
                        ? last.fault() != null && last.fault().kind() == ModelFault.Kind.MALFORMED
                        : notEnough.test(last.reply()));
    }

    /**
     * One attempt that was made.
     *
     * @param fault why there was no answer, or null if there was one
     * @param reply the answer, or null if there was none
     */
    record Attempt(
            ChatModel model,
            @Nullable ModelFault fault,
            @Nullable ModelReply reply) {}

    /**
     * A model to ask.
     *
     * @param after how long to wait before, never negative
     */
    record Choice(ChatModel model, Duration after) {
        /** At once. */
        public static Choice now(ChatModel model) {
            return new Choice(model, Duration.ZERO);
        }
    }
}
