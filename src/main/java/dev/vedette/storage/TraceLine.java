package dev.vedette.storage;

import dev.vedette.telemetry.Preview;
import dev.vedette.telemetry.TraceSummary;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Sums up one trace from its index rows, in whatever order they come. The agent is the one of most spans that say what
 * they did and name one, and the first by name of several. Not thread-safe.
 */
final class TraceLine {
    private static final int AGENTS = 1_000;
    private static final String PREVIEW = new Preview(null).kind();

    private record Face(
            long start,
            long id,
            String name,
            String service,
            @Nullable String session) {
        private static final Comparator<Face> ORDER =
                Comparator.comparingLong(Face::start).thenComparingLong(Face::id);

        boolean isBefore(@Nullable Face other) {
            return other == null || ORDER.compare(this, other) < 0;
        }
    }

    private final TraceKey trace;
    private final long matched;
    private final Map<String, Integer> agents = new HashMap<>();
    private final Map<String, Integer> otherAgents = new HashMap<>();
    private @Nullable Face first;
    private @Nullable Face root;
    private @Nullable Face firstWithSession;
    private long end = Long.MIN_VALUE;
    private int spans;
    private int errors;
    private int modelCalls;
    private int toolCalls;
    private Bill whole = Bill.NOTHING;
    private Bill rootBill = Bill.NOTHING;
    private Bill otherBill = Bill.NOTHING;

    /** @param matched when the newest span that met the query ended */
    TraceLine(TraceKey trace, long matched) {
        this.trace = trace;
        this.matched = matched;
    }

    boolean hasSpans() {
        return first != null;
    }

    /** Adds the row at the cursor, columns as {@link TraceFinder} selects them. */
    void add(ResultSet row) throws SQLException {
        Face face = new Face(row.getLong(4), row.getLong(3), row.getString(12), row.getString(9), row.getString(11));
        if (face.isBefore(first)) {
            first = face;
        }
        Bill bill = bill(row);
        whole = whole.plus(bill);
        if (row.getBoolean(6) && face.isBefore(root)) {
            root = face;
            otherBill = otherBill.plus(rootBill);
            rootBill = bill;
        } else {
            otherBill = otherBill.plus(bill);
        }
        if (face.session() != null && face.isBefore(firstWithSession)) {
            firstWithSession = face;
        }
        end = Math.max(end, row.getLong(5));
        countRow(row.getString(8), row.getBoolean(7));
        count(row.getString(8), row.getString(9), row.getString(10));
    }

    /** A preview is not counted: the span that it announces is. */
    private void countRow(String operation, boolean error) {
        boolean preview = operation.equals(PREVIEW);
        spans += preview ? 0 : 1;
        errors += error && !preview ? 1 : 0;
        modelCalls += operation.equals("model") ? 1 : 0;
        toolCalls += operation.equals("tool") ? 1 : 0;
    }

    private static Bill bill(ResultSet row) throws SQLException {
        long input = row.getLong(13);
        boolean counted = !row.wasNull();
        long output = row.getLong(14);
        counted |= !row.wasNull();
        double price = row.getDouble(15);
        return row.wasNull()
                ? new Bill(input, output, null, false, counted ? 1 : 0)
                : new Bill(input, output, price, row.getBoolean(16), 0);
    }

    /** Only who did something and was named can be what the trace is about, as long as there is one. */
    private void count(String operation, String service, String agent) {
        boolean nobody = operation.equals("other") || operation.equals(PREVIEW) || agent.equals(service);
        Map<String, Integer> counts = nobody ? otherAgents : agents;
        if (counts.size() < AGENTS || counts.containsKey(agent)) {
            counts.merge(agent, 1, Integer::sum);
        }
    }

    /** The line of a trace that has spans. */
    TraceSummary summary() {
        Face face = root == null ? first : root;
        if (face == null || first == null) {
            throw new IllegalStateException("a trace without spans has no line");
        }
        boolean repeated = rootBill.repeats(otherBill);
        Bill bill = repeated ? otherBill : whole;
        Bill money = repeated && bill.cost() == null && rootBill.cost() != null ? rootBill : bill;
        return new TraceSummary(
                trace.toString(),
                face.name(),
                root != null,
                face.service(),
                mainAgent(),
                session(face),
                first.start(),
                end,
                spans,
                errors,
                modelCalls,
                toolCalls,
                bill.input(),
                bill.output(),
                money.cost(),
                money.estimated(),
                money.unpriced(),
                matched);
    }

    private String mainAgent() {
        return (agents.isEmpty() ? otherAgents : agents)
                .entrySet().stream()
                        .max(Map.Entry.<String, Integer>comparingByValue()
                                .thenComparing(Map.Entry.comparingByKey(Comparator.reverseOrder())))
                        .map(Map.Entry::getKey)
                        .orElse("");
    }

    private String session(Face face) {
        if (face.session() != null) {
            return face.session();
        }
        return firstWithSession == null || firstWithSession.session() == null
                ? trace.toString()
                : firstWithSession.session();
    }
}
