package dev.vedette.alerting;

import java.time.Instant;

/** One way to tell people. Thread-safe. */
public interface Notifier {
    /** The receiver's name in the configuration. */
    String receiver();

    /** Tries once and says what became of it; throws nothing. Takes at most 20 seconds. */
    Delivery send(Notification notification, Instant now);
}
