package dev.vedette.notify;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BackoffTest {
    private final Backoff exact = new Backoff(() -> 0L);

    @Test
    void followsTheScheduleOfStandardWebhooksAndThenGivesUp() {
        assertThat(IntStream.rangeClosed(1, 9)
                        .mapToObj(failures -> exact.after(failures, null).orElseThrow()))
                .containsExactly(
                        Duration.ofSeconds(5),
                        Duration.ofMinutes(5),
                        Duration.ofMinutes(30),
                        Duration.ofHours(2),
                        Duration.ofHours(5),
                        Duration.ofHours(10),
                        Duration.ofHours(14),
                        Duration.ofHours(20),
                        Duration.ofHours(24));
        assertThat(exact.after(10, null)).isEmpty();
    }

    @Test
    void isUpToAFifthLaterByChance() {
        Backoff backoff = new Backoff(new SplittableRandom(7));

        List<Duration> waits = IntStream.range(0, 1000)
                .mapToObj(i -> backoff.after(2, null).orElseThrow())
                .toList();

        assertThat(waits).allSatisfy(wait -> assertThat(wait).isBetween(Duration.ofMinutes(5), Duration.ofMinutes(6)));
        assertThat(new HashSet<>(waits)).hasSizeGreaterThan(900);
    }

    @Test
    void waitsAsLongAsTheReceiverAskedButNoMoreThanADay() {
        assertThat(exact.after(1, Duration.ofSeconds(90))).contains(Duration.ofSeconds(90));
        assertThat(exact.after(2, Duration.ofSeconds(90))).contains(Duration.ofMinutes(5));
        assertThat(exact.after(1, Duration.ofDays(900))).contains(Duration.ofHours(24));
    }

    @Test
    void aBucketGivesABurstAndThenAnEvenFlow() {
        TokenBucket bucket = new TokenBucket(30);
        Instant noon = Samples.NOON;

        assertThat(IntStream.range(0, 100).filter(i -> bucket.take(noon)).count())
                .isEqualTo(30);
        assertThat(bucket.take(noon.plusMillis(1_999))).isFalse();
        assertThat(bucket.take(noon.plusMillis(2_000))).isTrue();
        assertThat(bucket.take(noon.minusSeconds(3_600))).isFalse();
        assertThat(IntStream.range(0, 100)
                        .filter(i -> bucket.take(noon.plusSeconds(86_400)))
                        .count())
                .isEqualTo(30);
    }
}
