package dev.vedette.detection;

import dev.vedette.telemetry.Activity;
import dev.vedette.telemetry.LogEvent;
import dev.vedette.telemetry.MetricPoint;
import dev.vedette.telemetry.MetricReading;
import dev.vedette.telemetry.Operation;
import dev.vedette.telemetry.Scope;
import dev.vedette.telemetry.Span;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** {@link SignalCounts} while they grow. Bounded, not thread-safe. */
final class CountsTally {
    private static final int MOST_DIALECTS = 16;
    private static final int MOST_SCOPES = 24;
    private static final int LONGEST_NAME = 120;
    private static final List<String> KINDS = List.of(
            SignalCounts.MODEL, SignalCounts.TOOL, SignalCounts.AGENT, SignalCounts.RETRIEVAL, SignalCounts.OTHER);
    private static final int MODEL = 0;
    private static final int TOOL = 1;
    private static final int AGENT = 2;
    private static final int RETRIEVAL = 3;
    private static final int OTHER = 4;
    private static final int NOTHING_DONE = 5;
    private static final long[] BELONGS = belongs();

    private final List<String> names;
    private final long sinceSecond;
    private final long[] kinds = new long[KINDS.size()];
    private final long[] had;
    private final long[] told;
    private final long[] measured;
    private final Map<String, Count> dialects = new HashMap<>();
    private final Map<Scope, Count> scopes = new LinkedHashMap<>();
    private long toldBits;
    private long measuredBits;
    private long spans;
    private long logs;
    private long points;
    private long measures;
    private long joined;
    private long orphaned;
    private @Nullable Double sampledShare;
    private @Nullable Scope newest;
    private Count ofNewest = new Count();
    private @Nullable String newestDialect;
    private Count ofNewestDialect = new Count();

    /** A number that grows in its place. */
    private static final class Count {
        private long records;
    }

    /** Counts nothing yet. {@code names} are those of the bits. */
    CountsTally(List<String> names, long sinceSecond) {
        this.names = names;
        this.sinceSecond = sinceSecond;
        this.had = new long[names.size()];
        this.told = new long[names.size()];
        this.measured = new long[names.size()];
    }

    /** Goes on from what was counted; what no rule asks for any more is forgotten. */
    CountsTally(List<String> names, SignalCounts counts) {
        this(names, counts.sinceSecond());
        spans = counts.spans();
        logs = counts.logs();
        points = counts.points();
        measures = counts.measures();
        joined = counts.joined();
        orphaned = counts.orphaned();
        sampledShare = counts.sampledShare();
        fill(kinds, KINDS, counts.kinds());
        fill(had, names, counts.had());
        fill(told, names, counts.told());
        fill(measured, names, counts.measured());
        toldBits = bits(told);
        measuredBits = bits(measured);
        counts.dialects().forEach((name, records) -> count(dialects, name, MOST_DIALECTS).records = records);
        counts.scopes()
                .forEach(scope ->
                        count(scopes, new Scope(scope.name(), scope.version()), MOST_SCOPES).records = scope.records());
    }

    void add(Activity activity, boolean echo, long facts) {
        if (activity instanceof LogEvent log) {
            logs++;
            scope(log.scope());
        } else if (activity instanceof Span span) {
            spans++;
            scope(span.scope());
            sampledShare = SignalCounts.lower(sampledShare, span.sampledShare());
        }
        dialect(activity.dialect());
        int kind = kind(activity.operation());
        if (kind != NOTHING_DONE && !echo) {
            kinds[kind]++;
        }
        toldBits |= facts;
        long belonging = echo ? 0 : BELONGS[kind];
        for (long rest = facts; rest != 0; rest &= rest - 1) {
            int bit = Long.numberOfTrailingZeros(rest);
            told[bit]++;
            had[bit] += belonging >>> bit & 1;
        }
    }

    void measured(MetricPoint point, long facts) {
        points++;
        measuredBits |= facts;
        for (long rest = facts; rest != 0; rest &= rest - 1) {
            measured[Long.numberOfTrailingZeros(rest)]++;
        }
        scope(point.scope());
        MetricReading reading = point.reading();
        if (reading != null) {
            measures++;
            dialect(reading.dialect());
        }
    }

    void parent(boolean came, int children) {
        joined += came ? children : 0;
        orphaned += came ? 0 : children;
    }

    long records() {
        return spans + logs;
    }

    /** All of any signal. */
    long heard() {
        return records() + points;
    }

    long sinceSecond() {
        return sinceSecond;
    }

    Blindness blindness() {
        return new Blindness(
                toldBits,
                measuredBits,
                records(),
                measures,
                Arrays.stream(kinds).sum(),
                kinds[MODEL],
                kinds[TOOL],
                kinds[RETRIEVAL]);
    }

    SignalCounts counts() {
        Map<String, Long> byDialect = new HashMap<>();
        dialects.forEach((name, count) -> byDialect.put(name, count.records));
        List<SignalCounts.Instrumentation> byScope = new ArrayList<>(scopes.size());
        scopes.forEach((scope, count) ->
                byScope.add(new SignalCounts.Instrumentation(scope.name(), scope.version(), count.records)));
        return new SignalCounts(
                sinceSecond,
                spans,
                logs,
                points,
                measures,
                map(kinds, KINDS),
                map(had, names),
                map(told, names),
                map(measured, names),
                byDialect,
                byScope,
                joined,
                orphaned,
                sampledShare);
    }

    /** A sender's records come in runs of one scope, so the maps are asked seldom. */
    private void scope(Scope scope) {
        if (!scope.equals(newest)) {
            newest = scope;
            ofNewest = count(scopes, new Scope(cut(scope.name()), cut(scope.version())), MOST_SCOPES);
        }
        ofNewest.records++;
    }

    private void dialect(String dialect) {
        if (!dialect.equals(newestDialect)) {
            newestDialect = dialect;
            ofNewestDialect = count(dialects, dialect, MOST_DIALECTS);
        }
        ofNewestDialect.records++;
    }

    /** The count of a key; one that nobody reads when there are too many. */
    private static <K> Count count(Map<K, Count> counts, K key, int most) {
        Count count = counts.get(key);
        if (count == null) {
            count = new Count();
            if (counts.size() < most) {
                counts.put(key, count);
            }
        }
        return count;
    }

    private static int kind(Operation operation) {
        if (operation instanceof Operation.ModelCall) {
            return MODEL;
        }
        if (operation instanceof Operation.ToolCall) {
            return TOOL;
        }
        if (operation instanceof Operation.AgentRun) {
            return AGENT;
        }
        if (operation instanceof Operation.Retrieval) {
            return RETRIEVAL;
        }
        return operation instanceof Operation.Other ? NOTHING_DONE : OTHER;
    }

    /** By kind: the facts that belong on such a record. */
    private static long[] belongs() {
        long[] belongs = new long[NOTHING_DONE + 1];
        for (Fact fact : Fact.values()) {
            for (int kind = 0; kind < belongs.length; kind++) {
                boolean is = switch (fact.of()) {
                    case RECORD -> true;
                    case OPERATION -> kind != NOTHING_DONE;
                    case MODEL -> kind == MODEL;
                    case TOOL -> kind == TOOL;
                    case RETRIEVAL -> kind == RETRIEVAL;
                };
                belongs[kind] |= is ? fact.bit() : 0;
            }
        }
        return belongs;
    }

    private static long bits(long[] counts) {
        long bits = 0;
        for (int bit = 0; bit < counts.length; bit++) {
            bits |= counts[bit] == 0 ? 0 : 1L << bit;
        }
        return bits;
    }

    private static Map<String, Long> map(long[] counts, List<String> names) {
        Map<String, Long> map = new HashMap<>();
        for (int i = 0; i < counts.length; i++) {
            if (counts[i] != 0) {
                map.put(names.get(i), counts[i]);
            }
        }
        return map;
    }

    private static void fill(long[] counts, List<String> names, Map<String, Long> from) {
        for (int i = 0; i < counts.length; i++) {
            counts[i] = from.getOrDefault(names.get(i), 0L);
        }
    }

    private static String cut(String name) {
        return name.length() <= LONGEST_NAME ? name : name.substring(0, LONGEST_NAME);
    }
}
