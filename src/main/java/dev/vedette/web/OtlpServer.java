package dev.vedette.web;

import dev.vedette.ingest.OtlpReceiver;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.jetty.http2.server.HTTP2CServerConnectionFactory;
import org.eclipse.jetty.io.WindowRateControl;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.GracefulHandler;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/**
 * Listens for OTLP. Every address speaks both OTLP/HTTP and OTLP/gRPC, over HTTP/1.1 and HTTP/2 in clear text, since
 * people mix up 4317 and 4318. A server of its own, so that senders can never starve the dashboard. Thread-safe.
 */
public final class OtlpServer implements AutoCloseable {
    private static final int THREADS = 64;
    private static final int ACCEPT_QUEUE = 1024;
    private static final int IDLE_MILLIS = 60_000;
    private static final int HEADER_BYTES = 16 * 1024;
    private static final int STREAMS = 1024;
    private static final int STREAM_WINDOW = 1 << 20;
    private static final int SESSION_WINDOW = 8 << 20;

    /** gRPC clients ping with the data to measure the line; Jetty takes more than 128 a second for an attack. */
    private static final int HTTP2_EVENTS_PER_SECOND = 10_000;

    private static final int STOP_MILLIS = 3_000;

    private final Server server;
    private final List<ServerConnector> connectors = new ArrayList<>();

    /**
     * A server that does not listen yet.
     *
     * @param addresses port 0 takes any free port
     */
    public OtlpServer(OtlpReceiver receiver, List<InetSocketAddress> addresses) {
        QueuedThreadPool threads = new QueuedThreadPool(THREADS);
        threads.setName("otlp");
        this.server = new Server(threads);
        for (InetSocketAddress address : addresses) {
            ServerConnector connector = connector(server, address);
            connectors.add(connector);
            server.addConnector(connector);
        }
        server.setHandler(new GracefulHandler(new OtlpHandler(receiver)));
        server.setStopTimeout(STOP_MILLIS);
    }

    /**
     * Starts to listen.
     *
     * @throws UncheckedIOException if an address is taken or not of this machine; the message names it
     */
    public void start() {
        for (ServerConnector connector : connectors) {
            open(connector);
        }
        try {
            server.start();
        } catch (Exception failure) {
            close();
            throw new IllegalStateException("the OTLP receiver does not start: " + failure.getMessage(), failure);
        }
    }

    /** The ports in the order of the addresses, as they really are. */
    public List<Integer> ports() {
        return connectors.stream().map(ServerConnector::getLocalPort).toList();
    }

    /** Takes no more requests, lets those that are running end for three seconds, and stops. */
    @Override
    public void close() {
        try {
            server.stop();
            connectors.forEach(ServerConnector::close);
        } catch (Exception failure) {
            throw new IllegalStateException("the OTLP receiver does not stop: " + failure.getMessage(), failure);
        }
    }

    private void open(ServerConnector connector) {
        try {
            connector.open();
        } catch (IOException taken) {
            connectors.forEach(ServerConnector::close);
            throw new UncheckedIOException(new IOException(
                    "cannot listen for OTLP on " + connector.getHost() + ":" + connector.getPort() + ": "
                            + taken.getMessage()
                            + " (is another collector running? Stop it, or choose other ports with --grpc-port and --http-port)",
                    taken));
        }
    }

    private static ServerConnector connector(Server server, InetSocketAddress address) {
        HttpConfiguration http = new HttpConfiguration();
        http.setSendServerVersion(false);
        http.setRequestHeaderSize(HEADER_BYTES);
        HTTP2CServerConnectionFactory http2 = new HTTP2CServerConnectionFactory(http);
        http2.setMaxConcurrentStreams(STREAMS);
        http2.setInitialStreamRecvWindow(STREAM_WINDOW);
        http2.setInitialSessionRecvWindow(SESSION_WINDOW);
        http2.setRateControlFactory(new WindowRateControl.Factory(HTTP2_EVENTS_PER_SECOND));
        ServerConnector connector = new ServerConnector(server, new HttpConnectionFactory(http), http2);
        connector.setHost(address.getHostString());
        connector.setPort(address.getPort());
        connector.setAcceptQueueSize(ACCEPT_QUEUE);
        connector.setIdleTimeout(IDLE_MILLIS);
        connector.addBean(new SlowStart(connector));
        return connector;
    }
}
