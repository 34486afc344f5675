package dev.vedette.alerting;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What became of an attempt to deliver. The receiver knows whether another can help; the loop is written once. */
public sealed interface Delivery {
    /** It arrived. */
    record Delivered() implements Delivery {}

    /**
     * Not now.
     *
     * @param after how long the receiver asks us to wait, or null where it does not say
     */
    record Retry(@Nullable Duration after, String why) implements Delivery {}

    /**
     * Never: another attempt would fail too.
     *
     * @param disable whether the receiver wants nothing more at all (HTTP 410)
     */
    record Refused(String why, boolean disable) implements Delivery {}
}
