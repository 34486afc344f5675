package dev.vedette.agent.memory;

import dev.vedette.agent.identity.Principal;
import java.time.Instant;

/**
 * Something that an agent remembers, and where it has it from. Immutable.
 *
 * @param text without secrets
 * @param spanId of the span in which it was written, 16 hexadecimal digits, or empty where nothing is traced
 * @param principal who wrote it; only the same agent for the same user of the same organisation recalls it
 * @param expiry from then on it is forgotten
 */
public record MemoryRecord(String text, String spanId, Principal principal, Trust trust, Instant expiry) {
    /** The same, trusted. */
    MemoryRecord released() {
        return new MemoryRecord(text, spanId, principal, Trust.TRUSTED, expiry);
    }
}
