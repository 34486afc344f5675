package dev.vedette.agent.openai;

import com.openai.core.http.Headers;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How long a provider asks to wait: {@code Retry-After} after RFC 9110, or OpenAI's {@code retry-after-ms}. */
final class RetryAfter {
    /** Longer than anybody waits, and short enough to be counted with. */
    private static final Duration LONGEST = Duration.ofDays(1);

    private static final int MOST_DIGITS = 12;

    private RetryAfter() {}

    /** Null if nothing is asked, or nothing that can be read. */
    static @Nullable Duration of(Headers headers, InstantSource clock) {
        String milliseconds = first(headers, "retry-after-ms");
        if (milliseconds != null && isNumber(milliseconds)) {
            return bounded(Duration.ofMillis(Long.parseLong(milliseconds)));
        }
        String after = first(headers, "Retry-After");
        if (after == null) {
            return null;
        }
        return isNumber(after) ? bounded(Duration.ofSeconds(Long.parseLong(after))) : until(after, headers, clock);
    }

    /** From the provider's own date, where it tells one: its clock may not be ours. */
    private static @Nullable Duration until(String date, Headers headers, InstantSource clock) {
        Instant then = instant(date);
        if (then == null) {
            return null;
        }
        String told = first(headers, "Date");
        Instant now = told == null ? null : instant(told);
        return bounded(Duration.between(now == null ? clock.instant() : now, then));
    }

    private static @Nullable Instant instant(String date) {
        try {
            return ZonedDateTime.parse(date, DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant();
        } catch (DateTimeParseException notADate) {
            return null;
        }
    }

    private static Duration bounded(Duration wait) {
        if (wait.isNegative()) {
            return Duration.ZERO;
        }
        return wait.compareTo(LONGEST) < 0 ? wait : LONGEST;
    }

    private static boolean isNumber(String text) {
        return !text.isEmpty() && text.length() <= MOST_DIGITS && text.chars().allMatch(c -> c >= '0' && c <= '9');
    }

    private static @Nullable String first(Headers headers, String name) {
        List<String> values = headers.values(name);
        return values.isEmpty() ? null : values.get(0).strip();
    }
}
