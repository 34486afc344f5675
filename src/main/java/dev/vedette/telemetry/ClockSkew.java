package dev.vedette.telemetry;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How far the spans of a trace have to be moved to be drawn where they must have happened, where hosts' clocks disagree.
 * Only a span of another host than its parent's is moved against it, and only when it cannot be right: when it starts
 * before its parent, or when it serves a call and ends after the caller had its answer. A shorter one is then put into
 * the middle of its parent, a longer one at its start; what happened on the same host below it goes with it. The times
 * themselves stay as they were sent. (The rule of Jaeger's clock skew adjuster, which does the same to longer calls, but
 * takes every span for one that its parent waits for.)
 */
public final class ClockSkew {
    private static final String[] HOST = {"host.id", "host.name", "k8s.pod.uid", "service.instance.id"};

    private ClockSkew() {}

    /** For every row of {@link TraceTree#rows} by how many nanoseconds it is to be drawn later; mostly 0. */
    public static long[] shifts(List<TraceTree.Row> rows) {
        long[] shifts = new long[rows.size()];
        List<Integer> path = new ArrayList<>();
        for (int place = 0; place < shifts.length; place++) {
            TraceTree.Row row = rows.get(place);
            while (path.size() > row.depth()) {
                path.remove(path.size() - 1);
            }
            if (!path.isEmpty()) {
                int above = path.get(path.size() - 1);
                shifts[place] = shift(row.span(), rows.get(above).span(), shifts[above]);
            }
            path.add(place);
        }
        return shifts;
    }

    private static long shift(Span child, Span parent, long parentShift) {
        if (host(child).equals(host(parent))) {
            return parentShift;
        }
        long from = parent.startEpochNanos() + parentShift;
        long spare = parent.durationNanos() - child.durationNanos();
        boolean early = child.startEpochNanos() < from;
        boolean late = child.kind() == SpanKind.SERVER && child.startEpochNanos() - from > spare && spare >= 0;
        return early || late ? from + Math.max(0, spare / 2) - child.startEpochNanos() : 0;
    }

    private static String host(Span span) {
        @Nullable String named = span.resource().attributes().firstText(HOST);
        return named == null ? span.resource().serviceName() : named;
    }
}
