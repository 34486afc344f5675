package dev.vedette.web;

import dev.vedette.telemetry.StoreException;
import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import io.javalin.config.JettyConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The pages, the API and the live feed on one port. */
public final class DashboardServer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(DashboardServer.class);
    private static final long LARGEST_BODY = 64 * 1024;
    private static final int BACKLOG = 1024;

    /** Beside those that write to open pages. */
    private static final int THREADS = 60;

    private final Javalin server;
    private final LiveFeed feed;
    private final ScheduledExecutorService ticker;
    private final ScheduledFuture<?> ticking;

    private DashboardServer(
            Javalin server, LiveFeed feed, ScheduledExecutorService ticker, ScheduledFuture<?> ticking) {
        this.server = server;
        this.feed = feed;
        this.ticker = ticker;
        this.ticking = ticking;
    }

    /**
     * Starts listening.
     *
     * @throws UncheckedIOException if the address cannot be had; the message names it and says what to do
     */
    public static DashboardServer start(DashboardSettings settings, DashboardData data) {
        checkFree(settings);
        Sessions sessions = new Sessions(settings.accessTokens());
        Gate gate = new Gate(settings, sessions, new Throttle(), data.clock());
        RouteTable table = routes(settings, data, gate, sessions);
        Javalin server = Javalin.create(config -> configure(config, gate, table));
        server.start(settings.host(), settings.port());
        ScheduledExecutorService ticker = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, "live-feed");
            thread.setDaemon(true);
            return thread;
        });
        ScheduledFuture<?> ticking = ticker.scheduleWithFixedDelay(
                () -> tick(data.feed()), LiveFeed.TICK_MILLIS, LiveFeed.TICK_MILLIS, TimeUnit.MILLISECONDS);
        return new DashboardServer(server, data.feed(), ticker, ticking);
    }

    /** Asked beforehand: Javalin would complain in the log besides, and keep the address to itself. */
    private static void checkFree(DashboardSettings settings) {
        try (ServerSocket probe = new ServerSocket()) {
            probe.setReuseAddress(true);
            probe.bind(new InetSocketAddress(settings.host(), settings.port()));
        } catch (IOException taken) {
            throw new UncheckedIOException(new IOException(
                    "cannot show the dashboard on " + settings.host() + ":" + settings.port() + ": "
                            + taken.getMessage()
                            + " (is another Vedette running? Stop it, or choose another port with --port)",
                    taken));
        }
    }

    /** The port it listens on. */
    public int port() {
        return server.port();
    }

    /** Ends all connections, the live feed's included, and stops listening. */
    @Override
    public void close() {
        ticking.cancel(false);
        ticker.shutdown();
        feed.close();
        server.stop();
    }

    static RouteTable routes(DashboardSettings settings, DashboardData data, Gate gate, Sessions sessions) {
        RouteTable table = new RouteTable();
        Assets assets = new Assets();
        AlertsApi alerts = new AlertsApi(data);
        new OverviewApi(data, alerts).routes(table);
        alerts.routes(table);
        new SilencesApi(data).routes(table);
        new BrakesApi(data).routes(table);
        TracesApi traces = new TracesApi(data, alerts);
        traces.routes(table);
        new SessionApi(data, traces).routes(table);
        new AgentsApi(data, alerts).routes(table);
        new CoverageApi(data).routes(table);
        new HealthApi(data).routes(table);
        new SetupApi(settings).routes(table);
        table.get("/api/v1/live", context -> live(context, data.feed(), gate));
        table.get("/api/v1/openapi.json", context -> assets.page(context, "openapi.json"));
        new Login(gate, sessions, assets, data.clock()).routes(table);
        assets.routes(table);
        for (String page : Assets.PAGES) {
            table.get(page, context -> assets.page(context, "index.html"));
        }
        return table;
    }

    private static void configure(JavalinConfig config, Gate gate, RouteTable table) {
        config.startup.showJavalinBanner = false;
        config.startup.showOldJavalinVersionWarning = false;
        config.startup.startupWatcherEnabled = false;
        config.http.maxRequestSize = LARGEST_BODY;
        config.http.prefer405over404 = true;
        configureJetty(config.jetty);
        config.routes.before(context -> {
            if (context.path().startsWith("/api/")) {
                context.header("Cache-Control", "no-store");
            }
            gate.check(context);
        });
        table.register(config.routes);
        config.routes.exception(Problem.class, DashboardServer::answer);
        config.routes.exception(HttpResponseException.class, DashboardServer::answer);
        config.routes.exception(StoreException.class, DashboardServer::answer);
        config.routes.exception(Exception.class, DashboardServer::answer);
    }

    private static void configureJetty(JettyConfig jetty) {
        jetty.threadPool = new QueuedThreadPool(LiveFeed.CLIENTS + THREADS);
        jetty.modifyHttpConfiguration(http -> {
            http.setSendServerVersion(false);
            http.addCustomizer(SecurityHeaders::add);
        });
        jetty.modifyServer(server -> {
            server.setErrorHandler(new BareErrors());
            for (Connector connector : server.getConnectors()) {
                if (connector instanceof ServerConnector network) {
                    network.setAcceptQueueSize(BACKLOG);
                }
            }
        });
    }

    private static void live(Context context, LiveFeed feed, Gate gate) throws IOException {
        String accept = context.header("Accept");
        if (accept == null || !accept.contains("text/event-stream")) {
            throw Problem.of(406, "This is a stream of events.", "Send the header Accept: text/event-stream.");
        }
        if (feed.full()) {
            context.header("Retry-After", "30");
            throw Problem.of(503, "Too many pages are open.", "Close some, or reload this one now and then.");
        }
        feed.serve(context.res(), gate.stillWelcome(context));
    }

    private static void answer(Problem problem, Context context) {
        String accept = context.header("Accept");
        boolean page = accept != null
                && accept.contains("text/html")
                && !context.path().startsWith("/api/");
        if (page && problem.status() == 401) {
            context.redirect("/login");
        } else {
            problem.answer(context);
        }
    }

    private static void answer(HttpResponseException refused, Context context) {
        String whatToDo = switch (refused.getStatus()) {
            case 404 -> "See /api/v1/openapi.json for the addresses there are.";
            case 405 -> "Use another method; see /api/v1/openapi.json.";
            case 413 -> "Send at most " + LARGEST_BODY + " bytes.";
            default -> "See /api/v1/openapi.json.";
        };
        Problem.of(refused.getStatus(), title(refused.getStatus()), whatToDo).answer(context);
    }

    private static String title(int status) {
        return switch (status) {
            case 404 -> "There is nothing at this address.";
            case 405 -> "This address does not take that method.";
            case 413 -> "The body is too large.";
            default -> "The request cannot be served.";
        };
    }

    private static void answer(StoreException broken, Context context) {
        LOG.warn("The store could not answer {}: {}", context.endpoint().path, broken.getMessage());
        context.header("Retry-After", "5");
        Problem.of(503, "The store cannot answer now.", "Try again; the health page says what is wrong.")
                .answer(context);
    }

    private static void answer(Exception broken, Context context) {
        LOG.error("A request failed.", broken);
        Problem.of(500, "Something broke in Vedette.", "It is in Vedette's log; please report it.")
                .answer(context);
    }

    private static void tick(LiveFeed feed) {
        try {
            feed.tick();
        } catch (RuntimeException broken) {
            LOG.error("The live feed stumbled.", broken);
        }
    }
}
