package dev.vedette.storage;

/** The place of a record in the log as one number: the position of its batch and its place in that. */
final class RowId {
    private static final int ORDINAL_BITS = 21;

    /** How many records a batch can have. */
    static final int ORDINALS = 1 << ORDINAL_BITS;

    private RowId() {}

    static long of(long position, int ordinal) {
        if (ordinal >= ORDINALS) {
            throw new IllegalArgumentException("A batch can hold at most " + ORDINALS + " records.");
        }
        return position << ORDINAL_BITS | ordinal;
    }

    static long position(long id) {
        return id >> ORDINAL_BITS;
    }

    static int ordinal(long id) {
        return (int) (id & (ORDINALS - 1));
    }
}
