package dev.vedette.web;

import dev.vedette.alerting.AlertDesk;
import dev.vedette.alerting.AlertStore;
import dev.vedette.brakes.BrakeStore;
import dev.vedette.detection.RuleActivity;
import dev.vedette.detection.ServiceCoverage;
import dev.vedette.health.Pulse;
import dev.vedette.ingest.CostEstimator;
import dev.vedette.telemetry.TraceStore;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Supplier;

/**
 * Everything the dashboard shows and does. The suppliers are asked on every request and must be thread-safe and quick.
 *
 * @param desk what people do about alerts; the dashboard announces it on {@code feed} itself
 * @param brakes what people ask agents' runtimes to heed
 * @param rules what every rule has been doing
 * @param coverage what services send and which rules are blind for them
 * @param forwarders the backends that telemetry is passed on to
 * @param costs what explains the cost of a span
 * @param feed carries news to open pages; closed together with the server
 */
public record DashboardData(
        TraceStore traces,
        AlertStore alerts,
        AlertDesk desk,
        BrakeStore brakes,
        Pulse pulse,
        Supplier<List<RuleActivity>> rules,
        Supplier<List<ServiceCoverage>> coverage,
        Supplier<List<ForwarderView>> forwarders,
        CostEstimator costs,
        LiveFeed feed,
        InstantSource clock) {}
