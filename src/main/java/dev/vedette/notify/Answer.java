package dev.vedette.notify;

import dev.vedette.alerting.Delivery;
import java.io.IOException;
import java.io.InputStream;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What a webhook answered. Only the head is read: the body decides nothing and could be endless.
 *
 * @param retryAfter the header as it came, or null
 */
record Answer(int status, @Nullable String retryAfter) {
    private static final int HEAD_LIMIT = 64 * 1024;
    private static final String RETRY_AFTER = "retry-after:";
    private static final int GONE = 410;

    /**
     * Reads the head of an HTTP/1 response, and skips interim ones.
     *
     * @throws IOException if the stream breaks, is not HTTP/1, or the head is longer than 64 kB
     */
    static Answer read(InputStream in) throws IOException {
        HeadReader reader = new HeadReader(in);
        Answer answer = head(reader);
        while (answer.status >= 100 && answer.status < 200) {
            answer = head(reader);
        }
        return answer;
    }

    private static Answer head(HeadReader reader) throws IOException {
        int status = status(reader.line());
        String retryAfter = null;
        for (String line = reader.line(); !line.isEmpty(); line = reader.line()) {
            if (line.toLowerCase(Locale.ROOT).startsWith(RETRY_AFTER)) {
                retryAfter = line.substring(RETRY_AFTER.length()).trim();
            }
        }
        return new Answer(status, retryAfter);
    }

    private static int status(String line) throws IOException {
        int blank = line.indexOf(' ');
        boolean http = line.startsWith("HTTP/1.") && blank > 0 && line.length() >= blank + 4;
        String code = http ? line.substring(blank + 1, blank + 4) : "";
        if (code.isEmpty() || !code.chars().allMatch(c -> c >= '0' && c <= '9')) {
            throw new IOException("not an HTTP/1 answer");
        }
        return Integer.parseInt(code);
    }

    /** What it means: only 2xx is a delivery, and only what may pass by itself is tried again. */
    Delivery delivery(Instant now) {
        if (status >= 200 && status < 300) {
            return new Delivery.Delivered();
        }
        if (status >= 500 || status == 429 || status == 408 || status == 425) {
            return new Delivery.Retry(wait(now), "answered " + status);
        }
        if (status == GONE) {
            return new Delivery.Refused("answered 410: it wants nothing more", true);
        }
        if (status >= 300 && status < 400) {
            return new Delivery.Refused(
                    "answered " + status + ": redirects are not followed; configure the final URL", false);
        }
        return new Delivery.Refused("answered " + status + "; check its URL, secrets and headers", false);
    }

    /** {@code Retry-After} in either of its forms, or null when it is absent, unreadable or over. */
    private @Nullable Duration wait(Instant now) {
        if (retryAfter == null || retryAfter.isEmpty()) {
            return null;
        }
        if (retryAfter.length() <= 9 && retryAfter.chars().allMatch(c -> c >= '0' && c <= '9')) {
            return Duration.ofSeconds(Long.parseLong(retryAfter));
        }
        try {
            Instant until = ZonedDateTime.parse(retryAfter, DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant();
            return until.isAfter(now) ? Duration.between(now, until) : null;
        } catch (DateTimeException unreadable) {
            return null;
        }
    }

    private static final class HeadReader {
        private final InputStream in;
        private int left = HEAD_LIMIT;

        private HeadReader(InputStream in) {
            this.in = in;
        }

        private String line() throws IOException {
            StringBuilder line = new StringBuilder();
            while (true) {
                int next = in.read();
                if (next < 0) {
                    throw new IOException("ended before its head was complete");
                }
                if (left-- == 0) {
                    throw new IOException("head too long");
                }
                if (next == '\n') {
                    int length = line.length();
                    boolean carriage = length > 0 && line.charAt(length - 1) == '\r';
                    return carriage ? line.substring(0, length - 1) : line.toString();
                }
                line.append((char) next);
            }
        }
    }
}
