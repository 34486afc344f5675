package dev.vedette.web;

import dev.vedette.telemetry.Trace;
import dev.vedette.telemetry.TraceQuery;
import dev.vedette.telemetry.TraceSummary;
import io.javalin.http.Context;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

/**
 * One session whole. Many agents begin a trace with every turn or every call of a model, so a conversation lies in
 * several of them.
 */
final class SessionApi {
    private static final int MOST_TRACES = 200;
    private static final int MOST_SPANS = 5_000;

    private final DashboardData data;
    private final TracesApi traces;

    SessionApi(DashboardData data, TracesApi traces) {
        this.data = data;
        this.traces = traces;
    }

    void routes(RouteTable table) {
        table.get("/api/v1/session", this::one, "id", "limit", "range", "from", "to");
    }

    private void one(Context context) {
        Parameters parameters = new Parameters(context);
        String asked = parameters.text("id");
        if (asked == null) {
            throw Problem.badRequest("Which session?", "Name it in the parameter id.");
        }
        TimeRange range = TimeRange.of(parameters, data.clock().instant());
        long to = parameters.instant("to") == null ? Long.MAX_VALUE : range.toNanos();
        int limit = parameters.number("limit", 1, MOST_TRACES, MOST_TRACES);
        List<TraceSummary> found = find(asked, range.fromNanos(), to, limit);
        String session = nameOf(asked, found);
        if (!session.equals(asked)) {
            found = find(session, range.fromNanos(), to, limit);
        }
        Json.answer(context, page(session, found, found.size() == limit));
    }

    private List<TraceSummary> find(String session, long from, long to, int limit) {
        return data.traces()
                .find(new TraceQuery(
                        from, to, null, null, null, null, session, null, null, false, null, limit, Long.MAX_VALUE));
    }

    /** While no span had named the session of a trace, the trace's id stood for it: such an address still leads here. */
    private static String nameOf(String asked, List<TraceSummary> found) {
        return found.size() == 1 && found.get(0).traceId().equals(asked)
                ? found.get(0).session()
                : asked;
    }

    private SessionPage page(String session, List<TraceSummary> found, boolean more) {
        List<TraceSummary> inOrder = new ArrayList<>(found);
        inOrder.sort(Comparator.comparingLong(TraceSummary::startEpochNanos).thenComparing(TraceSummary::traceId));
        Set<String> alerted = traces.alertedTraces();
        List<SessionTrace> parts = new ArrayList<>(inOrder.size());
        int left = MOST_SPANS;
        for (TraceSummary summary : inOrder) {
            Trace trace = left > 0 ? data.traces().trace(summary.traceId(), left) : null;
            List<TreeRow> rows = trace == null ? List.of() : TreeRow.of(LoggedCalls.among(trace));
            left -= rows.size();
            parts.add(new SessionTrace(
                    TraceRow.of(summary, alerted.contains(summary.traceId())),
                    rows,
                    trace == null || trace.truncated()));
        }
        return new SessionPage(session, more, parts);
    }

    /**
     * A session.
     *
     * @param session its name; not the one asked for when that was the id of a trace that belongs to a named session
     * @param truncated whether there may be more and older traces in the range
     * @param traces by start time, oldest first
     */
    record SessionPage(String session, boolean truncated, List<SessionTrace> traces) {}

    /**
     * A trace of the session.
     *
     * @param rows its spans as a tree, depth first
     * @param cut whether some of its spans are not among them
     */
    record SessionTrace(TraceRow trace, List<TreeRow> rows, boolean cut) {}
}
