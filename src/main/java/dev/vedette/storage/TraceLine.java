package dev.vedette.storage;

import dev.vedette.telemetry.Preview;
import dev.vedette.telemetry.TraceSummary;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Sums up one trace from its index rows, in whatever order they come. The agent is the one of most rows that say what
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
    private final Map<String, Integer> told = new HashMap<>();
    private final Set<String> counted = new HashSet<>();
    private final LoggedRows logged = new LoggedRows();
    private int errors;
    private Bill whole = Bill.NOTHING;
    private Bill rootBill = Bill.NOTHING;
    private Bill otherBill = Bill.NOTHING;

    /** @param matched when the newest row that met the query ended */
    TraceLine(TraceKey trace, long matched) {
        this.trace = trace;
        this.matched = matched;
    }

    boolean hasRows() {
        return first != null;
    }

    /** The session whose spans may tell the tokens again, for a trace of log records alone; else null. */
    SessionTokens.@Nullable Key sessionAlone() {
        Face face = firstWithSession;
        return !told.isEmpty() || face == null || face.session() == null
                ? null
                : new SessionTokens.Key(face.service(), face.session());
    }

    /** Leaves out what log records tell of tokens of these kinds. */
    void countElsewhere(Set<String> kinds) {
        counted.addAll(kinds);
    }

    /** Adds the row at the cursor, columns as {@link TraceFinder} selects them. */
    void add(ResultSet row) throws SQLException {
        Face face = new Face(row.getLong(4), row.getLong(3), row.getString(12), row.getString(9), row.getString(11));
        if (face.isBefore(first)) {
            first = face;
        }
        if (face.session() != null && face.isBefore(firstWithSession)) {
            firstWithSession = face;
        }
        end = Math.max(end, row.getLong(5));
        count(row.getString(8), row.getString(9), row.getString(10));
        if (row.getBoolean(17)) {
            logged.add(row.getString(8), row.getBoolean(7), bill(row));
        } else {
            addSpan(row, face);
        }
    }

    private void addSpan(ResultSet row, Face face) throws SQLException {
        Bill bill = bill(row);
        whole = whole.plus(bill);
        if (row.getBoolean(6) && face.isBefore(root)) {
            root = face;
            otherBill = otherBill.plus(rootBill);
            rootBill = bill;
        } else {
            otherBill = otherBill.plus(bill);
        }
        String operation = row.getString(8);
        told.merge(operation, 1, Integer::sum);
        if (bill.input() > 0 || bill.output() > 0) {
            counted.add(operation);
        }
        errors += row.getBoolean(7) && !operation.equals(PREVIEW) ? 1 : 0;
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

    /** The line of a trace that has rows. */
    TraceSummary summary() {
        Face face = root == null ? first : root;
        if (face == null || first == null) {
            throw new IllegalStateException("a trace without rows has no line");
        }
        boolean repeated = rootBill.repeats(otherBill);
        Bill own = repeated ? otherBill : whole;
        Bill records = logged.bill(counted);
        Bill bill = own.plus(records);
        Bill money = repeated && own.cost() == null && rootBill.cost() != null ? rootBill.plus(records) : bill;
        return new TraceSummary(
                trace.toString(),
                face.name(),
                root != null,
                face.service(),
                mainAgent(),
                session(face),
                first.start(),
                end,
                spans(),
                logged.records(),
                errors + logged.errors(told.keySet()),
                calls("model"),
                calls("tool"),
                bill.input(),
                bill.output(),
                money.cost(),
                money.estimated(),
                money.unpriced(),
                matched);
    }

    /** A preview is not counted: the span that it announces is. */
    private int spans() {
        return told.values().stream().mapToInt(Integer::intValue).sum() - told.getOrDefault(PREVIEW, 0);
    }

    private int calls(String kind) {
        Integer spans = told.get(kind);
        return spans == null ? logged.records(kind) : spans;
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
