package dev.vedette.detection.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

class DecayedHistogramTest {
    @Test
    void aQuantileIsNeverTooSmallAndAtMostHalfAnOctaveTooLarge() {
        Random random = new Random(3);
        DecayedHistogram histogram = DecayedHistogram.NONE;
        for (int value = 0; value < 20_000; value++) {
            histogram = histogram.observe(1 + random.nextDouble() * 9_999, 1);
        }
        assertThat(histogram.quantile(0.5)).isBetween(4_900.0, 5_000 * 1.45);
        assertThat(histogram.quantile(0.99)).isBetween(9_800.0, 10_000 * 1.45);
    }

    @Test
    void forgetsWhatIsLongAgo() {
        DecayedHistogram histogram = DecayedHistogram.NONE;
        for (int value = 0; value < 1_000; value++) {
            histogram = histogram.observe(1_024, 0.99);
        }
        for (int value = 0; value < 1_000; value++) {
            histogram = histogram.observe(4, 0.99);
        }
        assertThat(histogram.quantile(0.99)).isCloseTo(4, within(1e-9));
    }

    @Test
    void takesAnyValueIntoABoundedNumberOfBins() {
        DecayedHistogram histogram = DecayedHistogram.NONE.observe(-5, 1).observe(0, 1);
        assertThat(histogram.quantile(1)).isEqualTo(1);
        assertThat(histogram.observe(Double.MAX_VALUE, 1).weights()).hasSize(64);
        assertThat(DecayedHistogram.NONE.quantile(0.5)).isZero();
    }
}
