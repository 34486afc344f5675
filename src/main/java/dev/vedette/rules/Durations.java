package dev.vedette.rules;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Durations as rule files write them: {@code 30s}, {@code 10m}, {@code 1h}, {@code 7d}. */
final class Durations {
    /** What a duration looks like, for messages. */
    static final String FORM = "a duration such as 30s, 10m, 1h or 7d, at most 31d";

    private static final Duration LONGEST = Duration.ofDays(31);
    private static final int MAX_DIGITS = 7;

    private Durations() {}

    /** The duration, or null when the text is none or it is zero or too long. */
    static @Nullable Duration parse(String text) {
        int digits = text.length() - 1;
        if (digits < 1 || digits > MAX_DIGITS) {
            return null;
        }
        long amount = 0;
        for (int index = 0; index < digits; index++) {
            char digit = text.charAt(index);
            if (digit < '0' || digit > '9') {
                return null;
            }
            amount = amount * 10 + (digit - '0');
        }
        Duration duration = switch (text.charAt(digits)) {
            case 's' -> Duration.ofSeconds(amount);
            case 'm' -> Duration.ofMinutes(amount);
            case 'h' -> Duration.ofHours(amount);
            case 'd' -> Duration.ofDays(amount);
            default -> Duration.ZERO;
        };
        return duration.isZero() || duration.compareTo(LONGEST) > 0 ? null : duration;
    }

    /** The shortest of the same spellings. */
    static String print(Duration duration) {
        long seconds = duration.toSeconds();
        if (seconds % 86_400 == 0) {
            return seconds / 86_400 + "d";
        }
        if (seconds % 3_600 == 0) {
            return seconds / 3_600 + "h";
        }
        return seconds % 60 == 0 ? seconds / 60 + "m" : seconds + "s";
    }
}
