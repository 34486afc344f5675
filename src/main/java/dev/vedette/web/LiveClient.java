package dev.vedette.web;

import io.javalin.http.sse.SseClient;
import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * One open page. It has its own queue and its own writing thread, because writing to a page that stopped reading blocks
 * until the connection's idle timeout.
 */
final class LiveClient implements Runnable {
    private static final int QUEUE = 256;
    private static final int HEARTBEAT_SECONDS = 15;

    private final BlockingQueue<Event> queue = new ArrayBlockingQueue<>(QUEUE);
    private final SseClient connection;
    private final BooleanSupplier welcome;
    private final Consumer<LiveClient> gone;
    private final Thread writer;
    private volatile boolean dropped;

    /**
     * @param welcome asked before everything that is sent: false once the session has ended
     * @param gone told when nothing more will be sent
     */
    LiveClient(SseClient connection, BooleanSupplier welcome, Consumer<LiveClient> gone) {
        this.connection = connection;
        this.welcome = welcome;
        this.gone = gone;
        this.writer = new Thread(this, "live-client");
        writer.setDaemon(true);
    }

    void start() {
        writer.start();
    }

    /** Queues an event, or drops the client when it is too slow. Never blocks. */
    void offer(Event event) {
        if (!queue.offer(event)) {
            drop();
        }
    }

    void drop() {
        dropped = true;
        gone.accept(this);
        writer.interrupt();
    }

    /** Waits until the connection is closed, but not for a page that stopped reading. */
    void awaitEnd(Duration patience) throws InterruptedException {
        writer.join(Math.max(1, patience.toMillis()));
    }

    @Override
    public void run() {
        try {
            while (!dropped && !connection.terminated()) {
                Event event = queue.poll(HEARTBEAT_SECONDS, TimeUnit.SECONDS);
                if (!welcome.getAsBoolean()) {
                    break;
                }
                send(event == null ? Event.HEARTBEAT : event);
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        } finally {
            gone.accept(this);
            connection.close();
        }
    }

    private void send(Event event) {
        if (event.name().isEmpty()) {
            connection.sendComment(event.data());
        } else {
            connection.sendEvent(event.name(), event.data());
        }
    }

    /** A server-sent event; one without a name is a comment. */
    record Event(String name, String data) {
        private static final Event HEARTBEAT = new Event("", "still here");
    }
}
