package dev.vedette.brakes;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Keeps brakes. Every method throws {@code StoreException} when the store cannot do its work.
 * Thread-safe; what is returned is durable.
 */
public interface BrakeStore {
    /** Keeps a brake, in place of one with the same id, and forgets those that had ended when it was set. */
    void keep(Brake brake);

    /** The brakes that hold at {@code now}, the oldest first. */
    Board board(Instant now);

    /** Ends a brake; empty when there is none of this id that holds at {@code now}. */
    Optional<Brake> lift(String id, Instant now);

    /**
     * The brakes at one time. Immutable.
     *
     * @param version counts up with every brake that is set or lifted; one that ends by itself does not change it
     */
    record Board(long version, List<Brake> brakes) {
        public Board {
            brakes = List.copyOf(brakes);
        }
    }
}
