package dev.vedette.telemetry;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Finds spans that tell exactly the input and output tokens that the spans below them add up to: they wrap those and
 * repeat their numbers, whatever their dialect says. Goes from the leaves upwards, so every span is looked at once, and
 * spans whose parents go round in a circle are taken at their word. Not thread-safe.
 */
public final class RepeatedUsage {
    /** The place of the parent of a span without one. */
    public static final int NO_PARENT = -1;

    private final int[] parents;
    private final List<Usage> usages;
    private final int[] openChildren;
    private final long[] input;
    private final long[] output;
    private final boolean[] repeats;

    private RepeatedUsage(int[] parents, List<Usage> usages) {
        this.parents = parents;
        this.usages = usages;
        this.openChildren = new int[parents.length];
        this.input = new long[parents.length];
        this.output = new long[parents.length];
        this.repeats = new boolean[parents.length];
    }

    /**
     * Which spans only repeat the tokens of those below them.
     *
     * @param parents for every span the place of its parent, or {@link #NO_PARENT}
     * @param usages for every span what it used
     */
    public static boolean[] find(int[] parents, List<Usage> usages) {
        return new RepeatedUsage(parents, usages).find();
    }

    private boolean[] find() {
        Deque<Integer> ready = leaves();
        while (!ready.isEmpty()) {
            int span = ready.remove();
            judge(span);
            int parent = parents[span];
            if (parent != NO_PARENT) {
                input[parent] += input[span];
                output[parent] += output[span];
                openChildren[parent]--;
                if (openChildren[parent] == 0) {
                    ready.add(parent);
                }
            }
        }
        return repeats;
    }

    private Deque<Integer> leaves() {
        for (int parent : parents) {
            if (parent != NO_PARENT) {
                openChildren[parent]++;
            }
        }
        Deque<Integer> leaves = new ArrayDeque<>();
        for (int span = 0; span < parents.length; span++) {
            if (openChildren[span] == 0) {
                leaves.add(span);
            }
        }
        return leaves;
    }

    /** Until now the sums hold what was told below the span; after this, what is told by it and below it. */
    private void judge(int span) {
        Usage usage = usages.get(span);
        if (!usage.own()) {
            return;
        }
        long in = zeroIfNull(usage.inputTokens());
        long out = zeroIfNull(usage.outputTokens());
        repeats[span] = in + out > 0 && in == input[span] && out == output[span];
        if (!repeats[span]) {
            input[span] += in;
            output[span] += out;
        }
    }

    private static long zeroIfNull(@Nullable Long tokens) {
        return tokens == null ? 0 : tokens;
    }
}
