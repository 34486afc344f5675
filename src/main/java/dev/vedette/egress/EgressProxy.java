package dev.vedette.egress;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.StandardProtocolFamily;
import java.net.URI;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * The only door to the outside for whatever must not have a network of its own: an HTTP proxy for {@code CONNECT} and
 * plain HTTP, on loopback or on a Unix socket. A host must be on the list, its name is looked up once, none of its
 * addresses may be one that must not be reached, and the proxy connects to the addresses that it checked. It follows no
 * redirect: a client that does so asks again. One proxy is one policy, one budget and one set of connections.
 *
 * <p>What passes a tunnel is not seen: host and size are all that is controlled. SOCKS is not offered.
 *
 * <p>Thread-safe. A look-up takes as long as the system lets it; everything else has an end in time.
 */
public final class EgressProxy implements Closeable {
    private static final long PAUSE_MILLIS = 100;

    private final CountDownLatch closed = new CountDownLatch(1);
    private final EgressLimits limits;
    private final EgressListener listener;
    private final ByteBudget budget;
    private final Gate gate;
    private final Semaphore places;
    private final ServerSocketChannel door;
    private final ExecutorService threads;
    private final URI uri;

    private EgressProxy(
            EgressPolicy policy,
            EgressLimits limits,
            AddressGuard.Resolver resolver,
            EgressListener listener,
            SocketAddress address)
            throws IOException {
        this.limits = limits;
        this.listener = listener;
        this.budget = new ByteBudget(policy.budget());
        this.gate = new Gate(policy, resolver, budget);
        this.places = new Semaphore(limits.connections());
        this.door = open(address);
        this.uri = uri(policy, door.getLocalAddress());
        this.threads = Executors.newCachedThreadPool(task -> {
            Thread thread = new Thread(task, "vedette-egress");
            thread.setDaemon(true);
            return thread;
        });
    }

    /**
     * Opens one on a free port of loopback.
     *
     * @throws IOException if that is not possible
     */
    public static EgressProxy onLoopback(
            EgressPolicy policy, EgressLimits limits, AddressGuard.Resolver resolver, EgressListener listener)
            throws IOException {
        return started(new EgressProxy(
                policy, limits, resolver, listener, new InetSocketAddress(InetAddress.getLoopbackAddress(), 0)));
    }

    /**
     * Opens one on a Unix socket. Whoever may write to the file may use the proxy; it is deleted at the end.
     *
     * @param socket of at most about 100 bytes; nothing may be there
     * @throws IOException if that is not possible
     */
    public static EgressProxy onSocket(
            Path socket,
            EgressPolicy policy,
            EgressLimits limits,
            AddressGuard.Resolver resolver,
            EgressListener listener)
            throws IOException {
        return started(new EgressProxy(policy, limits, resolver, listener, UnixDomainSocketAddress.of(socket)));
    }

    /** How the system looks names up. */
    public static AddressGuard.Resolver system() {
        return InetAddress::getAllByName;
    }

    /** Where it listens, for clients: {@code http://127.0.0.1:PORT}, with the token if there is one, or {@code unix:PATH}. */
    public URI uri() {
        return uri;
    }

    /** Hangs up, whatever passes at the moment. */
    @Override
    public void close() throws IOException {
        SocketAddress address = door.getLocalAddress();
        door.close();
        closed.countDown();
        threads.shutdownNow();
        if (address instanceof UnixDomainSocketAddress file) {
            Files.deleteIfExists(file.getPath());
        }
    }

    private static EgressProxy started(EgressProxy proxy) {
        proxy.threads.execute(proxy::listen);
        return proxy;
    }

    private static ServerSocketChannel open(SocketAddress address) throws IOException {
        ServerSocketChannel door = address instanceof UnixDomainSocketAddress
                ? ServerSocketChannel.open(StandardProtocolFamily.UNIX)
                : ServerSocketChannel.open();
        try {
            return door.bind(address);
        } catch (IOException failed) {
            door.close();
            throw failed;
        }
    }

    private static URI uri(EgressPolicy policy, SocketAddress address) {
        if (address instanceof UnixDomainSocketAddress file) {
            return URI.create("unix:" + file.getPath().toUri().getRawPath());
        }
        InetSocketAddress socket = (InetSocketAddress) address;
        String token = policy.token() == null ? "" : "egress:" + policy.token() + "@";
        return URI.create("http://" + token + "127.0.0.1:" + socket.getPort());
    }

    private void listen() {
        try {
            while (door.isOpen()) {
                try {
                    admit(door.accept());
                } catch (ClosedChannelException closing) {
                    return;
                } catch (IOException outOfFiles) {
                    closed.await(PAUSE_MILLIS, TimeUnit.MILLISECONDS);
                }
            }
        } catch (InterruptedException closing) {
            Thread.currentThread().interrupt();
        }
    }

    private void admit(SocketChannel channel) throws IOException {
        if (!places.tryAcquire()) {
            channel.close();
            listener.ended(new EgressEvent(null, 0, false, EgressVerdict.BUSY, 0, 0, Duration.ZERO));
            return;
        }
        try {
            threads.execute(() -> serve(channel));
        } catch (RejectedExecutionException closing) {
            channel.close();
        }
    }

    private void serve(SocketChannel channel) {
        try {
            new Exchange(gate, budget, limits, listener).serve(channel);
        } finally {
            places.release();
        }
    }
}
