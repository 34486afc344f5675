package dev.vedette.alerting;

import org.jspecify.annotations.Nullable;

/**
 * News that somebody was not told, and why. Immutable.
 *
 * @param fingerprint the alert
 * @param kind what happened to it
 * @param receiver who was not told, or null for everybody
 * @param why one sentence for people
 */
public record Suppression(
        String fingerprint, AlertChange.Kind kind, @Nullable String receiver, String why) {}
