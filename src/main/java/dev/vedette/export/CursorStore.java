package dev.vedette.export;

/** Remembers how far each destination has been served. Thread-safe. */
public interface CursorStore {
    /** What {@link #load} answers for a destination that was never saved. */
    long UNKNOWN = -1;

    /**
     * The position saved last, or {@link #UNKNOWN}.
     *
     * @throws java.io.UncheckedIOException if it cannot be read
     */
    long load(String destination);

    /**
     * Saves a position so that it survives the death of the process.
     *
     * @throws java.io.UncheckedIOException if it cannot be written; the one saved before is then kept
     */
    void save(String destination, long position);
}
