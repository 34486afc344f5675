package dev.vedette.export;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How the forwarding to one destination goes, since the process started. Immutable.
 *
 * @param destination its name
 * @param position the position in the log up to which it has been served
 * @param lag how many batches at most still wait for it
 * @param sent records that it took
 * @param rejected records that it said it did not take out of batches that it took
 * @param refused records in batches that it refused for good; they were skipped
 * @param dropped how many batches at most were skipped because they waited for too long
 * @param failures attempts that failed and were or will be repeated
 * @param lastError why the last attempt failed or was refused, without secrets; null when none ever was
 * @param lastSuccess when it last took a batch, or null
 */
public record ForwarderStatus(
        String destination,
        long position,
        long lag,
        long sent,
        long rejected,
        long refused,
        long dropped,
        long failures,
        @Nullable String lastError,
        @Nullable Instant lastSuccess) {}
