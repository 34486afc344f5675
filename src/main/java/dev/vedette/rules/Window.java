package dev.vedette.rules;

import java.util.ArrayList;
import java.util.List;

/**
 * What an aggregate remembers of one key: sixtieths of its window with an amount each, or for {@code distinct} the
 * items with the sixtieth in which each was last seen. Bounded and immutable.
 */
record Window(List<Cell> cells) {
    /** Into how many parts a window is cut; it slides by one of them. */
    static final int PARTS = 60;

    /** The most different items that are told apart; more only push out the oldest. */
    static final int MAX_ITEMS = 1_000;

    static final Window EMPTY = new Window(List.of());

    Window {
        cells = List.copyOf(cells);
    }

    /**
     * The window after one more event.
     *
     * @param bucket the sixtieth in which the event lies
     * @param latest the latest sixtieth seen; what is older than a window before it is forgotten
     */
    Window add(WindowFunction function, long bucket, long latest, double amount, long item) {
        List<Cell> kept = new ArrayList<>(cells.size() + 1);
        Cell added = new Cell(bucket, amount, item);
        for (Cell cell : cells) {
            if (cell.bucket() <= latest - PARTS) {
                continue;
            }
            boolean same = function == WindowFunction.DISTINCT ? cell.item() == item : cell.bucket() == bucket;
            if (same) {
                added = cell.with(added, function);
            } else {
                kept.add(cell);
            }
        }
        if (bucket > latest - PARTS) {
            kept.add(added);
        }
        return new Window(kept.size() > MAX_ITEMS ? kept.subList(kept.size() - MAX_ITEMS, kept.size()) : kept);
    }

    /** What the function comes to over the cells. */
    double value(WindowFunction function) {
        double value = function == WindowFunction.MAX ? Double.NEGATIVE_INFINITY : 0;
        for (Cell cell : cells) {
            value = switch (function) {
                case COUNT, SUM -> value + cell.amount();
                case DISTINCT -> value + 1;
                case MAX -> Math.max(value, cell.amount());
            };
        }
        return value;
    }

    /** The latest sixtieth in which something was seen. */
    long latest() {
        long latest = Long.MIN_VALUE;
        for (Cell cell : cells) {
            latest = Math.max(latest, cell.bucket());
        }
        return latest;
    }

    /** One part of a window, or one item. {@code item} is 0 where items are not told apart. */
    record Cell(long bucket, double amount, long item) {
        private Cell with(Cell added, WindowFunction function) {
            return switch (function) {
                case COUNT, SUM -> new Cell(bucket, amount + added.amount, item);
                case MAX -> new Cell(bucket, Math.max(amount, added.amount), item);
                case DISTINCT -> new Cell(Math.max(bucket, added.bucket), amount, item);
            };
        }
    }
}
