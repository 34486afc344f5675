package dev.vedette.export;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import org.jspecify.annotations.Nullable;

/** Understands what OTLP backends answer. Everything in an answer is bounded and made harmless to show. */
final class AnswerReader {
    private static final int MAX_TEXT = 300;
    private static final Duration MAX_WAIT = Duration.ofMinutes(10);
    private static final String RETRY_INFO = "google.rpc.RetryInfo";

    private final Destination destination;

    AnswerReader(Destination destination) {
        this.destination = destination;
    }

    /** The answer that an {@code Export…ServiceResponse} gives: all was taken, or all save some. */
    Answer delivered(byte[] response) {
        byte[] partial = ProtoFields.block(response, 1);
        long rejected = 0;
        String warning = "";
        if (partial != null) {
            ProtoFields fields = new ProtoFields(partial);
            while (fields.next()) {
                if (fields.number() == 1) {
                    rejected = Math.max(0, fields.whole());
                } else if (fields.number() == 2) {
                    warning = shown(fields.text());
                }
            }
        }
        return new Answer.Delivered(rejected, warning);
    }

    /** The time that {@code Retry-After} names, in seconds or as a date; null without one. */
    static @Nullable Duration retryAfter(@Nullable String header, Instant now) {
        if (header == null || header.isBlank() || header.length() > 64) {
            return null;
        }
        try {
            return bounded(Duration.ofSeconds(Long.parseLong(header.trim())));
        } catch (NumberFormatException notSeconds) {
            return untilDate(header.trim(), now);
        }
    }

    /** The delay of {@code google.rpc.RetryInfo} in a {@code google.rpc.Status}; null without one. */
    static @Nullable Duration retryInfo(byte[] status) {
        ProtoFields fields = new ProtoFields(status);
        while (fields.next()) {
            byte[] type = fields.number() == 3 ? ProtoFields.block(fields.block(), 1) : null;
            if (type != null && new String(type, StandardCharsets.UTF_8).endsWith(RETRY_INFO)) {
                byte[] info = ProtoFields.block(fields.block(), 2);
                byte[] delay = info == null ? null : ProtoFields.block(info, 1);
                return delay == null ? Duration.ZERO : duration(delay);
            }
        }
        return null;
    }

    /** The text in one short line without control characters and without the destination's secrets. */
    String shown(String text) {
        StringBuilder plain = new StringBuilder();
        destination
                .masked(text)
                .codePoints()
                .map(c -> Character.isISOControl(c) || Character.getType(c) == Character.FORMAT ? ' ' : c)
                .limit(MAX_TEXT)
                .forEach(plain::appendCodePoint);
        return plain.toString().trim();
    }

    /** As {@link #shown(String)}, of a body of unknown kind. */
    String shown(byte[] body) {
        return shown(new String(body, StandardCharsets.UTF_8));
    }

    private static Duration duration(byte[] message) {
        long seconds = 0;
        long nanos = 0;
        ProtoFields fields = new ProtoFields(message);
        while (fields.next()) {
            if (fields.number() == 1) {
                seconds = fields.whole();
            } else if (fields.number() == 2) {
                nanos = fields.whole();
            }
        }
        return bounded(Duration.ofSeconds(Math.min(seconds, MAX_WAIT.toSeconds()), Math.min(nanos, 999_999_999L)));
    }

    private static @Nullable Duration untilDate(String text, Instant now) {
        try {
            return bounded(Duration.between(
                    now,
                    ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME)
                            .toInstant()));
        } catch (DateTimeException notADate) {
            return null;
        }
    }

    private static Duration bounded(Duration wait) {
        if (wait.isNegative()) {
            return Duration.ZERO;
        }
        return wait.compareTo(MAX_WAIT) > 0 ? MAX_WAIT : wait;
    }
}
