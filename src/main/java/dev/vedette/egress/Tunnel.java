package dev.vedette.egress;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.time.Duration;

/** Passes bytes both ways between a client and a host until both have ended, one is silent too long, or the budget is spent. */
final class Tunnel {
    private static final int BLOCK = 16_384;

    private final Wire client;
    private final Wire host;
    private final Traffic traffic;
    private final Duration idle;

    Tunnel(Wire client, Wire host, Traffic traffic, Duration idle) {
        this.client = client;
        this.host = host;
        this.traffic = traffic;
        this.idle = idle;
    }

    void run() throws IOException {
        try (Selector selector = Selector.open()) {
            SelectionKey clientKey = client.channel().register(selector, 0);
            SelectionKey hostKey = host.channel().register(selector, 0);
            Flow up = new Flow(client.channel(), host.channel(), traffic::toHost);
            Flow down = new Flow(host.channel(), client.channel(), traffic::toClient);
            up.begin(client.ahead());
            while (!up.over || !down.over) {
                clientKey.interestOps(up.readInterest() | down.writeInterest());
                hostKey.interestOps(down.readInterest() | up.writeInterest());
                await(selector);
                up.move();
                down.move();
            }
        }
    }

    private void await(Selector selector) throws IOException {
        int ready = selector.select(Math.max(1, idle.toMillis()));
        selector.selectedKeys().clear();
        if (Thread.currentThread().isInterrupted()) {
            throw new InterruptedIOException("the proxy is being closed");
        }
        if (ready == 0) {
            throw new SocketTimeoutException("idle for too long");
        }
    }

    /** One direction. Its block is always ready to be written from. */
    private static final class Flow {
        private final SocketChannel from;
        private final SocketChannel to;
        private final Toll toll;
        private final ByteBuffer block = ByteBuffer.allocate(BLOCK).limit(0);
        private boolean ended;
        private boolean over;

        Flow(SocketChannel from, SocketChannel to, Toll toll) {
            this.from = from;
            this.to = to;
            this.toll = toll;
        }

        void begin(ByteBuffer ahead) throws IOException {
            toll.take(ahead.remaining());
            block.clear();
            block.put(ahead);
            block.flip();
        }

        int readInterest() {
            return ended || block.hasRemaining() ? 0 : SelectionKey.OP_READ;
        }

        int writeInterest() {
            return block.hasRemaining() ? SelectionKey.OP_WRITE : 0;
        }

        void move() throws IOException {
            if (!ended && !block.hasRemaining()) {
                block.clear();
                int count = from.read(block);
                block.flip();
                ended = count < 0;
                toll.take(Math.max(0, count));
            }
            if (block.hasRemaining()) {
                to.write(block);
            }
            if (ended && !over && !block.hasRemaining()) {
                to.shutdownOutput();
                over = true;
            }
        }
    }
}
