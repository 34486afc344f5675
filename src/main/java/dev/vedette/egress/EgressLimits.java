package dev.vedette.egress;

import java.time.Duration;

/**
 * What one client of a proxy may take up. Immutable.
 *
 * @param connections at once, of all clients
 * @param headBytes of a request or an answer, without the body
 * @param headTime from the connection to the end of the request's head
 * @param connectTime for each address of a host
 * @param idleTime without a byte in either direction
 */
public record EgressLimits(int connections, int headBytes, Duration headTime, Duration connectTime, Duration idleTime) {
    /** 32 connections, heads of 16 KiB within 10 s, 5 s to connect, 60 s of silence. */
    public static final EgressLimits DEFAULT =
            new EgressLimits(32, 16_384, Duration.ofSeconds(10), Duration.ofSeconds(5), Duration.ofSeconds(60));

    /** The same with another time for heads. */
    public EgressLimits withHeadTime(Duration time) {
        return new EgressLimits(connections, headBytes, time, connectTime, idleTime);
    }

    /** The same with another time of silence. */
    public EgressLimits withIdleTime(Duration time) {
        return new EgressLimits(connections, headBytes, headTime, connectTime, time);
    }

    /** The same with another number of connections. */
    public EgressLimits withConnections(int most) {
        return new EgressLimits(most, headBytes, headTime, connectTime, idleTime);
    }
}
