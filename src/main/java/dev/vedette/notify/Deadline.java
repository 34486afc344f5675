package dev.vedette.notify;

import java.io.Closeable;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Ends an exchange after so long whatever it is doing: connecting, shaking hands, writing, or reading one byte a second.
 * A socket's own timeout begins anew with every byte and does not hold for writing; closing the socket always works.
 */
final class Deadline implements AutoCloseable {
    private final CountDownLatch done = new CountDownLatch(1);
    private @Nullable Closeable watched;
    private boolean passed;

    Deadline(Duration limit) {
        Thread watchdog = new Thread(() -> watch(limit), "vedette-notify-deadline");
        watchdog.setDaemon(true);
        watchdog.start();
    }

    /** From now on this is what is closed when the time is up; at once when it is. */
    synchronized void watch(Closeable socket) {
        watched = socket;
        if (passed) {
            closeQuietly(socket);
        }
    }

    /** Whether the time is up. */
    synchronized boolean passed() {
        return passed;
    }

    @Override
    public void close() {
        done.countDown();
    }

    private void watch(Duration limit) {
        try {
            if (!done.await(limit.toMillis(), TimeUnit.MILLISECONDS)) {
                pass();
            }
        } catch (InterruptedException ended) {
            pass();
        }
    }

    private synchronized void pass() {
        passed = true;
        if (watched != null) {
            closeQuietly(watched);
        }
    }

    private static void closeQuietly(Closeable socket) {
        try {
            socket.close();
        } catch (IOException alreadyGone) {
            // It is closed, which is all that was wanted.
        }
    }
}
