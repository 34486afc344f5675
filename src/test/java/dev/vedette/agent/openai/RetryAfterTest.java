package dev.vedette.agent.openai;

import static org.assertj.core.api.Assertions.assertThat;

import com.openai.core.http.Headers;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RetryAfterTest {
    private static final InstantSource NOON = InstantSource.fixed(Instant.parse("2026-03-04T12:00:00Z"));

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0 | PT0S",
                "120 | PT2M",
                " 7  | PT7S",
                "Wed, 04 Mar 2026 12:00:30 GMT | PT30S",
                "Wed, 04 Mar 2026 11:00:00 GMT | PT0S",
                "Thu, 04 Mar 2027 12:00:00 GMT | PT24H",
                "999999999999 | PT24H",
            })
    void secondsAndDatesAreUnderstood(String value, Duration wait) {
        assertThat(RetryAfter.of(Headers.builder().put("Retry-After", value).build(), NOON))
                .isEqualTo(wait);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "soon", "-1", "1.5", "9999999999999999999999", "Wed, 99 Mar 2026 12:00:30 GMT"})
    void whatCannotBeReadIsNotAsked(String value) {
        assertThat(RetryAfter.of(Headers.builder().put("Retry-After", value).build(), NOON))
                .isNull();
    }

    @Test
    void aDateIsMeasuredByTheProvidersOwnClock() {
        Headers headers = Headers.builder()
                .put("Date", "Wed, 04 Mar 2026 09:00:00 GMT")
                .put("Retry-After", "Wed, 04 Mar 2026 09:00:20 GMT")
                .build();
        assertThat(RetryAfter.of(headers, NOON)).isEqualTo(Duration.ofSeconds(20));
    }

    @Test
    void millisecondsAreMoreExact() {
        Headers headers = Headers.builder()
                .put("retry-after-ms", "150")
                .put("Retry-After", "1")
                .build();
        assertThat(RetryAfter.of(headers, NOON)).isEqualTo(Duration.ofMillis(150));
    }

    @Test
    void nothingIsAsked() {
        assertThat(RetryAfter.of(Headers.builder().build(), NOON)).isNull();
    }
}
