package dev.vedette.pricing;

import org.jspecify.annotations.Nullable;

/** Kinds of tokens that providers price apart. */
public enum TokenClass {
    /** Input that is neither cached nor audio. */
    INPUT("input", "in", null),
    /** Output that is neither reasoning nor audio, where those are priced apart. */
    OUTPUT("output", "out", null),
    /** Input read from a cache. */
    CACHE_READ("cache-read", "read from cache", INPUT),
    /** Input written to a cache for minutes. */
    CACHE_WRITE("cache-write", "written to cache", INPUT),
    /** Input written to a cache for an hour. */
    CACHE_WRITE_LONG("cache-write-1h", "written to cache for an hour", CACHE_WRITE),
    /** Output spent on reasoning. */
    REASONING("reasoning", "reasoning", OUTPUT),
    /** Spoken input. */
    AUDIO_INPUT("audio-input", "audio in", INPUT),
    /** Spoken output. */
    AUDIO_OUTPUT("audio-output", "audio out", OUTPUT);

    private final String key;
    private final String words;
    private final @Nullable TokenClass otherwise;

    TokenClass(String key, String words, @Nullable TokenClass otherwise) {
        this.key = key;
        this.words = words;
        this.otherwise = otherwise;
    }

    /** The name of its price in a price file. */
    public String key() {
        return key;
    }

    /** How it is called in an explanation. */
    String words() {
        return words;
    }

    /** The class at whose price it is charged where it has none of its own; null for input and output. */
    @Nullable
    TokenClass otherwise() {
        return otherwise;
    }
}
