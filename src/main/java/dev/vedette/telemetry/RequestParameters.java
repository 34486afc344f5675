package dev.vedette.telemetry;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a model was asked for besides the messages. Null means that the sender did not say. Immutable.
 *
 * @param stop texts that end the answer
 * @param choices how many answers were asked for
 * @param reasoningEffort such as {@code high}, as the provider calls it
 * @param outputType {@code text}, {@code json}, {@code image}, {@code speech}, or what was sent
 * @param stream whether the answer was to be streamed
 * @param previousResponse the id of the response that this request goes on from
 */
public record RequestParameters(
        @Nullable Double temperature,
        @Nullable Double topP,
        @Nullable Double topK,
        @Nullable Long maxTokens,
        List<String> stop,
        @Nullable Long seed,
        @Nullable Long choices,
        @Nullable Double frequencyPenalty,
        @Nullable Double presencePenalty,
        @Nullable String reasoningEffort,
        @Nullable String outputType,
        @Nullable Boolean stream,
        @Nullable String previousResponse) {
    /** Nothing known. */
    public static final RequestParameters NONE =
            new RequestParameters(null, null, null, null, List.of(), null, null, null, null, null, null, null, null);

    public RequestParameters {
        stop = List.copyOf(stop);
    }
}
