package dev.vedette.agent.brake;

import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A Vedette to ask for brakes. Immutable.
 *
 * @param dashboard its address, such as {@code http://localhost:8080}
 * @param token an access token of the dashboard, or one that telemetry is sent with; null where none is needed
 * @param interval how often it is asked, from 100 milliseconds to a minute
 */
public record BrakeSource(URI dashboard, @Nullable String token, Duration interval) {
    private static final Duration SHORTEST = Duration.ofMillis(100);
    private static final Duration LONGEST = Duration.ofMinutes(1);

    public BrakeSource {
        String scheme = dashboard.getScheme();
        boolean web = "http".equals(scheme) || "https".equals(scheme);
        if (!web || dashboard.getHost() == null || dashboard.getUserInfo() != null) {
            throw new IllegalArgumentException("The address of a Vedette begins with http:// or https://.");
        }
        if (token != null && (token.isEmpty() || token.chars().anyMatch(c -> c <= ' ' || c > '~'))) {
            throw new IllegalArgumentException("A token consists of visible ASCII characters.");
        }
        if (interval.compareTo(SHORTEST) < 0 || interval.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException("Ask for brakes every 100 milliseconds to every minute.");
        }
    }

    /** Asked every three seconds. */
    public static BrakeSource of(URI dashboard, @Nullable String token) {
        return new BrakeSource(dashboard, token, Duration.ofSeconds(3));
    }

    URI brakes() {
        return dashboard.resolve("/api/v1/brakes");
    }

    /** Without the token. */
    @Override
    public String toString() {
        return "BrakeSource[" + dashboard + ", every " + interval + "]";
    }
}
