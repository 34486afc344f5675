package dev.vedette.inspection;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** A text as it reads when an encoding is taken off, with the way back: each character knows the span it came from. */
final class TextView {
    private final String text;
    private final int @Nullable [] starts;
    private final int @Nullable [] ends;

    private TextView(String text, int @Nullable [] starts, int @Nullable [] ends) {
        this.text = text;
        this.starts = starts;
        this.ends = ends;
    }

    /** The text as it is. */
    static TextView of(String text) {
        return new TextView(text, null, null);
    }

    String text() {
        return text;
    }

    /** The original position where the character came from. */
    int start(int at) {
        return starts == null ? at : starts[at];
    }

    /** The original position after what the character before this position came from. */
    int end(int at) {
        return ends == null || at == 0 ? at : ends[at - 1];
    }

    /** Writes a view of a view. */
    static final class Builder {
        private final TextView source;
        private final StringBuilder text;
        private int[] starts;
        private int[] ends;

        Builder(TextView source) {
            this.source = source;
            int length = source.text.length();
            this.text = new StringBuilder(length);
            this.starts = new int[length];
            this.ends = new int[length];
        }

        /** Adds a character that a span of the source stands for. */
        void add(char character, int from, int to) {
            int at = text.length();
            if (at == starts.length) {
                starts = Arrays.copyOf(starts, at * 2 + 1);
                ends = Arrays.copyOf(ends, at * 2 + 1);
            }
            starts[at] = source.start(from);
            ends[at] = source.end(to);
            text.append(character);
        }

        boolean isEmpty() {
            return text.isEmpty();
        }

        TextView build() {
            return new TextView(text.toString(), starts, ends);
        }
    }
}
