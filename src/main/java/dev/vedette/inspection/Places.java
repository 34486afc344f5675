package dev.vedette.inspection;

import java.util.Arrays;

/** Positions in a text where a keyword begins. Grows; not thread-safe. */
final class Places {
    private int[] positions = new int[8];
    private int size;
    private boolean sorted = true;

    void add(int position) {
        if (size == positions.length) {
            positions = Arrays.copyOf(positions, size * 2);
        }
        sorted &= size == 0 || positions[size - 1] <= position;
        positions[size++] = position;
    }

    int size() {
        return size;
    }

    /** The position of a rank, smallest first. */
    int get(int rank) {
        if (!sorted) {
            Arrays.sort(positions, 0, size);
            sorted = true;
        }
        return positions[rank];
    }
}
