package dev.vedette.inspection;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A stretch of text that must not show.
 *
 * @param found what is behind it; null for a mask that was there before
 */
record Span(int start, int end, @Nullable Found found) {
    /** The spans in order, overlapping ones made one. */
    static List<Span> merged(List<Span> spans) {
        List<Span> sorted = new ArrayList<>(spans);
        sorted.sort(Comparator.comparingInt(Span::start).thenComparingInt(Span::end));
        List<Span> result = new ArrayList<>();
        for (Span next : sorted) {
            Span last = result.isEmpty() ? null : result.get(result.size() - 1);
            if (last == null || next.start >= last.end) {
                result.add(next);
            } else {
                result.set(result.size() - 1, last.with(next));
            }
        }
        return result;
    }

    /** Those of some ordered spans that touch the stretch from one position to another. */
    static List<Span> within(List<Span> spans, int from, int to) {
        int first = firstFrom(spans, from);
        int last = first;
        while (last < spans.size() && spans.get(last).start < to) {
            last++;
        }
        return spans.subList(first, last);
    }

    /** The rank of the first span that ends after the position. */
    private static int firstFrom(List<Span> spans, int position) {
        int low = 0;
        int high = spans.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (spans.get(middle).end <= position) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    private Span with(Span other) {
        Found better = found == null ? other.found : other.found == null ? found : Found.better(found, other.found);
        return new Span(Math.min(start, other.start), Math.max(end, other.end), better);
    }
}
