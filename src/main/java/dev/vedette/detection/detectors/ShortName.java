package dev.vedette.detection.detectors;

import dev.vedette.telemetry.Actor;

/** Names that senders made up, cut to what a key, a title or a state can bear. */
final class ShortName {
    /** Joins names to a key; no sender can put it into a name that was cut here. */
    private static final char SEPARATOR = '\u001f';

    private static final int LIMIT = 120;

    private ShortName() {}

    static String of(String name) {
        String bounded = name.length() <= LIMIT ? name : name.substring(0, LIMIT) + "…" + name.hashCode();
        return bounded.indexOf(SEPARATOR) < 0 ? bounded : bounded.replace(SEPARATOR, ' ');
    }

    /** Names, already short, as one key. */
    static String join(String... names) {
        return String.join(String.valueOf(SEPARATOR), names);
    }

    /** Whether the span itself told which agent it belongs to. */
    static boolean isNamed(Actor actor) {
        return !actor.agent().equals(actor.service());
    }
}
