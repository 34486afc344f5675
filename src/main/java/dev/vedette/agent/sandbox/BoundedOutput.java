package dev.vedette.agent.sandbox;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/** Reads a stream on a thread of its own until it ends or has been too much. */
final class BoundedOutput {
    private static final int BLOCK = 8_192;

    private final ByteArrayOutputStream kept = new ByteArrayOutputStream();
    private final InputStream stream;
    private final int most;
    private final Thread thread;
    private volatile boolean exceeded;

    BoundedOutput(InputStream stream, int most, String name) {
        this.stream = stream;
        this.most = most;
        this.thread = new Thread(this::read, name);
        thread.setDaemon(true);
        thread.start();
    }

    boolean exceeded() {
        return exceeded;
    }

    /** What was read, after waiting for the end for so long. */
    String text(long millis) throws InterruptedException {
        thread.join(millis);
        synchronized (kept) {
            return kept.toString(StandardCharsets.UTF_8);
        }
    }

    private void read() {
        byte[] block = new byte[BLOCK];
        try {
            for (int count = stream.read(block); count >= 0; count = stream.read(block)) {
                if (!keep(block, count)) {
                    exceeded = true;
                    return;
                }
            }
        } catch (IOException closed) {
            // The process was killed, and what it said until then is kept.
        }
    }

    private boolean keep(byte[] block, int count) {
        synchronized (kept) {
            int room = most - kept.size();
            kept.write(block, 0, Math.min(count, room));
            return count <= room;
        }
    }
}
