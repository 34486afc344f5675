package dev.vedette.alerting;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * Nobody is told of alerts that meet all matchers, for a while. The alerts are kept and shown all the same. Immutable.
 *
 * @param id unique
 * @param matchers at least one, or it would silence everything
 * @param startsAt from when
 * @param endsAt until when; every silence ends
 * @param createdBy who made it
 * @param comment why
 */
public record Silence(
        String id, List<Matcher> matchers, Instant startsAt, Instant endsAt, String createdBy, String comment) {
    public Silence {
        matchers = List.copyOf(matchers);
        if (matchers.isEmpty()) {
            throw new IllegalArgumentException("A silence needs at least one matcher, or it would silence everything.");
        }
        if (!endsAt.isAfter(startsAt)) {
            throw new IllegalArgumentException("A silence must end after it starts.");
        }
    }

    /** Whether alerts with these labels are silent at {@code now}. */
    public boolean silences(Map<String, String> labels, Instant now) {
        return !now.isBefore(startsAt) && now.isBefore(endsAt) && concerns(labels);
    }

    /** Whether alerts with these labels are meant, whenever it lasts. */
    public boolean concerns(Map<String, String> labels) {
        return matchers.stream().allMatch(matcher -> matcher.matches(labels));
    }
}
