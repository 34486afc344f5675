package dev.vedette.notify;

import java.net.URI;

/**
 * Where people find the dashboard, as links in messages have it. Immutable.
 *
 * @param home with or without a slash at the end, such as {@code https://vedette.example.org/}
 */
public record DashboardAddress(URI home) {
    /** The page of one alert. */
    public URI alert(String fingerprint) {
        String base = home.toString();
        return URI.create((base.endsWith("/") ? base : base + "/") + "alerts/" + fingerprint);
    }
}
