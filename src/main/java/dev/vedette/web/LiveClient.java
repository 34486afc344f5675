package dev.vedette.web;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * One open page. It has its own queue and is written to by its request's own thread, because writing to a page that
 * stopped reading blocks until the connection's idle timeout.
 */
final class LiveClient {
    private static final int QUEUE = 256;
    private static final int HEARTBEAT_SECONDS = 15;

    private final BlockingQueue<Event> queue = new ArrayBlockingQueue<>(QUEUE);
    private final OutputStream out;
    private final BooleanSupplier welcome;
    private @Nullable Thread writer;
    private boolean dropped;

    /**
     * @param out the body of the response
     * @param welcome asked before everything that is sent: false once the session has ended
     */
    LiveClient(OutputStream out, BooleanSupplier welcome) {
        this.out = out;
        this.welcome = welcome;
    }

    /** Queues an event, or drops the client when it is too slow. Never blocks. */
    void offer(Event event) {
        if (!queue.offer(event)) {
            drop();
        }
    }

    /** Ends {@link #write}, also when it is stuck in writing. */
    synchronized void drop() {
        dropped = true;
        if (writer != null) {
            writer.interrupt();
        }
    }

    /** Writes what is queued until the client is dropped, is not welcome any more, or has gone. */
    void write() {
        if (!begin()) {
            return;
        }
        try {
            Event event = Event.HEARTBEAT;
            while (welcome.getAsBoolean()) {
                out.write(event.text().getBytes(StandardCharsets.UTF_8));
                out.flush();
                Event next = queue.poll(HEARTBEAT_SECONDS, TimeUnit.SECONDS);
                event = next == null ? Event.HEARTBEAT : next;
            }
        } catch (IOException | InterruptedException gone) {
            // The page was closed, or is dropped: either way nothing more is to be sent.
        } finally {
            end();
        }
    }

    private synchronized boolean begin() {
        writer = Thread.currentThread();
        return !dropped;
    }

    /** The thread belongs to the server; no interrupt that was meant for this client may follow it home. */
    private synchronized void end() {
        writer = null;
        if (Thread.interrupted()) {
            dropped = true;
        }
    }

    /**
     * A server-sent event as it is written.
     *
     * @param text ends with an empty line
     */
    record Event(String text) {
        private static final Event HEARTBEAT = new Event(": still here\n\n");

        /** {@code data} is JSON in one line. */
        static Event of(String name, String data) {
            return new Event("event: " + name + "\ndata: " + data + "\n\n");
        }
    }
}
