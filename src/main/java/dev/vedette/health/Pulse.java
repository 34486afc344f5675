package dev.vedette.health;

import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.core.metrics.Histogram;
import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.DoubleSupplier;
import java.util.function.Supplier;

/**
 * Everything Vedette knows about its own work: the ledgers of the three signals, counters, gauges and timings by name,
 * and the checks of its parts. One for a running monitor. Label values must come from a fixed set (receiver and
 * destination names, rule ids), never from telemetry. Thread-safe.
 */
public final class Pulse {
    private final PrometheusRegistry registry = new PrometheusRegistry();
    private final Map<String, Counter> counters = new ConcurrentHashMap<>();
    private final Map<String, Histogram> timings = new ConcurrentHashMap<>();
    private final List<Supplier<Check>> checks = new CopyOnWriteArrayList<>();
    private final Ledger spans;
    private final Ledger logs;
    private final Ledger points;

    /** A pulse that has counted nothing. */
    public Pulse() {
        Counter records = Ledger.register(registry);
        this.spans = new Ledger("traces", records);
        this.logs = new Ledger("logs", records);
        this.points = new Ledger("metrics", records);
    }

    /** The books of spans. */
    public Ledger spans() {
        return spans;
    }

    /** The books of log records. */
    public Ledger logs() {
        return logs;
    }

    /** The books of metric data points. */
    public Ledger points() {
        return points;
    }

    /** Adds one to {@code vedette_<name>_total} with one label, {@code of}. */
    public void count(String name, String help, String of) {
        count(name, help, of, 1);
    }

    /** Adds {@code amount} to {@code vedette_<name>_total} with one label, {@code of}. */
    public void count(String name, String help, String of, long amount) {
        counters.computeIfAbsent(
                        name,
                        key -> Counter.builder()
                                .name("vedette_" + key + "_total")
                                .help(help)
                                .labelNames("of")
                                .register(registry))
                .labelValues(of)
                .inc(amount);
    }

    /** Records that something took so many seconds, in {@code vedette_<name>_seconds}. */
    public void time(String name, String help, double seconds) {
        timings.computeIfAbsent(
                        name,
                        key -> Histogram.builder()
                                .name("vedette_" + key + "_seconds")
                                .help(help)
                                .classicUpperBounds(
                                        0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10)
                                .register(registry))
                .observe(seconds);
    }

    /** Shows the value of {@code supplier} as {@code vedette_<name>} whenever somebody asks. Once for each name. */
    public void gauge(String name, String help, DoubleSupplier supplier) {
        GaugeWithCallback.builder()
                .name("vedette_" + name)
                .help(help)
                .callback(callback -> callback.call(supplier.getAsDouble()))
                .register(registry);
    }

    /** Adds a part that can be asked whether it works. */
    public void check(Supplier<Check> check) {
        checks.add(check);
    }

    /** Asks every part whether it works. */
    public List<Check> checks() {
        return checks.stream().map(Supplier::get).toList();
    }

    /** Whether every part works. */
    public boolean ready() {
        return checks().stream().allMatch(Check::ok);
    }

    /** Everything in the Prometheus text format 0.0.4, UTF-8. */
    public byte[] prometheusText() {
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        try {
            PrometheusTextFormatWriter.create().write(text, registry.scrape());
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return text.toByteArray();
    }
}
