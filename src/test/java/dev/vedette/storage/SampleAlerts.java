package dev.vedette.storage;

import dev.vedette.alerting.Alert;
import dev.vedette.alerting.AlertChange;
import dev.vedette.alerting.AlertState;
import dev.vedette.alerting.Matcher;
import dev.vedette.alerting.Notification;
import dev.vedette.alerting.Silence;
import dev.vedette.detection.Band;
import dev.vedette.detection.Evidence;
import dev.vedette.detection.Finding;
import dev.vedette.detection.Severity;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Alerts and what belongs to them, made by hand. */
final class SampleAlerts {
    static final Instant NOW = SampleSpans.NOON.plusNanos(123_456_789);

    private SampleAlerts() {}

    static Alert alert(String fingerprint, AlertState state, Severity severity, Instant lastSeen) {
        return alert(fingerprint, state, severity, lastSeen, "TOOL-01", "planner", null);
    }

    static Alert alert(
            String fingerprint,
            AlertState state,
            Severity severity,
            Instant lastSeen,
            String rule,
            String agent,
            @Nullable Band band) {
        Finding finding = new Finding(
                rule,
                3,
                severity,
                "Unknown tool \u202E \uD83D\uDE00 \0 \"quoted\"",
                "planner called a tool that was never declared",
                Map.of("agent", agent, "tool", "shell"),
                1.0 / 3,
                band,
                lastSeen,
                band == null ? null : SampleSpans.traceId(7),
                List.of(SampleSpans.spanId(1), SampleSpans.spanId(2)),
                List.of(new Evidence("tool", "shell"), new Evidence("masked secret", "AKIA…")),
                List.of("owasp-llm25:LLM06"),
                List.of("Declare the tool.", "Or forbid it."));
        return new Alert(
                fingerprint,
                rule,
                Map.of("rule", rule, "severity", severity.label(), "agent", agent),
                state,
                severity,
                NOW.minusSeconds(60),
                lastSeen,
                NOW.minusNanos(1),
                state == AlertState.ACKNOWLEDGED ? "ada" : null,
                Long.MAX_VALUE,
                2,
                finding,
                List.of(SampleSpans.traceId(7), SampleSpans.traceId(8)));
    }

    static Alert open(String fingerprint) {
        return alert(fingerprint, AlertState.OPEN, Severity.HIGH, NOW);
    }

    static AlertChange opened(String fingerprint) {
        return new AlertChange(AlertChange.Kind.OPENED, open(fingerprint));
    }

    static Notification notification(String id, String receiver, Instant createdAt) {
        return new Notification(id, receiver, opened("f-" + id), createdAt, 0, createdAt);
    }

    static Silence silence(String id, Instant startsAt, Instant endsAt) {
        return new Silence(
                id,
                List.of(new Matcher("agent", "planner", true), new Matcher("rule", "X", false)),
                startsAt,
                endsAt,
                "ada",
                "on it");
    }
}
