package dev.vedette.telemetry;

import org.jspecify.annotations.Nullable;

/**
 * Nothing done yet: a span that announces its parent, which has begun and will be sent when it ends. It stands in for
 * that span until it comes, and is never counted. Immutable.
 *
 * @param aboveSpanId the parent of the announced span, 16 lower-case hex digits, or null where it is a root
 */
public record Preview(@Nullable String aboveSpanId) implements Operation {
    @Override
    public String kind() {
        return "preview";
    }
}
