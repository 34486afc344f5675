package dev.vedette.detection;

import dev.vedette.telemetry.Activity;
import dev.vedette.telemetry.Measure;
import dev.vedette.telemetry.MetricPoint;
import dev.vedette.telemetry.MetricReading;
import dev.vedette.telemetry.MetricSeries;
import dev.vedette.telemetry.Operation;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Makes what metrics say of tokens and money into increases that detectors can add up, of services that tell neither by
 * spans nor by log records. A service that did within a day is left to those: its metrics would count the same again.
 *
 * <p>It is a fold over the order in which records were received, so a replay comes to the same answers. What it
 * remembers is bounded: the least recently used is forgotten. Not thread-safe.
 */
final class Metering {
    private static final int MOST_SERIES = 10_000;
    private static final int MOST_TELLERS = 2_000;
    private static final int LONGEST_SERVICE = 200;
    private static final long FORGET_SECONDS = Duration.ofDays(1).toSeconds();

    private final MetricSeries series = new MetricSeries(MOST_SERIES);
    private final Map<EngineSnapshot.Teller, Long> tellers = new LinkedHashMap<>(16, 0.75f, true);

    /** Takes note of whose tokens are told by a span or log record. */
    void told(Activity activity, Instant watermark) {
        String service = activity.actor().service();
        if (!activity.usage().isTold()
                || service.length() > LONGEST_SERVICE
                || activity.operation() instanceof Operation.Other) {
            return;
        }
        tellers.put(new EngineSnapshot.Teller(service, activity.operation().kind()), watermark.getEpochSecond());
        if (tellers.size() > MOST_TELLERS) {
            tellers.remove(tellers.keySet().iterator().next());
        }
    }

    /** The increase that a point tells, or null where it tells none that counts. */
    Observation.@Nullable Increased settle(Observation.Measured seen, Instant watermark) {
        MetricPoint point = seen.point();
        MetricReading reading = point.reading();
        if (reading == null || !reading.own() || reading.measure().isOfCalls()) {
            return null;
        }
        MetricSeries.Growth growth = series.grow(series.key(point), point);
        if (growth == null || isTold(reading, watermark)) {
            return null;
        }
        double amount = growth.value() * reading.scale();
        Double each = reading.usdPerUnit();
        return new Observation.Increased(
                seen.at(),
                reading,
                reading.measure() == Measure.INPUT_TOKENS ? Math.round(amount) : 0,
                reading.measure() == Measure.OUTPUT_TOKENS ? Math.round(amount) : 0,
                each == null ? null : Double.valueOf(each * amount));
    }

    private boolean isTold(MetricReading reading, Instant watermark) {
        Long second = tellers.get(new EngineSnapshot.Teller(reading.actor().service(), reading.operation()));
        return second != null && watermark.getEpochSecond() - second < FORGET_SECONDS;
    }

    EngineSnapshot.Metered entries() {
        List<EngineSnapshot.Series> reached = new ArrayList<>();
        series.forEach((key, at) -> reached.add(new EngineSnapshot.Series(key, at)));
        List<EngineSnapshot.Told> told = new ArrayList<>();
        tellers.forEach((teller, second) -> told.add(new EngineSnapshot.Told(teller, second)));
        return new EngineSnapshot.Metered(series.forgottenBefore(), reached, told);
    }

    void restore(EngineSnapshot.Metered metered) {
        series.clear(metered.forgottenBefore());
        metered.series().forEach(each -> series.put(each.key(), each.reached()));
        tellers.clear();
        metered.told().forEach(each -> tellers.put(each.by(), each.second()));
    }
}
