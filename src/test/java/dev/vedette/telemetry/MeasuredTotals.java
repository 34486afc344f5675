package dev.vedette.telemetry;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.LongSummaryStatistics;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What metrics tell of what neither spans nor log records do, written as plainly as can be. */
final class MeasuredTotals {
    private static final long MINUTE = 60_000_000_000L;

    private final Set<List<String>> told = new HashSet<>();
    private final Map<List<Object>, MetricPoint> last = new HashMap<>();

    MeasuredTotals(Collection<StoredBatch> log) {
        for (StoredBatch stored : log) {
            stored.batch().spans().forEach(this::tell);
            stored.batch().logs().forEach(this::tell);
        }
    }

    private void tell(Activity activity) {
        Actor actor = activity.actor();
        boolean named = actor.hasSession(activity.traceId()) && !actor.session().equals(actor.service());
        List<String> whats = new ArrayList<>(List.of("calls"));
        if (activity.usage().own() && activity.usage().inputTokens() != null) {
            whats.add("tokens");
        }
        for (String what : whats) {
            String kind = activity.operation().kind();
            told.add(List.of(actor.service(), named ? "session " + actor.session() : "none", kind, what));
            told.add(List.of(actor.service(), "any", kind, what));
        }
    }

    /** An increase that counts. */
    private record Counted(MetricPoint point, MetricReading reading, double growth) {
        long minute() {
            return Math.floorDiv(point.epochNanos(), MINUTE) * MINUTE;
        }
    }

    private List<Counted> counted(Collection<StoredBatch> log, long from, long to) {
        List<Counted> counted = new ArrayList<>();
        for (StoredBatch stored : log) {
            for (MetricPoint point : stored.batch().points()) {
                MetricReading reading = point.reading();
                double[] growth = reading == null || !reading.own() ? null : growth(point);
                if (reading != null && growth != null && !isTold(reading)) {
                    counted.add(new Counted(point, reading, growth[0]));
                }
            }
        }
        counted.removeIf(one -> one.minute() < from || one.minute() >= to);
        return counted;
    }

    List<ActivityPoint> of(Collection<StoredBatch> log, ActivityQuery query) {
        long step = query.stepMinutes() * MINUTE;
        Map<List<Object>, ActivityPoint> points = new LinkedHashMap<>();
        for (Counted one : counted(log, query.fromEpochNanos(), query.toEpochNanos())) {
            long start = Math.floorDiv(one.point().epochNanos(), step) * step;
            MetricReading reading = one.reading();
            points.merge(
                    List.of(start, reading.actor().service(), reading.operation(), reading.subject()),
                    point(start, reading, one.growth()),
                    MeasuredTotals::plus);
        }
        return List.copyOf(points.values());
    }

    List<MeasuredSession> sessions(
            Collection<StoredBatch> log, String service, String agent, long from, long to, int limit) {
        Map<String, List<ActivityPoint>> sessions = new LinkedHashMap<>();
        for (Counted one : counted(log, from, to)) {
            Actor actor = one.reading().actor();
            if (one.reading().hasSession()
                    && actor.service().equals(service)
                    && actor.agent().equals(agent)) {
                sessions.computeIfAbsent(actor.session(), any -> new ArrayList<>())
                        .add(point(one.minute(), one.reading(), one.growth()));
            }
        }
        return sessions.entrySet().stream()
                .map(session -> session(session.getKey(), session.getValue()))
                .sorted(Comparator.comparingDouble(MeasuredSession::costUsd)
                        .thenComparingLong(MeasuredSession::inputTokens)
                        .reversed())
                .limit(limit)
                .toList();
    }

    private static MeasuredSession session(String name, List<ActivityPoint> points) {
        ActivityPoint sum = points.stream().reduce(MeasuredTotals::plus).orElseThrow();
        LongSummaryStatistics times =
                points.stream().mapToLong(ActivityPoint::startEpochNanos).summaryStatistics();
        return new MeasuredSession(
                name,
                times.getMin(),
                times.getMax(),
                sum.spans(),
                sum.errors(),
                sum.inputTokens(),
                sum.outputTokens(),
                sum.costUsd(),
                sum.priced(),
                sum.estimated(),
                sum.unpriced());
    }

    private boolean isTold(MetricReading reading) {
        String service = reading.actor().service();
        String what = reading.measure().isOfCalls() ? "calls" : "tokens";
        String session = reading.hasSession() ? "session " + reading.actor().session() : "any";
        return told.contains(List.of(service, session, reading.operation(), what))
                || told.contains(List.of(service, "none", reading.operation(), what));
    }

    private double @Nullable [] growth(MetricPoint point) {
        if (point.temporality() == Temporality.NONE || !(point.value() >= 0) || Double.isInfinite(point.value())) {
            return null;
        }
        boolean sums = point.temporality() == Temporality.CUMULATIVE;
        List<Object> key = List.of(
                point.resource().serviceName(),
                point.name(),
                point.attributes().asMap(),
                sums ? point.startEpochNanos() : "");
        MetricPoint before = last.get(key);
        if (before != null && (sums ? point.epochNanos() <= before.epochNanos() : point.equals(before))) {
            return null;
        }
        last.put(key, point);
        if (sums && before == null && point.startEpochNanos() == 0) {
            return null;
        }
        boolean goesOn = sums && before != null && point.value() >= before.value();
        double value = goesOn && before != null ? point.value() - before.value() : point.value();
        return value == 0 ? null : new double[] {value};
    }

    private static ActivityPoint point(long start, MetricReading reading, double growth) {
        double amount = growth * reading.scale();
        Double each = reading.usdPerUnit();
        Measure measure = reading.measure();
        long calls = measure == Measure.CALLS ? Math.round(amount) : 0;
        boolean priced = each != null && each != 0;
        return new ActivityPoint(
                start,
                reading.actor().service(),
                reading.actor().agent(),
                reading.operation(),
                reading.subject(),
                calls,
                reading.failed() ? calls : 0,
                measure == Measure.INPUT_TOKENS ? Math.round(amount) : 0,
                measure == Measure.OUTPUT_TOKENS ? Math.round(amount) : 0,
                each == null ? 0 : Math.min(1e12, each * amount),
                priced ? 1 : 0,
                priced && reading.costEstimated() ? 1 : 0,
                each == null ? 1 : 0,
                0,
                true);
    }

    private static ActivityPoint plus(ActivityPoint one, ActivityPoint other) {
        return new ActivityPoint(
                one.startEpochNanos(),
                one.service(),
                one.agent(),
                one.operation(),
                one.subject(),
                Sum.of(one.spans(), other.spans()),
                Sum.of(one.errors(), other.errors()),
                Sum.of(one.inputTokens(), other.inputTokens()),
                Sum.of(one.outputTokens(), other.outputTokens()),
                one.costUsd() + other.costUsd(),
                one.priced() + other.priced(),
                one.estimated() + other.estimated(),
                one.unpriced() + other.unpriced(),
                Sum.of(one.durationNanos(), other.durationNanos()),
                one.measured() || other.measured());
    }

    /** The points of calls and of metrics as one list in the order of a store's answer. */
    static List<ActivityPoint> together(List<ActivityPoint> calls, List<ActivityPoint> measured) {
        Map<List<Object>, ActivityPoint> all = new LinkedHashMap<>();
        List<ActivityPoint> both = new ArrayList<>(calls);
        both.addAll(measured);
        for (ActivityPoint point : both) {
            all.merge(
                    List.of(
                            point.startEpochNanos(),
                            point.service(),
                            point.agent(),
                            point.operation(),
                            point.subject()),
                    point,
                    MeasuredTotals::plus);
        }
        return all.values().stream()
                .sorted(Comparator.comparingLong(ActivityPoint::startEpochNanos)
                        .thenComparing(ActivityPoint::service)
                        .thenComparing(ActivityPoint::agent)
                        .thenComparing(ActivityPoint::operation)
                        .thenComparing(ActivityPoint::subject))
                .toList();
    }
}
