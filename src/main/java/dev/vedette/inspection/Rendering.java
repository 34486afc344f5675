package dev.vedette.inspection;

import java.util.Arrays;
import java.util.List;
import java.util.function.Function;

/** A text with some spans masked, and the way from its positions back to those of the text it was made from. */
final class Rendering {
    private final String text;
    private final int[] outStarts;
    private final int[] starts;
    private final int[] ends;
    private final boolean[] masked;
    private int pieces;

    /**
     * Masks a stretch of a text.
     *
     * @param spans in order, not overlapping
     */
    Rendering(String source, int from, int to, List<Span> spans, Function<Found, String> masks) {
        List<Span> touching = Span.within(spans, from, to);
        int most = touching.size() * 2 + 1;
        outStarts = new int[most];
        starts = new int[most];
        ends = new int[most];
        masked = new boolean[most];
        StringBuilder out = new StringBuilder();
        int at = from;
        for (Span span : touching) {
            int start = Math.max(from, span.start());
            int end = Math.min(to, span.end());
            piece(out.length(), at, start, false);
            out.append(source, at, start);
            piece(out.length(), start, end, true);
            out.append(span.found() == null ? source.substring(start, end) : masks.apply(span.found()));
            at = end;
        }
        piece(out.length(), at, to, false);
        out.append(source, at, to);
        text = out.toString();
    }

    String text() {
        return text;
    }

    /** The original position where what is at this position begins. */
    int originalStart(int at) {
        int piece = pieceAt(at);
        return masked[piece] ? starts[piece] : starts[piece] + at - outStarts[piece];
    }

    /** The original position after what is before this position. */
    int originalEnd(int at) {
        int piece = pieceAt(at - 1);
        return masked[piece] ? ends[piece] : starts[piece] + at - outStarts[piece];
    }

    /** Whether there is nothing but masks between the positions. */
    boolean onlyMasks(int start, int end) {
        int last = pieceAt(end - 1);
        for (int piece = pieceAt(start); piece <= last; piece++) {
            if (!masked[piece] && ends[piece] > starts[piece]) {
                return false;
            }
        }
        return true;
    }

    private void piece(int outStart, int start, int end, boolean mask) {
        outStarts[pieces] = outStart;
        starts[pieces] = start;
        ends[pieces] = end;
        masked[pieces++] = mask;
    }

    /** The last piece that begins at or before the position. */
    private int pieceAt(int at) {
        int found = Arrays.binarySearch(outStarts, 0, pieces, at);
        int piece = found >= 0 ? found : -found - 2;
        while (piece + 1 < pieces && outStarts[piece + 1] <= at) {
            piece++;
        }
        return piece;
    }
}
