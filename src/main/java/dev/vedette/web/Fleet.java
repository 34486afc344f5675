package dev.vedette.web;

import dev.vedette.telemetry.ActivityPoint;
import dev.vedette.telemetry.Sum;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Predicate;

/** Who did what in a range of time: agents, tools and models, the busiest first. */
final class Fleet {
    private static final int NAMES = 20;
    private static final long TOKENS_OF_A_CALL = 5_000;
    private static final Set<String> MODELLED = Set.of("model", "embedding");

    private final List<ActivityPoint> points;
    private final TimeRange range;

    Fleet(List<ActivityPoint> points, TimeRange range) {
        this.points = points;
        this.range = range;
    }

    Tally.Totals totals() {
        Tally tally = new Tally();
        points.forEach(tally::add);
        return tally.totals();
    }

    /** Only what one agent did. */
    Fleet of(String service, String agent) {
        return new Fleet(
                points.stream()
                        .filter(point ->
                                point.service().equals(service) && point.agent().equals(agent))
                        .toList(),
                range);
    }

    List<AgentUse> agents(int limit) {
        Map<List<String>, List<ActivityPoint>> groups =
                group(point -> true, point -> List.of(point.service(), point.agent()));
        List<AgentUse> agents = new ArrayList<>();
        for (Map.Entry<List<String>, List<ActivityPoint>> group : busiest(groups, limit)) {
            Fleet own = new Fleet(group.getValue(), range);
            agents.add(new AgentUse(
                    group.getKey().get(0),
                    group.getKey().get(1),
                    own.totals(),
                    own.names("tool"),
                    own.names("model"),
                    own.line()));
        }
        return agents;
    }

    List<Use> tools(int limit) {
        return uses("tool", limit);
    }

    List<Use> models(int limit) {
        return uses("model", limit);
    }

    /** The models whose calls have tokens but, some of them, no known cost; the busiest first. */
    List<String> unpriced(int limit) {
        Map<String, List<ActivityPoint>> groups =
                group(point -> point.unpriced() > 0 && MODELLED.contains(point.operation()), ActivityPoint::subject);
        return busiest(groups, limit).stream().map(Map.Entry::getKey).toList();
    }

    private List<Use> uses(String operation, int limit) {
        Map<String, List<ActivityPoint>> groups = group(
                point -> point.operation().equals(operation) && !point.subject().isEmpty(), ActivityPoint::subject);
        List<Use> uses = new ArrayList<>();
        for (Map.Entry<String, List<ActivityPoint>> group : busiest(groups, limit)) {
            Fleet own = new Fleet(group.getValue(), range);
            TreeSet<String> agents = new TreeSet<>();
            group.getValue().forEach(point -> agents.add(point.agent()));
            uses.add(new Use(
                    group.getKey(), own.totals(), agents.stream().limit(NAMES).toList(), agents.size(), own.line()));
        }
        return uses;
    }

    private List<String> names(String operation) {
        return uses(operation, NAMES).stream().map(Use::name).toList();
    }

    /** Calls by step; tokens where metrics tell those alone. */
    private List<Long> line() {
        boolean calls = points.stream().anyMatch(point -> point.spans() > 0);
        long[] line = new long[range.points()];
        for (ActivityPoint point : points) {
            int step = range.indexOf(point.startEpochNanos());
            line[step] = Sum.of(line[step], calls ? point.spans() : point.tokens());
        }
        List<Long> values = new ArrayList<>(line.length);
        for (long value : line) {
            values.add(value);
        }
        return values;
    }

    private <K> Map<K, List<ActivityPoint>> group(Predicate<ActivityPoint> which, Function<ActivityPoint, K> key) {
        Map<K, List<ActivityPoint>> groups = new LinkedHashMap<>();
        points.stream()
                .filter(which)
                .forEach(point -> groups.computeIfAbsent(key.apply(point), any -> new ArrayList<>())
                        .add(point));
        return groups;
    }

    private static <K> List<Map.Entry<K, List<ActivityPoint>>> busiest(Map<K, List<ActivityPoint>> groups, int limit) {
        return groups.entrySet().stream()
                .sorted(Comparator.comparingLong((Map.Entry<K, List<ActivityPoint>> group) -> calls(group.getValue()))
                        .reversed())
                .limit(limit)
                .toList();
    }

    /** How many calls there were, and where metrics tell tokens but no calls, about so many as would take those. */
    private static long calls(List<ActivityPoint> points) {
        long told = 0;
        long tokens = 0;
        for (ActivityPoint point : points) {
            told += point.spans();
            tokens = Sum.of(tokens, point.measured() && point.spans() == 0 ? point.tokens() : 0);
        }
        return told + tokens / TOKENS_OF_A_CALL;
    }

    /**
     * An agent's traffic.
     *
     * @param tools the names of the twenty tools it called most
     * @param models the names of the twenty models it called most
     * @param line spans by step; tokens where nothing but metrics tells of it
     */
    record AgentUse(
            String service,
            String agent,
            Tally.Totals totals,
            List<String> tools,
            List<String> models,
            List<Long> line) {}

    /**
     * A tool's or a model's traffic.
     *
     * @param agents twenty of those that used it
     * @param agentCount how many used it
     * @param line calls by step; tokens where nothing but metrics tells of it
     */
    record Use(String name, Tally.Totals totals, List<String> agents, int agentCount, List<Long> line) {}
}
