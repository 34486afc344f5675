package dev.vedette.telemetry;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The tree that the spans of a trace make, as far as they came. Senders lose spans and lie about parents, so it bears
 * missing parents, spans that are their own parents or ancestors, the same span twice, and any depth; it takes time in
 * O(n log n) and no recursion.
 *
 * <p>A {@link Preview} stands in for the span that it announces, and is left out once that came.
 */
public final class TraceTree {
    private final List<Span> spans;
    private final Map<String, Integer> places = new HashMap<>();
    private final List<List<Integer>> children;
    private final boolean[] placed;
    private final List<Row> rows = new ArrayList<>();

    private TraceTree(List<Span> given) {
        this.spans = distinct(given);
        this.children = new ArrayList<>(spans.size());
        this.placed = new boolean[spans.size()];
        for (int place = 0; place < spans.size(); place++) {
            places.put(id(spans.get(place)), place);
            children.add(new ArrayList<>(0));
        }
    }

    /**
     * Every span once, parents before their children, children and roots by start time, those below the same missing
     * parent together. Of spans with the same id the first given stays.
     */
    public static List<Row> rows(List<Span> spans) {
        TraceTree tree = new TraceTree(spans);
        tree.build();
        return List.copyOf(tree.rows);
    }

    private void build() {
        List<Integer> tops = new ArrayList<>();
        for (int place = 0; place < spans.size(); place++) {
            Integer parent = parentOf(place);
            if (parent == null) {
                tops.add(place);
            } else {
                children.get(parent).add(place);
            }
        }
        for (List<Integer> family : families(tops)) {
            for (int top : family) {
                walk(top, parentId(spans.get(top)) == null ? Link.ROOT : Link.PARENT_MISSING);
            }
        }
        for (int place = 0; place < spans.size(); place++) {
            if (!placed[place]) {
                walk(onTheCycleAbove(place), Link.CYCLE);
            }
        }
        measureSubtrees();
    }

    /** Those without a parent here, by start time; the children of one parent that did not come are together. */
    private Collection<List<Integer>> families(List<Integer> tops) {
        Map<String, List<Integer>> families = new LinkedHashMap<>();
        for (int top : tops) {
            String missing = parentId(spans.get(top));
            families.computeIfAbsent(missing == null ? "" : missing, parent -> new ArrayList<>(1))
                    .add(top);
        }
        return families.values();
    }

    /** The id of the span that it is or stands in for. */
    private static String id(Span span) {
        String announced = span.operation() instanceof Preview ? span.parentSpanId() : null;
        return announced == null ? span.spanId() : announced;
    }

    private static @Nullable String parentId(Span span) {
        return span.operation() instanceof Preview preview && span.parentSpanId() != null
                ? preview.aboveSpanId()
                : span.parentSpanId();
    }

    /** Where the parent is; null for a root, a parent that did not come, and a span that is its own parent. */
    private @Nullable Integer parentOf(int place) {
        String parent = parentId(spans.get(place));
        Integer found = parent == null ? null : places.get(parent);
        return found != null && found == place ? null : found;
    }

    private void walk(int top, Link link) {
        Deque<Row> open = new ArrayDeque<>();
        open.push(new Row(spans.get(top), 0, link, 0));
        placed[top] = true;
        while (!open.isEmpty()) {
            Row row = open.pop();
            rows.add(row);
            List<Integer> below = children.get(place(row));
            for (int i = below.size() - 1; i >= 0; i--) {
                int child = below.get(i);
                if (!placed[child]) {
                    placed[child] = true;
                    open.push(new Row(spans.get(child), row.depth() + 1, Link.CHILD, 0));
                }
            }
        }
    }

    /** Parents of a span without a root run in a circle sooner or later; the first met twice is on it. */
    private int onTheCycleAbove(int place) {
        Set<Integer> met = new HashSet<>();
        int current = place;
        while (met.add(current)) {
            Integer parent = parentOf(current);
            if (parent == null) {
                return current;
            }
            current = parent;
        }
        return current;
    }

    private void measureSubtrees() {
        Deque<Integer> open = new ArrayDeque<>();
        for (int index = 0; index <= rows.size(); index++) {
            int depth = index < rows.size() ? rows.get(index).depth() : 0;
            while (!open.isEmpty() && rows.get(open.peek()).depth() >= depth) {
                int ended = open.pop();
                rows.set(ended, rows.get(ended).withDescendants(index - ended - 1));
            }
            open.push(index);
        }
    }

    private int place(Row row) {
        Integer place = places.get(id(row.span()));
        return place == null ? -1 : place;
    }

    private static List<Span> distinct(List<Span> given) {
        List<Span> previewsLast = new ArrayList<>(given);
        previewsLast.sort(Comparator.comparing(span -> span.operation() instanceof Preview));
        Set<String> ids = new HashSet<>();
        List<Span> distinct = new ArrayList<>();
        for (Span span : previewsLast) {
            if (ids.add(id(span))) {
                distinct.add(span);
            }
        }
        distinct.sort(Comparator.comparingLong(Span::startEpochNanos));
        return distinct;
    }

    /** How a span hangs in the tree. */
    public enum Link {
        /** It says that it has no parent. */
        ROOT,
        /** It hangs below the row that is its parent. */
        CHILD,
        /** It names a parent that did not come, or itself. */
        PARENT_MISSING,
        /** It is among its own ancestors; the tree was cut here. */
        CYCLE
    }

    /**
     * One span in its place.
     *
     * @param depth how many ancestors are above it in the tree
     * @param descendants how many rows after it are below it
     */
    public record Row(Span span, int depth, Link link, int descendants) {
        /** The parent that it names but that did not come, or null. */
        public @Nullable String missingParentId() {
            return link == Link.PARENT_MISSING ? parentId(span) : null;
        }

        private Row withDescendants(int count) {
            return new Row(span, depth, link, count);
        }
    }
}
