package dev.vedette.telemetry;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * By how much the series of metrics grow from point to point, so that each increase is counted once, whether a sender
 * tells increases or sums. It follows the data model of OpenTelemetry's metrics: a series is known by resource, scope,
 * name and attributes, a sum also by its start, so that processes that cannot be told apart do not take each other for
 * a restart. A sum that falls has begun anew.
 *
 * <p>What a new series of sums tells first counts whole, because it began after nothing. It does not where it began
 * before what is remembered, or says no start: then it may have been counted already. Bounded: the least recently heard
 * series is forgotten. Not thread-safe.
 */
public final class MetricSeries {
    private final int most;
    private final Map<Long, Reached> series = new LinkedHashMap<>(16, 0.75f, true);
    private long forgottenBefore = Long.MIN_VALUE;
    private @Nullable Resource newest;
    private List<String> ofNewest = List.of();

    /** @param most how many series are remembered */
    public MetricSeries(int most) {
        this.most = most;
    }

    /**
     * An increase.
     *
     * @param count by how many measurements
     * @param value by how much
     */
    public record Growth(long count, double value) {}

    /** The newest point of a series. */
    public record Reached(long startEpochNanos, long epochNanos, long count, double value) {
        static Reached at(MetricPoint point) {
            return new Reached(point.startEpochNanos(), point.epochNanos(), point.count(), point.value());
        }
    }

    /** Forgets everything. What began before {@code epochNanos} may have been counted. */
    public void clear(long epochNanos) {
        series.clear();
        forgottenBefore = epochNanos;
    }

    /** Takes up a series where it was. */
    public void put(long key, Reached reached) {
        series.put(key, reached);
        if (series.size() > most) {
            Map.Entry<Long, Reached> eldest = series.entrySet().iterator().next();
            series.remove(eldest.getKey());
            forgottenBefore = Math.max(forgottenBefore, eldest.getValue().epochNanos());
        }
    }

    /** Where the series is, or null where it is not known. */
    public @Nullable Reached reached(long key) {
        return series.get(key);
    }

    /** Whether the series is remembered; asking does not make it heard. */
    public boolean knows(long key) {
        return series.containsKey(key);
    }

    /** Gives all that is remembered, the least recently heard first. */
    public void forEach(BiConsumer<Long, Reached> each) {
        series.forEach(each);
    }

    /** Series that began before, in nanoseconds since 1970-01-01T00:00Z, may have been counted and forgotten. */
    public long forgottenBefore() {
        return forgottenBefore;
    }

    /**
     * What the point adds to those before it; null where it adds nothing, as it was told before, came too late, is no
     * number or none that only grows.
     *
     * @param key {@link #key} of the point
     */
    public @Nullable Growth grow(long key, MetricPoint point) {
        boolean adds = point.temporality() != Temporality.NONE && point.count() >= 0;
        if (!adds || !(point.value() >= 0) || Double.isInfinite(point.value())) {
            return null;
        }
        Reached before = series.get(key);
        Reached now = Reached.at(point);
        boolean sums = point.temporality() == Temporality.CUMULATIVE;
        if (before != null && (sums ? now.epochNanos() <= before.epochNanos() : now.equals(before))) {
            return null;
        }
        put(key, now);
        Growth growth = sums ? increase(before, now) : new Growth(now.count(), now.value());
        return growth.count() == 0 && growth.value() == 0 ? null : growth;
    }

    private Growth increase(@Nullable Reached before, Reached now) {
        Growth whole = new Growth(now.count(), now.value());
        if (before == null) {
            boolean mayBeCounted = now.startEpochNanos() <= 0 || now.startEpochNanos() < forgottenBefore;
            return mayBeCounted ? new Growth(0, 0) : whole;
        }
        return now.value() < before.value() || now.count() < before.count()
                ? whole
                : new Growth(now.count() - before.count(), now.value() - before.value());
    }

    /** What the point's series is known by. */
    public long key(MetricPoint point) {
        boolean sums = point.temporality() == Temporality.CUMULATIVE;
        List<String> names = new ArrayList<>(resource(point.resource()));
        names.add(point.scope().name());
        names.add(point.scope().version());
        names.add(point.name());
        names.add(point.unit());
        names.add(point.type());
        names.add(point.temporality().name());
        names.add(sums ? Long.toString(point.startEpochNanos()) : "");
        names.addAll(names(point.attributes()));
        return NameDigest.bits(names);
    }

    /** Points come in runs of one resource. */
    private List<String> resource(Resource resource) {
        if (!resource.equals(newest)) {
            newest = resource;
            ofNewest = names(resource.attributes());
        }
        return ofNewest;
    }

    /** In an order of their own: senders' is no part of what a series is known by. */
    private static List<String> names(Attributes attributes) {
        List<String> names = new ArrayList<>(2 * attributes.size());
        new TreeMap<>(attributes.asMap()).forEach((name, value) -> {
            names.add(name);
            names.add(String.valueOf(value));
        });
        return names;
    }
}
