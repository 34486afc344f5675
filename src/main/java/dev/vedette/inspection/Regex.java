package dev.vedette.inspection;

import java.util.List;

/** The syntax tree of a rule's pattern. Groups leave no trace in it: it serves to find places, not to take them apart. */
sealed interface Regex {
    /** As many times as there are. */
    int UNBOUNDED = -1;

    Regex NOTHING = new Sequence(List.of());

    /** One character out of a set. */
    record Chars(CharSet set) implements Regex {}

    /** All parts, one after the other. */
    record Sequence(List<Regex> parts) implements Regex {
        public Sequence {
            parts = List.copyOf(parts);
        }
    }

    /** One of the branches. */
    record Choice(List<Regex> branches) implements Regex {
        public Choice {
            branches = List.copyOf(branches);
        }
    }

    /** A part, at least {@code least} and at most {@code most} times. */
    record Repeat(Regex part, int least, int most) implements Regex {}

    /** A condition on the place that takes no character. */
    enum Assertion implements Regex {
        /** The end of the text. */
        END,
        /** A word begins or ends here. */
        BOUNDARY,
        /** Any other; the prefilter takes it as met. */
        OTHER
    }

    /** The length of the longest match in characters, or {@link #UNBOUNDED}. */
    static int longest(Regex regex) {
        if (regex instanceof Chars) {
            return 2;
        }
        if (regex instanceof Sequence sequence) {
            int sum = 0;
            for (Regex part : sequence.parts()) {
                int length = longest(part);
                if (length == UNBOUNDED) {
                    return UNBOUNDED;
                }
                sum += length;
            }
            return sum;
        }
        if (regex instanceof Choice choice) {
            int most = 0;
            for (Regex branch : choice.branches()) {
                int length = longest(branch);
                if (length == UNBOUNDED) {
                    return UNBOUNDED;
                }
                most = Math.max(most, length);
            }
            return most;
        }
        if (regex instanceof Repeat repeat) {
            int length = longest(repeat.part());
            return length == UNBOUNDED || repeat.most() == UNBOUNDED ? UNBOUNDED : length * repeat.most();
        }
        return 0;
    }
}
