package dev.vedette.egress;

import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;

/**
 * One end of an exchange: a channel, over TCP or a Unix socket, on which every step has an end in time. For one thread,
 * whose interruption ends every wait.
 */
final class Wire implements Closeable {
    private static final String END_OF_HEAD = "\r\n\r\n";

    private final SocketChannel channel;
    private final Selector selector;
    private final SelectionKey key;
    private ByteBuffer ahead = ByteBuffer.allocate(0);

    /** Takes over an open channel, and closes it even if this fails. */
    Wire(SocketChannel channel) throws IOException {
        this.channel = channel;
        try {
            channel.configureBlocking(false);
            this.selector = Selector.open();
        } catch (IOException failed) {
            channel.close();
            throw failed;
        }
        this.key = channel.register(selector, 0);
    }

    /** A connection to this very address. */
    static Wire connect(InetSocketAddress address, TimeLimit limit) throws IOException {
        Wire wire = new Wire(SocketChannel.open());
        try {
            boolean connected = wire.channel.connect(address);
            while (!connected) {
                wire.await(SelectionKey.OP_CONNECT, limit);
                connected = wire.channel.finishConnect();
            }
            return wire;
        } catch (IOException | RuntimeException failed) {
            wire.close();
            throw failed;
        }
    }

    SocketChannel channel() {
        return channel;
    }

    /** What was read beyond a head and not yet taken. */
    ByteBuffer ahead() {
        return ahead;
    }

    /**
     * Everything up to and with the first empty line.
     *
     * @throws Refusal if it is larger than that
     * @throws EOFException if the other side ends before
     */
    byte[] readHead(int most, TimeLimit limit) throws IOException {
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        ByteBuffer block = ByteBuffer.allocate(most);
        int matched = 0;
        while (matched < END_OF_HEAD.length()) {
            block.clear();
            if (read(block, limit) < 0) {
                throw new EOFException("no whole head");
            }
            block.flip();
            while (block.hasRemaining() && matched < END_OF_HEAD.length()) {
                if (head.size() >= most) {
                    throw new Refusal(EgressVerdict.TOO_LARGE);
                }
                byte next = block.get();
                head.write(next);
                matched = next == END_OF_HEAD.charAt(matched) ? matched + 1 : (next == '\r' ? 1 : 0);
            }
        }
        ahead = block.slice();
        return head.toByteArray();
    }

    /** At least one byte, or -1 at the end. */
    int read(ByteBuffer into, TimeLimit limit) throws IOException {
        if (ahead.hasRemaining()) {
            int count = Math.min(ahead.remaining(), into.remaining());
            into.put(ahead.slice().limit(count));
            ahead.position(ahead.position() + count);
            return count;
        }
        int count = channel.read(into);
        while (count == 0) {
            await(SelectionKey.OP_READ, limit);
            count = channel.read(into);
        }
        return count;
    }

    /** All of it. */
    void write(ByteBuffer bytes, TimeLimit limit) throws IOException {
        while (bytes.hasRemaining()) {
            if (channel.write(bytes) == 0) {
                await(SelectionKey.OP_WRITE, limit);
            }
        }
    }

    @Override
    public void close() throws IOException {
        selector.close();
        channel.close();
    }

    private void await(int operation, TimeLimit limit) throws IOException {
        key.interestOps(operation);
        int ready = selector.select(limit.millisLeft());
        selector.selectedKeys().clear();
        if (Thread.currentThread().isInterrupted()) {
            throw new InterruptedIOException("the proxy is being closed");
        }
        if (ready == 0) {
            throw new SocketTimeoutException("out of time");
        }
    }
}
