package dev.vedette.web;

import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.http2.HTTP2Connection;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.server.ServerConnector;

/**
 * Closes HTTP/1.1 connections that have not sent one whole request head in time. Jetty's idle timeout begins anew with
 * every byte, so that a sender of one byte a minute would keep a connection for days.
 */
final class SlowStart implements Connection.Listener {
    private static final int SECONDS = 20;

    private final ServerConnector connector;

    SlowStart(ServerConnector connector) {
        this.connector = connector;
    }

    @Override
    public void onOpened(Connection connection) {
        if (!(connection instanceof HTTP2Connection)) {
            connector.getScheduler().schedule(() -> closeIfMute(connection), SECONDS, TimeUnit.SECONDS);
        }
    }

    private static void closeIfMute(Connection connection) {
        boolean upgraded = !connection.equals(connection.getEndPoint().getConnection());
        if (!upgraded && connection.getMessagesIn() == 0) {
            connection.close();
        }
    }
}
