package dev.vedette.detection;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What the records of one service told, counted over a stretch of time. Immutable.
 *
 * @param sinceSecond the event time at which counting began, in seconds since 1970-01-01T00:00Z
 * @param spans how many spans came
 * @param logs how many log records came
 * @param points how many points of metrics came
 * @param measures how many of those tell of agents' work
 * @param kinds records by kind of operation, what is told twice once: {@link #MODEL}, {@link #TOOL}, …
 * @param had by fact or attribute: how many of the records where it belongs had it
 * @param told by fact or attribute: how many records of any kind told it
 * @param measured by fact: how many points of metrics told it, where nothing else does
 * @param dialects records and points that tell something by the dialect they were understood by, {@code none} for
 *     records that were not
 * @param scopes records and points by instrumentation scope
 * @param joined of the spans that were looked at, how many had a parent that came as well
 * @param orphaned of the spans that were looked at, how many had a parent that never came
 * @param sampledShare the smallest share that the spans' trace states say was kept, more than 0 and at most 1; null
 *     where none says
 */
public record SignalCounts(
        long sinceSecond,
        long spans,
        long logs,
        long points,
        long measures,
        Map<String, Long> kinds,
        Map<String, Long> had,
        Map<String, Long> told,
        Map<String, Long> measured,
        Map<String, Long> dialects,
        List<Instrumentation> scopes,
        long joined,
        long orphaned,
        @Nullable Double sampledShare) {
    /** Calls of models. */
    public static final String MODEL = "model";
    /** Runs of tools. */
    public static final String TOOL = "tool";
    /** Runs of agents, workflows and their steps. */
    public static final String AGENT = "agent";
    /** Look-ups. */
    public static final String RETRIEVAL = "retrieval";
    /** Anything else that was done. */
    public static final String OTHER = "other";

    public SignalCounts {
        kinds = Map.copyOf(kinds);
        had = Map.copyOf(had);
        told = Map.copyOf(told);
        measured = Map.copyOf(measured);
        dialects = Map.copyOf(dialects);
        scopes = List.copyOf(scopes);
    }

    /** Records of one version of an instrumentation. */
    public record Instrumentation(String name, String version, long records) {}

    /** Nothing yet. */
    static SignalCounts none(long sinceSecond) {
        return new SignalCounts(
                sinceSecond, 0, 0, 0, 0, Map.of(), Map.of(), Map.of(), Map.of(), Map.of(), List.of(), 0, 0, null);
    }

    /** All spans and log records. */
    public long records() {
        return spans + logs;
    }

    /** The records that tell of something an agent did. */
    public long operations() {
        return kinds.values().stream().mapToLong(Long::longValue).sum();
    }

    /** How many records a fact could have been on. */
    public long of(Fact fact) {
        return switch (fact.of()) {
            case RECORD -> records();
            case OPERATION -> operations();
            case MODEL -> kinds.getOrDefault(MODEL, 0L);
            case TOOL -> kinds.getOrDefault(TOOL, 0L);
            case RETRIEVAL -> kinds.getOrDefault(RETRIEVAL, 0L);
        };
    }

    /** How many of those had it. */
    public long had(Fact fact) {
        return had.getOrDefault(fact.label(), 0L);
    }

    /** How many records of any kind told it. */
    public long told(Fact fact) {
        return told.getOrDefault(fact.label(), 0L);
    }

    /** How many points of metrics told it, where no span or log record of the service does. */
    public long measured(Fact fact) {
        return measured.getOrDefault(fact.label(), 0L);
    }

    /** Both together. */
    public SignalCounts plus(SignalCounts other) {
        return new SignalCounts(
                Math.min(sinceSecond, other.sinceSecond),
                spans + other.spans,
                logs + other.logs,
                points + other.points,
                measures + other.measures,
                sum(kinds, other.kinds),
                sum(had, other.had),
                sum(told, other.told),
                sum(measured, other.measured),
                sum(dialects, other.dialects),
                together(scopes, other.scopes),
                joined + other.joined,
                orphaned + other.orphaned,
                lower(sampledShare, other.sampledShare));
    }

    /** The lower of two shares that may be unknown. */
    static @Nullable Double lower(@Nullable Double one, @Nullable Double other) {
        return one == null || (other != null && other < one) ? other : one;
    }

    private static Map<String, Long> sum(Map<String, Long> one, Map<String, Long> other) {
        Map<String, Long> sum = new TreeMap<>(one);
        other.forEach((name, count) -> sum.merge(name, count, Long::sum));
        return sum;
    }

    private static List<Instrumentation> together(List<Instrumentation> one, List<Instrumentation> other) {
        List<Instrumentation> all = new ArrayList<>(one);
        for (Instrumentation each : other) {
            int at = 0;
            while (at < all.size() && !isSame(all.get(at), each)) {
                at++;
            }
            if (at == all.size()) {
                all.add(each);
            } else {
                long records = all.get(at).records() + each.records();
                all.set(at, new Instrumentation(each.name(), each.version(), records));
            }
        }
        return all;
    }

    private static boolean isSame(Instrumentation one, Instrumentation other) {
        return one.name().equals(other.name()) && one.version().equals(other.version());
    }
}
