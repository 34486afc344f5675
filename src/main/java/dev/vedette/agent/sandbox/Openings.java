package dev.vedette.agent.sandbox;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * What is open in a sandbox that is closed by default. Immutable.
 *
 * @param data a folder that can be read as {@code /data}, or null
 * @param egress the socket of an {@link dev.vedette.egress.EgressProxy}, the only way out, or null for none
 */
record Openings(@Nullable Path data, @Nullable Path egress) {
    static final Openings NONE = new Openings(null, null);
}
