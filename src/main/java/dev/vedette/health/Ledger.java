package dev.vedette.health;

import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.util.concurrent.atomic.LongAdder;

/**
 * The books of one signal. They obey a conservation law that anyone can check:
 *
 * <pre>received = stored + duplicate + rejected + refused + in flight</pre>
 *
 * <p>Everything is counted in records (spans, log records, data points). Thread-safe.
 */
public final class Ledger {
    private final LongAdder received = new LongAdder();
    private final LongAdder stored = new LongAdder();
    private final LongAdder duplicate = new LongAdder();
    private final LongAdder rejected = new LongAdder();
    private final LongAdder refused = new LongAdder();
    private final Counter total;
    private final String signal;

    Ledger(String signal, Counter total) {
        this.signal = signal;
        this.total = total;
        for (String fate : new String[] {"received", "stored", "duplicate", "rejected", "refused"}) {
            total.initLabelValues(signal, fate);
        }
    }

    static Counter register(PrometheusRegistry registry) {
        return Counter.builder()
                .name("vedette_records_total")
                .help("Records by signal and fate; received = stored + duplicate + rejected + refused + in flight.")
                .labelNames("signal", "fate")
                .register(registry);
    }

    /** Records that were decoded from a request. */
    public void received(long records) {
        count(received, "received", records);
    }

    /** Records that are durable and new. */
    public void stored(long records) {
        count(stored, "stored", records);
    }

    /** Spans that were there already. */
    public void duplicate(long records) {
        count(duplicate, "duplicate", records);
    }

    /** Records that can never be kept: bad ids, impossible times, too large. The sender was told. */
    public void rejected(long records) {
        count(rejected, "rejected", records);
    }

    /** Records that cannot be kept now: the queue is full or the store is down. The sender was told to try again. */
    public void refused(long records) {
        count(refused, "refused", records);
    }

    /** The books as they stand; not one consistent moment while records flow. */
    public Balance balance() {
        return new Balance(received.sum(), stored.sum(), duplicate.sum(), rejected.sum(), refused.sum());
    }

    private void count(LongAdder adder, String fate, long records) {
        if (records > 0) {
            adder.add(records);
            total.labelValues(signal, fate).inc(records);
        }
    }

    /** The books at one moment. */
    public record Balance(long received, long stored, long duplicate, long rejected, long refused) {
        /** Records that are on their way. */
        public long inFlight() {
            return received - stored - duplicate - rejected - refused;
        }
    }
}
