package dev.vedette.egress;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A connection that a proxy has served or refused. Holds neither path nor query nor content.
 *
 * @param host in its one spelling, or null if the request named none that could be read
 * @param port or 0 if none could be read
 * @param tunnel whether by CONNECT, so that what passed was not seen
 * @param sent bytes to the host
 * @param received bytes from the host
 */
public record EgressEvent(
        @Nullable HostName host,
        int port,
        boolean tunnel,
        EgressVerdict verdict,
        long sent,
        long received,
        Duration duration) {}
