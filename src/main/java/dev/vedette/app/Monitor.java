package dev.vedette.app;

import dev.vedette.alerting.AlertBook;
import dev.vedette.alerting.AlertPolicy;
import dev.vedette.alerting.AlertStore;
import dev.vedette.alerting.NotificationPlan;
import dev.vedette.config.Settings;
import dev.vedette.config.SettingsReader;
import dev.vedette.health.Check;
import dev.vedette.health.Pulse;
import dev.vedette.ingest.IngestTokens;
import dev.vedette.ingest.OtlpLimits;
import dev.vedette.ingest.OtlpReceiver;
import dev.vedette.notify.Dispatcher;
import dev.vedette.notify.WebhookSettings;
import dev.vedette.pipeline.PipelineLimits;
import dev.vedette.pipeline.SpanPipeline;
import dev.vedette.storage.JdbcAlertStore;
import dev.vedette.storage.JdbcTraceStore;
import dev.vedette.storage.StoreLocation;
import dev.vedette.telemetry.TraceStore;
import dev.vedette.web.DashboardData;
import dev.vedette.web.DashboardServer;
import dev.vedette.web.DashboardSettings;
import dev.vedette.web.LiveFeed;
import dev.vedette.web.OtlpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.SplittableRandom;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The whole of Vedette, running. Everything is built in {@link #start}, in the order in which it needs each other, and
 * closed in the opposite order. Thread-safe.
 */
public final class Monitor implements AutoCloseable {
    private static final Logger LOGGER = LoggerFactory.getLogger(Monitor.class);

    private final Settings settings;
    private final Deque<AutoCloseable> open = new ArrayDeque<>();
    private final Pulse pulse = new Pulse();
    private String dashboardUrl = "";
    private String grpcEndpoint = "";
    private String httpEndpoint = "";

    private Monitor(Settings settings) {
        this.settings = settings;
    }

    /**
     * Builds and starts everything. When it returns, agents can send and people can look.
     *
     * @param terminal where alerts are written, a line each
     * @param version shown to people
     * @throws IOException if a file or port cannot be used; the message says what to do
     */
    public static Monitor start(Settings settings, InstantSource clock, Appendable terminal, String version)
            throws IOException, InterruptedException {
        Monitor monitor = new Monitor(settings);
        try {
            monitor.build(clock, terminal, version);
            return monitor;
        } catch (IOException | InterruptedException | RuntimeException failed) {
            monitor.close();
            throw failed;
        }
    }

    /** Where people look. */
    public String dashboardUrl() {
        return dashboardUrl;
    }

    /** Where agents send OTLP over gRPC. */
    public String grpcEndpoint() {
        return grpcEndpoint;
    }

    /** Where agents send OTLP over HTTP. */
    public String httpEndpoint() {
        return httpEndpoint;
    }

    /** The monitor's own pulse. */
    public Pulse pulse() {
        return pulse;
    }

    /** Stops taking, finishes what is on its way, and closes everything. Doing it twice changes nothing. */
    @Override
    public synchronized void close() {
        while (!open.isEmpty()) {
            AutoCloseable part = open.pop();
            try {
                part.close();
            } catch (Exception failed) {
                LOGGER.warn("{} did not close in order: {}", part.getClass().getSimpleName(), failed.toString());
            }
        }
    }

    private void build(InstantSource clock, Appendable terminal, String version)
            throws IOException, InterruptedException {
        List<WebhookSettings> webhooks = Receivers.webhooks(settings);
        Path data = Files.createDirectories(settings.storage().data());
        Watchers watchers = Watchers.of(settings, InstallationKey.in(data));
        TraceStore traces = closing(JdbcTraceStore.open(location(), watchers.decoder(), clock));
        JdbcAlertStore alerts = closing(JdbcAlertStore.open(location()));
        LiveFeed feed = new LiveFeed(clock);
        Forwarding forwarding = closing(new Forwarding(settings.forwards(), traces, data, pulse, clock));
        Announcements news = new Announcements(feed, forwarding);
        SpanPipeline pipeline = closing(pipeline(watchers, traces, alerts, news, clock));
        long caughtUp = pipeline.start();
        // Before anything is taken: a new destination begins with what comes after its start.
        forwarding.start();
        closing(otlp(watchers, pipeline, clock));
        DashboardData shown = new DashboardData(
                traces,
                alerts,
                pipeline,
                alerts,
                pulse,
                pipeline::activity,
                pipeline::coverage,
                forwarding::views,
                watchers.costs(),
                feed,
                clock);
        DashboardServer dashboard = closing(DashboardServer.start(dashboardSettings(version), shown));
        dashboardUrl = "http://" + settings.dashboard().host() + ":" + dashboard.port();
        Dispatcher dispatcher = closing(new Dispatcher(
                alerts, Receivers.notifiers(webhooks, terminal, publicUrl()), clock, new SplittableRandom(), pulse));
        news.dispatcher(dispatcher);
        dispatcher.start();
        checks(watchers, traces, alerts);
        LOGGER.info(
                "Watching with {} rules; {} batches caught up",
                watchers.detectors().size(),
                caughtUp);
    }

    private SpanPipeline pipeline(
            Watchers watchers, TraceStore traces, AlertStore alerts, Announcements news, InstantSource clock) {
        AlertPolicy standard = AlertPolicy.standard();
        AlertPolicy policy = new AlertPolicy(
                settings.alerts().resolveAfter(), standard.acknowledgedResolveAfter(), standard.maxUnresolved());
        return new SpanPipeline(
                new SpanPipeline.Parts(
                        traces,
                        alerts,
                        watchers.engine(),
                        watchers.detectors(),
                        new AlertBook(alerts.unresolved(), alerts::alert, policy),
                        new NotificationPlan(Receivers.routes(settings)),
                        settings.storage().data().resolve("engine.json.gz"),
                        new Housekeeping(traces, alerts, settings.storage(), clock)),
                new SpanPipeline.Listeners(news::alerts, news::traffic),
                PipelineLimits.STANDARD,
                pulse,
                clock);
    }

    private OtlpServer otlp(Watchers watchers, SpanPipeline pipeline, InstantSource clock) {
        List<String> tokens = settings.otlp().tokens();
        OtlpReceiver receiver = new OtlpReceiver(
                watchers.decoder(),
                pipeline,
                pulse,
                tokens.isEmpty() ? IngestTokens.open() : IngestTokens.of(tokens),
                OtlpLimits.defaults(),
                clock);
        String host = settings.otlp().host();
        OtlpServer server = new OtlpServer(
                receiver,
                List.of(
                        new InetSocketAddress(host, settings.otlp().grpcPort()),
                        new InetSocketAddress(host, settings.otlp().httpPort())));
        server.start();
        grpcEndpoint = "http://" + host + ":" + server.ports().get(0);
        httpEndpoint = "http://" + host + ":" + server.ports().get(1);
        return server;
    }

    private DashboardSettings dashboardSettings(String version) {
        Settings.Dashboard dashboard = settings.dashboard();
        return new DashboardSettings(
                dashboard.host(),
                dashboard.port(),
                SettingsReader.isLoopback(dashboard.host()),
                dashboard.tokens(),
                settings.otlp().tokens(),
                version,
                httpEndpoint,
                grpcEndpoint,
                !settings.otlp().tokens().isEmpty());
    }

    private URI publicUrl() {
        URI configured = settings.dashboard().publicUrl();
        return configured == null ? URI.create(dashboardUrl) : configured;
    }

    private StoreLocation location() {
        String url = settings.storage().url();
        return url == null
                ? new StoreLocation.Directory(settings.storage().data())
                : new StoreLocation.Server(
                        url, settings.storage().user(), settings.storage().password());
    }

    private void checks(Watchers watchers, TraceStore traces, AlertStore alerts) {
        pulse.check(() -> StoreCheck.of("span store", "newest position", traces::head));
        pulse.check(() -> StoreCheck.of("alert store", "notifications waiting", alerts::waiting));
        pulse.check(() -> Check.ok(
                "rules",
                watchers.detectors().size() + " rules"
                        + (watchers.problems().isEmpty() ? "" : "; not loaded: " + watchers.problems())));
        pulse.gauge("store_bytes", "Bytes that the span store uses.", traces::sizeBytes);
        watchers.problems().forEach(problem -> LOGGER.warn("A rule does not load: {}", problem));
    }

    private <T extends AutoCloseable> T closing(T part) {
        open.push(part);
        return part;
    }
}
