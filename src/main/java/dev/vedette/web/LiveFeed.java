package dev.vedette.web;

import dev.vedette.alerting.AlertChange;
import dev.vedette.telemetry.TelemetryBatch;
import io.javalin.http.sse.SseClient;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;

/**
 * News for open dashboards, as server-sent events. News of alerts go out at once; repetitions of known alerts and
 * traffic are gathered and go out twice a second. Publishing never blocks, whatever the readers do: a page that does not
 * keep up is cut off, and refreshes itself when it comes back. Thread-safe.
 */
public final class LiveFeed implements AutoCloseable {
    static final long TICK_MILLIS = 500;
    static final int CLIENTS = 200;
    private static final int BURST = 50;
    private static final int REPEATED = 200;
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    private final InstantSource clock;
    private final Set<LiveClient> clients = ConcurrentHashMap.newKeySet();
    private final TrafficWindow traffic = new TrafficWindow();
    private final Map<String, AlertChange> repeated = new LinkedHashMap<>();
    private TrafficWindow.Rates told = new TrafficWindow.Rates(0, 0, 0, null, 0, 0);

    /** A feed that nobody reads yet. */
    public LiveFeed(InstantSource clock) {
        this.clock = clock;
    }

    /** Tells open pages what happened to alerts. */
    public void publishAlerts(List<AlertChange> changes) {
        List<AlertChange> news =
                changes.stream().filter(AlertChange::isNews).limit(BURST + 1L).toList();
        if (news.size() > BURST) {
            broadcast("refresh", Map.of());
            return;
        }
        news.forEach(this::tell);
        synchronized (repeated) {
            for (AlertChange change : changes) {
                if (!change.isNews() && repeated.size() < REPEATED) {
                    repeated.put(change.alert().fingerprint(), change);
                }
            }
        }
    }

    /** Counts a batch that was stored. */
    public void publishTraffic(TelemetryBatch batch) {
        traffic.add(batch, clock.instant().getEpochSecond());
    }

    /**
     * Ends all connections and waits a moment until they have ended: a server that stops in the middle of that would
     * take the request away from under the thread that answers it.
     */
    @Override
    public void close() {
        List<LiveClient> ending = List.copyOf(clients);
        ending.forEach(LiveClient::drop);
        Instant patient = clock.instant().plus(PATIENCE);
        try {
            for (LiveClient client : ending) {
                client.awaitEnd(Duration.between(clock.instant(), patient));
            }
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
        }
    }

    TrafficWindow.Rates lastMinute() {
        return traffic.lastMinute(clock.instant().getEpochSecond());
    }

    boolean full() {
        return clients.size() >= CLIENTS;
    }

    int readers() {
        return clients.size();
    }

    void join(SseClient connection, BooleanSupplier welcome) {
        connection.keepAlive();
        LiveClient client = new LiveClient(connection, welcome, clients::remove);
        clients.add(client);
        client.offer(new LiveClient.Event("hello", Json.text(Map.of("traffic", lastMinute()))));
        client.start();
    }

    /** People changed something that concerns all pages, such as a silence. */
    void publishRefresh() {
        broadcast("refresh", Map.of());
    }

    /** Sends what was gathered; called every {@link #TICK_MILLIS}. */
    void tick() {
        tellRepeated();
        List<TrafficWindow.EndedTrace> ended = traffic.news();
        TrafficWindow.Rates now = lastMinute();
        if (ended != null || !now.equals(told)) {
            told = now;
            broadcast("traffic", Map.of("lastMinute", now, "ended", ended == null ? List.of() : ended));
        }
    }

    private void tellRepeated() {
        List<AlertChange> gathered;
        synchronized (repeated) {
            gathered = List.copyOf(repeated.values());
            repeated.clear();
        }
        gathered.forEach(this::tell);
    }

    private void tell(AlertChange change) {
        broadcast("alert", Map.of("kind", change.kind(), "alert", AlertRow.of(change.alert(), false)));
    }

    private void broadcast(String name, Map<String, ?> data) {
        if (!clients.isEmpty()) {
            LiveClient.Event event = new LiveClient.Event(name, Json.text(data));
            clients.forEach(client -> client.offer(event));
        }
    }
}
