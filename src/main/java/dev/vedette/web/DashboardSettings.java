package dev.vedette.web;

import java.util.List;
import java.util.stream.Stream;

/**
 * How the dashboard listens and who may use it. Immutable.
 *
 * @param host the address to listen on
 * @param port the port, 0 for any that is free
 * @param loopback whether only this machine can reach {@code host}; the Host header is then checked, so that a web page
 *     elsewhere cannot reach the dashboard under a name of its own
 * @param accessTokens whoever has one may see and do everything; empty lets everybody in, sensible on loopback only
 * @param runtimeTokens whoever has one may ask for brakes and for nothing else; agents' runtimes have one already, which
 *     they send telemetry with
 * @param version shown to people
 * @param httpEndpoint where agents send OTLP over HTTP, such as {@code http://localhost:4318}
 * @param grpcEndpoint where agents send OTLP over gRPC, such as {@code http://localhost:4317}
 * @param senderToken whether agents need a token to send; the token itself is nobody's business here
 */
public record DashboardSettings(
        String host,
        int port,
        boolean loopback,
        List<String> accessTokens,
        List<String> runtimeTokens,
        String version,
        String httpEndpoint,
        String grpcEndpoint,
        boolean senderToken) {
    public DashboardSettings {
        accessTokens = List.copyOf(accessTokens);
        runtimeTokens = List.copyOf(runtimeTokens);
        if (Stream.concat(accessTokens.stream(), runtimeTokens.stream()).anyMatch(String::isBlank)) {
            throw new IllegalArgumentException("An access token is empty; remove it or give it a value.");
        }
    }

    /** Open to everybody on this machine. */
    public static DashboardSettings onLoopback(int port, String version) {
        return new DashboardSettings(
                "127.0.0.1",
                port,
                true,
                List.of(),
                List.of(),
                version,
                "http://localhost:4318",
                "http://localhost:4317",
                false);
    }
}
