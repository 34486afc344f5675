package dev.vedette.web;

import dev.vedette.alerting.AlertStore.DeliveryRecord;
import dev.vedette.detection.RuleActivity;
import dev.vedette.health.Check;
import dev.vedette.health.Ledger;
import dev.vedette.telemetry.Epoch;
import dev.vedette.telemetry.Signal;
import dev.vedette.telemetry.SignalSummary;
import io.javalin.http.Context;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Vedette's own pulse: is it ready, do its books balance, which rules are blind, what else came. */
final class HealthApi {
    private static final int DELIVERIES = 50;
    private static final int SIGNALS = 500;

    private final DashboardData data;

    HealthApi(DashboardData data) {
        this.data = data;
    }

    void routes(RouteTable table) {
        table.get("/api/v1/rules", this::rules);
        table.get("/api/v1/signals", this::signals, TimeRange.PARAMETERS);
        table.get("/api/v1/health", this::health);
        table.get("/healthz", context -> context.contentType("text/plain").result("ok\n"));
        table.get("/readyz", this::ready);
        table.get("/metrics", this::metrics);
    }

    private void rules(Context context) {
        Json.answer(context, new RuleList(data.rules().get()));
    }

    private void signals(Context context) {
        TimeRange range = TimeRange.of(new Parameters(context), data.clock().instant());
        List<SignalRow> rows = data.traces().signals(range.fromNanos(), SIGNALS).stream()
                .map(SignalRow::of)
                .toList();
        Json.answer(context, Map.of("signals", rows));
    }

    private void health(Context context) {
        List<Check> checks = data.pulse().checks();
        Json.answer(
                context,
                new Health(
                        checks.stream().allMatch(Check::ok),
                        List.of(
                                Books.of("traces", data.pulse().spans()),
                                Books.of("logs", data.pulse().logs()),
                                Books.of("metrics", data.pulse().points())),
                        checks,
                        data.forwarders().get(),
                        data.traces().sizeBytes(),
                        data.alerts().waiting(),
                        data.alerts().disabledReceivers(),
                        data.alerts().deliveries(DELIVERIES),
                        data.feed().readers()));
    }

    private void ready(Context context) {
        List<Check> failing =
                data.pulse().checks().stream().filter(check -> !check.ok()).toList();
        StringBuilder text = new StringBuilder(failing.isEmpty() ? "ready\n" : "not ready\n");
        failing.forEach(check ->
                text.append(check.part()).append(": ").append(check.detail()).append('\n'));
        context.status(failing.isEmpty() ? 200 : 503)
                .contentType("text/plain; charset=utf-8")
                .result(text.toString());
    }

    private void metrics(Context context) {
        context.contentType("text/plain; version=0.0.4; charset=utf-8")
                .result(data.pulse().prometheusText());
    }

    /** What came as logs or metrics. */
    record SignalRow(Signal signal, String service, String name, long records, Instant last) {
        static SignalRow of(SignalSummary summary) {
            return new SignalRow(
                    summary.signal(),
                    summary.service(),
                    summary.name(),
                    summary.records(),
                    Epoch.instant(summary.lastEpochNanos()));
        }
    }

    /** The books of one signal: received = stored + duplicate + rejected + refused + inFlight. */
    record Books(
            String signal, long received, long stored, long duplicate, long rejected, long refused, long inFlight) {
        static Books of(String signal, Ledger ledger) {
            Ledger.Balance balance = ledger.balance();
            return new Books(
                    signal,
                    balance.received(),
                    balance.stored(),
                    balance.duplicate(),
                    balance.rejected(),
                    balance.refused(),
                    balance.inFlight());
        }
    }

    /** The whole. */
    record Health(
            boolean ready,
            List<Books> books,
            List<Check> checks,
            List<ForwarderView> forwarders,
            long storeBytes,
            long notificationsWaiting,
            List<String> disabledReceivers,
            List<DeliveryRecord> deliveries,
            int readers) {}

    /** Rules as the engine tells of them. */
    record RuleList(List<RuleActivity> rules) {}
}
