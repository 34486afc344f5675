package dev.vedette.egress;

import java.util.concurrent.atomic.AtomicLong;

/** The bytes that a proxy may still let pass. Thread-safe. */
final class ByteBudget {
    private final AtomicLong left;

    ByteBudget(long bytes) {
        this.left = new AtomicLong(bytes);
    }

    /**
     * Takes so many, before they are passed on.
     *
     * @throws Refusal if there are not so many left; then there are none any more
     */
    void spend(long bytes) throws Refusal {
        if (left.addAndGet(-bytes) < 0) {
            left.set(0);
            throw new Refusal(EgressVerdict.BUDGET);
        }
    }

    boolean isEmpty() {
        return left.get() <= 0;
    }
}
