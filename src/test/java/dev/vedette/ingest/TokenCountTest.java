package dev.vedette.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TokenCountTest {
    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "a sender that includes the cache is believed,      100, 40,   10,   100",
        "one that leaves it out is found out,                10, 40,   10,    60",
        "all of the input may come from the cache,           50, 50,     ,    50",
        "without a cache nothing changes,                    10,   ,     ,    10",
        "a cache without input says nothing of the input,      , 40,     ,      "
    })
    void inputIncludesTheCache(
            String sentence, @Nullable Long input, @Nullable Long read, @Nullable Long write, @Nullable Long expected) {
        assertThat(TokenCount.withCache(input, read, write)).as(sentence).isEqualTo(expected);
    }

    @Test
    void sumsTakeWhatWasToldAndCanBeTrue() {
        assertThat(TokenCount.sum(3L, null, 4L)).isEqualTo(7);
        assertThat(TokenCount.sum(3L, -4L, Long.MAX_VALUE)).isEqualTo(3);
        assertThat(TokenCount.sum(null, null)).isNull();
    }

    @Test
    void whatIsLeftOfATotalIsNeverNegative() {
        assertThat(TokenCount.difference(10L, 4L)).isEqualTo(6);
        assertThat(TokenCount.difference(4L, 10L)).isNull();
        assertThat(TokenCount.difference(null, 10L)).isNull();
    }
}
