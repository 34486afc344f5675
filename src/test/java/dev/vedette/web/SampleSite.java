package dev.vedette.web;

import dev.vedette.alerting.AlertChange;
import dev.vedette.alerting.Delivery;
import dev.vedette.alerting.InMemoryAlertStore;
import dev.vedette.alerting.Notification;
import dev.vedette.brakes.InMemoryBrakeStore;
import dev.vedette.detection.DetectionEngine;
import dev.vedette.detection.Detector;
import dev.vedette.detection.EngineLimits;
import dev.vedette.detection.RuleActivity;
import dev.vedette.detection.ServiceCoverage;
import dev.vedette.detection.ToolPolicy;
import dev.vedette.detection.detectors.BuiltInDetectors;
import dev.vedette.health.Check;
import dev.vedette.health.Pulse;
import dev.vedette.ingest.CostEstimator;
import dev.vedette.pipeline.Observations;
import dev.vedette.pricing.PriceTable;
import dev.vedette.rules.RuleSet;
import dev.vedette.rules.ShippedRules;
import dev.vedette.telemetry.Attributes;
import dev.vedette.telemetry.Epoch;
import dev.vedette.telemetry.InMemoryTraceStore;
import dev.vedette.telemetry.MetricPoint;
import dev.vedette.telemetry.Scope;
import dev.vedette.telemetry.Span;
import dev.vedette.telemetry.TelemetryBatch;
import dev.vedette.telemetry.Temporality;
import dev.vedette.telemetry.TraceStore.Arrival;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/** Stores, desk and feed of a small site, empty or filled. */
final class SampleSite {
    static final String INCIDENT = "5eed00000000000000000000000000aa";
    static final String HUGE = "b16b00000000000000000000000000bb";

    final InMemoryTraceStore traces = new InMemoryTraceStore();
    final InMemoryAlertStore alerts = new InMemoryAlertStore();
    final InMemoryBrakeStore brakes = new InMemoryBrakeStore();
    final Pulse pulse = new Pulse();
    final LiveFeed feed;
    final InstantSource clock;
    private final SampleFleet fleet = new SampleFleet(7);
    private final DetectionEngine watching = watching();
    List<Span> incident = List.of();
    private List<RuleActivity> rules = List.of();
    private List<ForwarderView> forwarders = List.of();

    SampleSite(InstantSource clock) {
        this.clock = clock;
        this.feed = new LiveFeed(clock);
    }

    DashboardData data() {
        return new DashboardData(
                traces,
                alerts,
                new StoreDesk(alerts, clock),
                brakes,
                pulse,
                () -> rules,
                this::coverage,
                () -> forwarders,
                new CostEstimator(PriceTable.EMPTY),
                feed,
                clock);
    }

    /** What an engine that watched the same would say. */
    private List<ServiceCoverage> coverage() {
        synchronized (watching) {
            return watching.coverage();
        }
    }

    /** Keeps a batch and tells of it, as the pipeline does. */
    void receive(List<Span> spans, Instant at) {
        feed.publishTraffic(keep(spans, at));
    }

    /** Passes everything on to this one. */
    void forwards(ForwarderView forwarder) {
        forwarders = List.of(forwarder);
    }

    /** Keeps log records and tells of them. */
    void receive(TelemetryBatch batch, Instant at) {
        traces.append(List.of(new Arrival(Epoch.nanos(at), batch)));
        watch(batch, at);
        feed.publishTraffic(batch);
    }

    void watch(TelemetryBatch batch, Instant at) {
        synchronized (watching) {
            Observations.of(batch, Epoch.nanos(at)).forEach(watching::observe);
        }
    }

    private TelemetryBatch keep(List<Span> spans, Instant at) {
        pulse.spans().received(spans.size());
        TelemetryBatch batch = TelemetryBatch.ofSpans(new byte[0], spans);
        traces.append(List.of(new Arrival(Epoch.nanos(at), batch)));
        pulse.spans().stored(spans.size());
        watch(batch, at);
        return batch;
    }

    void raise(List<AlertChange> changes) {
        alerts.save(changes, List.of(), -1);
        feed.publishAlerts(changes);
    }

    Instant now() {
        return clock.instant();
    }

    void liveRun() {
        receive(fleet.anyRun(now()), now());
    }

    /** Traffic of some hours, an incident just now, and what it raised. */
    SampleSite filled(int hours) {
        Instant now = now();
        watch(TelemetryBatch.ofSpans(new byte[0], SampleSenders.all(now)), now);
        for (int minute = hours * 60; minute > 0; minute--) {
            int runs = 1 + (int) Math.round(2.2 + 2 * Math.sin(minute / 50.0)) + (minute < 8 ? 4 : 0);
            for (int run = 0; run < runs; run++) {
                keep(fleet.anyRun(now.minusSeconds(minute * 60L - run * 7L)), now);
            }
        }
        incident = fleet.incident(INCIDENT, now.minusSeconds(95));
        receive(incident, now);
        keep(fleet.huge(HUGE, now.minusSeconds(10_000), 6_000), now);
        signals(incident.get(0), now);
        raise(SampleAlerts.all(incident, now));
        deliver(now);
        rules = SampleAlerts.rules(now);
        forwarders = List.of(
                new ForwarderView(
                        "langfuse",
                        "https://langfuse.example/api/public/otel",
                        "https://langfuse.example/project/p1/traces/{traceId}",
                        0,
                        48_211,
                        0,
                        0,
                        null,
                        now.minusSeconds(2)),
                new ForwarderView(
                        "jaeger",
                        "http://jaeger:4317",
                        "http://jaeger:16686/trace/{traceId}?uiFind={spanId}",
                        212,
                        47_100,
                        0,
                        31,
                        "connection refused",
                        now.minusSeconds(310)));
        pulse.check(() -> Check.ok("trace store", "writes in 3 ms"));
        pulse.check(() ->
                Check.failing("forwarder jaeger", "connection refused for 5 minutes; its queue holds 212 batches"));
        pulse.spans().received(17);
        pulse.spans().rejected(12);
        pulse.spans().duplicate(5);
        return this;
    }

    /** The rules that come with Vedette; what they find here is not told. */
    private static DetectionEngine watching() {
        List<Detector<?>> detectors = new ArrayList<>(BuiltInDetectors.all(ToolPolicy.NONE));
        detectors.addAll(RuleSet.load(ShippedRules.files(), ToolPolicy.NONE).detectors());
        return new DetectionEngine(detectors, EngineLimits.DEFAULT);
    }

    private void signals(Span like, Instant now) {
        traces.append(List.of(
                new Arrival(Epoch.nanos(now), TelemetryBatch.ofLogs(new byte[0], List.of(SampleFleet.log(now, like)))),
                new Arrival(
                        Epoch.nanos(now),
                        TelemetryBatch.ofPoints(
                                new byte[0],
                                List.of(new MetricPoint(
                                        "gen_ai.client.token.usage",
                                        "{token}",
                                        "histogram",
                                        Temporality.DELTA,
                                        0,
                                        Epoch.nanos(now),
                                        12,
                                        3_400,
                                        Attributes.empty(),
                                        like.resource(),
                                        Scope.UNKNOWN,
                                        null))))));
        pulse.logs().received(1);
        pulse.logs().stored(1);
        pulse.points().received(1);
        pulse.points().stored(1);
    }

    private void deliver(Instant now) {
        AlertChange change = new AlertChange(
                AlertChange.Kind.OPENED, alerts.alert("a1b2c3d4e5f60718").orElseThrow());
        Notification first = new Notification("msg_1", "ops-webhook", change, now, 0, now);
        Notification second = new Notification("msg_2", "console", change, now, 0, now);
        alerts.save(List.of(), List.of(first, second), -1);
        alerts.attempted(
                first,
                new Delivery.Retry(null, "HTTP 503 from hooks.example"),
                now.minusSeconds(94),
                now.minusSeconds(90));
        alerts.attempted(first, new Delivery.Delivered(), now.minusSeconds(90), now);
        alerts.attempted(second, new Delivery.Delivered(), now.minusSeconds(94), now);
    }
}
