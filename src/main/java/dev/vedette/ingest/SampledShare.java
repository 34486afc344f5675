package dev.vedette.ingest;

import org.jspecify.annotations.Nullable;

/**
 * What share of spans a sampler kept, as it wrote it into the entry {@code ot} of the W3C trace state: {@code th} is the
 * rejection threshold, the leading hex digits of a number of 56 bits, and the older {@code p} stands for a share of two
 * to the power of its negative.
 *
 * <p>Source: OpenTelemetry's "TraceState Handling" and "TraceState: Probability Sampling". The flags of a span or log
 * record do not help: they say that this one was to be kept, which is so of all that are sent.
 */
final class SampledShare {
    private static final String OPENTELEMETRY = "ot=";
    private static final String THRESHOLD = "th:";
    private static final String POWER = "p:";
    private static final int MOST_MEMBERS = 32;
    private static final int MOST_FIELDS = 32;
    private static final int DIGITS = 14;
    private static final long ALL = 1L << (4 * DIGITS);

    /** Beyond it, 63 says that the span was kept for another reason. */
    private static final int LARGEST_POWER = 62;

    private SampledShare() {}

    /** More than 0 and at most 1; null where the trace state says nothing of it, or nothing that can be read. */
    static @Nullable Double of(String traceState) {
        int start = 0;
        for (int member = 0; member < MOST_MEMBERS && start < traceState.length(); member++) {
            int end = end(traceState, start, ',');
            String entry = traceState.substring(start, end).strip();
            if (entry.startsWith(OPENTELEMETRY)) {
                return told(entry.substring(OPENTELEMETRY.length()));
            }
            start = end + 1;
        }
        return null;
    }

    private static @Nullable Double told(String fields) {
        Double byPower = null;
        int start = 0;
        for (int field = 0; field < MOST_FIELDS && start < fields.length(); field++) {
            int end = end(fields, start, ';');
            Double byThreshold = null;
            if (fields.startsWith(THRESHOLD, start)) {
                byThreshold = byThreshold(fields.substring(start + THRESHOLD.length(), end));
            } else if (fields.startsWith(POWER, start)) {
                byPower = byPower(fields.substring(start + POWER.length(), end));
            }
            if (byThreshold != null) {
                return byThreshold;
            }
            start = end + 1;
        }
        return byPower;
    }

    private static @Nullable Double byThreshold(String hex) {
        if (hex.isEmpty() || hex.length() > DIGITS) {
            return null;
        }
        long threshold = 0;
        for (int at = 0; at < DIGITS; at++) {
            int digit = at < hex.length() ? Character.digit(hex.charAt(at), 16) : 0;
            if (digit < 0) {
                return null;
            }
            threshold = threshold << 4 | digit;
        }
        return (double) (ALL - threshold) / ALL;
    }

    private static @Nullable Double byPower(String digits) {
        int power = 0;
        for (int at = 0; at < digits.length(); at++) {
            int digit = Character.digit(digits.charAt(at), 10);
            if (digit < 0 || power > LARGEST_POWER) {
                return null;
            }
            power = 10 * power + digit;
        }
        return digits.isEmpty() || power > LARGEST_POWER ? null : Math.scalb(1.0, -power);
    }

    private static int end(String text, int start, char separator) {
        int end = text.indexOf(separator, start);
        return end < 0 ? text.length() : end;
    }
}
