package dev.vedette.detection.detectors;

import dev.vedette.detection.Band;
import dev.vedette.detection.Evidence;
import dev.vedette.detection.Finding;
import dev.vedette.detection.Severity;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * One silence, told to people.
 *
 * @param now milliseconds since 1970 of event time
 */
record SilentAgent(String service, String agent, AgentRhythm rhythm, long now) {
    static final List<String> TAGS = List.of("owasp-mcp:MCP08", "owasp-asi:ASI10", "euai:12");

    private static final List<String> NEXT_STEPS = List.of(
            "Is the host up and the agent's process alive? Look at its last trace for how it ended",
            "Was it scaled to zero, stopped or renamed on purpose? Then acknowledge",
            "Does it work but send nothing? Check its exporter, its tokens and the network on the way here");

    private static final double MILLIS_PER_MINUTE = Duration.ofMinutes(1).toMillis();
    private static final double SECONDS_PER_MINUTE = 60;
    private static final double SURE = 0.8;
    private static final double UNSURE = 0.5;

    /** How long ago it should have been told. */
    long overdueMillis() {
        return rhythm.quietMillis(now) - rhythm.limitMillis();
    }

    Finding finding(String rule, int version) {
        boolean young = rhythm.history().isYoung(rhythm.lastMillis());
        return new Finding(
                rule,
                version,
                young ? Severity.LOW : Severity.MEDIUM,
                "Agent went dark: " + agent + " has been quiet for " + words(rhythm.quietMillis(now)),
                description(young),
                Map.of("agent", agent, "service", service),
                young ? UNSURE : SURE,
                band(),
                Instant.ofEpochMilli(now - overdueMillis()),
                rhythm.traceId(),
                rhythm.spanId() == null ? List.of() : List.of(rhythm.spanId()),
                evidence(),
                TAGS,
                NEXT_STEPS);
    }

    private String description(boolean young) {
        GapHistory history = rhythm.history();
        String told = "Nothing was heard of the agent " + agent + " for " + words(rhythm.quietMillis(now))
                + ". Half of the gaps between its signs of life lasted up to " + words(history.usualSeconds())
                + ", 99 of 100 up to " + words(history.rareSeconds()) + ", the longest of the last days "
                + words(history.longestMillis(rhythm.lastMillis())) + "; up to " + words(rhythm.limitMillis())
                + " would have been normal.";
        return young
                ? told + " It has been known for less than a day, so its nights are not known yet: this may be one."
                : told;
    }

    private Band band() {
        return new Band(
                rhythm.history().usualSeconds() / SECONDS_PER_MINUTE,
                0,
                rhythm.limitMillis() / MILLIS_PER_MINUTE,
                rhythm.quietMillis(now) / MILLIS_PER_MINUTE,
                "minutes of quiet");
    }

    private List<Evidence> evidence() {
        List<Evidence> evidence = new ArrayList<>();
        evidence.add(new Evidence(
                "last heard", Instant.ofEpochMilli(rhythm.lastMillis()).toString()));
        String span = rhythm.spanId();
        if (span != null) {
            evidence.add(new Evidence("last span", span));
        }
        evidence.add(new Evidence("gaps learned", Long.toString(rhythm.history().gaps())));
        evidence.add(new Evidence(
                "history", words(rhythm.lastMillis() - rhythm.history().sinceMillis())));
        if (rhythm.unwatchedUntil(now) > 0) {
            evidence.add(new Evidence("not watched, not counted", words(rhythm.unwatchedUntil(now))));
        }
        return evidence;
    }

    private static String words(double seconds) {
        return words(Math.round(seconds * Duration.ofSeconds(1).toMillis()));
    }

    /** The two largest units are exact enough. */
    private static String words(long millis) {
        Duration time = Duration.ofMillis(millis);
        if (time.toDays() > 0) {
            return time.toDays() + " d " + time.toHoursPart() + " h";
        }
        if (time.toHours() > 0) {
            return time.toHours() + " h " + time.toMinutesPart() + " min";
        }
        return time.toMinutes() > 0 ? time.toMinutes() + " min" : time.toSeconds() + " s";
    }
}
