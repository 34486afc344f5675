package dev.vedette.pricing;

import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The tokens of one operation as senders count them: parts are contained in their whole. Null means not told.
 *
 * @param input all input, with what was cached and spoken
 * @param output all output, with reasoning and speech
 * @param cacheRead the part of the input read from a cache
 * @param cacheWrite the part of the input written to a cache, for however long
 * @param cacheWriteLong the part of {@code cacheWrite} that was written for an hour
 * @param reasoning the part of the output spent on reasoning
 * @param audioInput the part of the input that is speech
 * @param audioOutput the part of the output that is speech
 */
public record TokenCount(
        @Nullable Long input,
        @Nullable Long output,
        @Nullable Long cacheRead,
        @Nullable Long cacheWrite,
        @Nullable Long cacheWriteLong,
        @Nullable Long reasoning,
        @Nullable Long audioInput,
        @Nullable Long audioOutput) {
    /** Tokens of which only the sums are known. */
    public static TokenCount of(@Nullable Long input, @Nullable Long output) {
        return new TokenCount(input, output, null, null, null, null, null, null);
    }

    /**
     * Each token in exactly one class, as these rates tell them apart. What a part holds beyond its whole is not
     * counted: no class is negative, and the classes together are never more than input and output.
     */
    Map<TokenClass, Long> split(Rates rates) {
        Map<TokenClass, Long> classes = new EnumMap<>(TokenClass.class);
        long inputLeft = count(input);
        inputLeft = take(classes, rates, TokenClass.CACHE_READ, cacheRead, inputLeft);
        long written = Math.min(count(cacheWrite), inputLeft);
        long writtenLong = rates.separates(TokenClass.CACHE_WRITE_LONG) ? Math.min(count(cacheWriteLong), written) : 0;
        inputLeft = take(classes, rates, TokenClass.CACHE_WRITE_LONG, writtenLong, inputLeft);
        inputLeft = take(classes, rates, TokenClass.CACHE_WRITE, written - writtenLong, inputLeft);
        inputLeft = take(classes, rates, TokenClass.AUDIO_INPUT, audioInput, inputLeft);
        put(classes, TokenClass.INPUT, inputLeft);
        long outputLeft = count(output);
        outputLeft = take(classes, rates, TokenClass.REASONING, reasoning, outputLeft);
        outputLeft = take(classes, rates, TokenClass.AUDIO_OUTPUT, audioOutput, outputLeft);
        put(classes, TokenClass.OUTPUT, outputLeft);
        return classes;
    }

    private static long take(
            Map<TokenClass, Long> classes, Rates rates, TokenClass kind, @Nullable Long part, long left) {
        if (!rates.separates(kind)) {
            return left;
        }
        long taken = Math.min(count(part), left);
        put(classes, kind, taken);
        return left - taken;
    }

    private static void put(Map<TokenClass, Long> classes, TokenClass kind, long tokens) {
        if (tokens > 0) {
            classes.put(kind, tokens);
        }
    }

    private static long count(@Nullable Long tokens) {
        return tokens == null ? 0 : Math.max(0, tokens);
    }
}
