package dev.vedette.export;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What became of one request to a backend. The texts hold no secrets and are short. */
sealed interface Answer {
    /** The backend has it, save {@code rejected} records; {@code warning} is empty when it had nothing to say. */
    record Delivered(long rejected, String warning) implements Answer {}

    /** Trying again may help, after {@code after} if the backend named a time. */
    record Retry(@Nullable Duration after, String why) implements Answer {}

    /** Trying again cannot help; {@code divisible} if parts of the same request may be taken. */
    record Refused(String why, boolean divisible) implements Answer {}
}
