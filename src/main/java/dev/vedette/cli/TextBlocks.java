package dev.vedette.cli;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Whole lines of a text, a mebi of characters at a time, so that what runs over several lines is seen in one piece. A
 * block's last lines come again with the next one: what begins among them belongs to that one. Not thread-safe.
 */
final class TextBlocks {
    private static final int BLOCK = 1 << 20;
    private static final int OVERLAP = 1 << 14;

    private final TextLines lines;
    private final Deque<String> held = new ArrayDeque<>();
    private long firstLine = 1;
    private boolean ended;

    TextBlocks(TextLines lines) {
        this.lines = lines;
    }

    /**
     * A piece of the text.
     *
     * @param firstLine the number of its first line
     * @param own what begins before this position belongs to this block
     */
    record Block(String text, long firstLine, int own) {}

    /** The next block, or null after the last. */
    @Nullable
    Block next() {
        if (ended) {
            return null;
        }
        long length = held.stream().mapToLong(line -> line.length() + 1L).sum();
        while (length < BLOCK && !ended) {
            String line = lines.next();
            if (line == null) {
                ended = true;
            } else {
                held.add(line);
                length += line.length() + 1L;
            }
        }
        String text = String.join("\n", held);
        long first = firstLine;
        int again = keepLast();
        return new Block(text, first, again == 0 ? text.length() : text.length() - again + 1);
    }

    /** Lets go of all lines but the last few; returns the length of those with a line feed each. */
    private int keepLast() {
        int length = 0;
        List<String> kept = new ArrayList<>();
        long count = held.size();
        while (!ended && !held.isEmpty() && length + held.getLast().length() < OVERLAP) {
            String line = held.removeLast();
            length += line.length() + 1;
            kept.add(line);
        }
        held.clear();
        Collections.reverse(kept);
        held.addAll(kept);
        firstLine += count - kept.size();
        return length;
    }
}
