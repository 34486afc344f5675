package dev.vedette.app;

import dev.vedette.health.Check;
import dev.vedette.telemetry.StoreException;
import java.util.function.LongSupplier;

/** Asks a store something small to see whether it works. */
final class StoreCheck {
    private StoreCheck() {}

    static Check of(String part, String asked, LongSupplier question) {
        try {
            return Check.ok(part, asked + " " + question.getAsLong());
        } catch (StoreException broken) {
            return Check.failing(part, String.valueOf(broken.getMessage()));
        }
    }
}
