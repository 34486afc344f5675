package dev.vedette.agent.model;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A request that a {@link ModelServer} was sent.
 *
 * @param headers by names in lower case
 */
public record SeenRequest(String path, Map<String, List<String>> headers, JsonNode body) {
    /** The first value of a header, or null. */
    public @Nullable String header(String name) {
        List<String> values = headers.get(name.toLowerCase(Locale.ROOT));
        return values == null ? null : values.get(0);
    }

    /** Whether a stream is wanted. */
    public boolean streamed() {
        return body.path("stream").asBoolean();
    }

    /** The names of the tools that the model is told of. */
    public List<String> tools() {
        return body.path("tools").findValuesAsText("name");
    }
}
