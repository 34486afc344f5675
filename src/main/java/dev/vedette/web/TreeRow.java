package dev.vedette.web;

import dev.vedette.telemetry.ClockSkew;
import dev.vedette.telemetry.Span;
import dev.vedette.telemetry.TraceTree;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One row of the tree.
 *
 * @param missingParentId the parent that it names but that was not received, or null
 * @param shiftNanos by how much later it is drawn than its host's clock says, because clocks disagree
 */
record TreeRow(
        SpanRow span,
        int depth,
        TraceTree.Link link,
        int descendants,
        @Nullable String missingParentId,
        long shiftNanos) {
    /** The tree of these spans, depth first. */
    static List<TreeRow> of(List<Span> spans) {
        List<TraceTree.Row> rows = TraceTree.rows(spans);
        long[] shifts = ClockSkew.shifts(rows);
        List<TreeRow> tree = new ArrayList<>(rows.size());
        for (int place = 0; place < shifts.length; place++) {
            TraceTree.Row row = rows.get(place);
            tree.add(new TreeRow(
                    SpanRow.of(row.span()),
                    row.depth(),
                    row.link(),
                    row.descendants(),
                    row.missingParentId(),
                    shifts[place]));
        }
        return tree;
    }
}
