package dev.vedette.detection.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.apache.commons.math3.distribution.PascalDistribution;
import org.apache.commons.math3.distribution.PoissonDistribution;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NegativeBinomialTest {
    @ParameterizedTest
    @CsvSource({"1, 0.2", "3, 0.5", "7, 0.9", "20, 0.05"})
    void agreesWithThePascalDistributionWhereTheSizeIsWhole(int size, double success) {
        double mean = size * (1 - success) / success;
        NegativeBinomial ours = new NegativeBinomial(mean, 1.0 / size);
        PascalDistribution theirs = new PascalDistribution(null, size, success);

        for (int count : new int[] {1, 2, 5, 10, 50, 200}) {
            assertThat(ours.tail(count)).isCloseTo(1 - theirs.cumulativeProbability(count - 1), within(1e-9));
        }
    }

    /** By hand: with size 1 it is the geometric distribution, whose tail is a power. */
    @Test
    void isGeometricWithDispersionOne() {
        NegativeBinomial geometric = new NegativeBinomial(4, 1);

        assertThat(geometric.tail(0)).isEqualTo(1);
        assertThat(geometric.tail(1)).isCloseTo(0.8, within(1e-12));
        assertThat(geometric.tail(30)).isCloseTo(Math.pow(0.8, 30), within(1e-12));
        assertThat(geometric.upper(0.01)).isEqualTo(20);
    }

    @Test
    void nearsPoissonAsTheDispersionVanishes() {
        PoissonDistribution poisson = new PoissonDistribution(12);
        NegativeBinomial almost = new NegativeBinomial(12, 1e-7);

        assertThat(almost.tail(25)).isCloseTo(1 - poisson.cumulativeProbability(24), within(1e-6));
    }

    @ParameterizedTest
    @CsvSource({"0.01, 0.02", "0.3, 5", "50, 0.2", "1000, 0.02", "1e6, 0.5", "1e9, 3"})
    void boundsHoldTheirPromise(double mean, double dispersion) {
        NegativeBinomial counts = new NegativeBinomial(mean, dispersion);
        long upper = counts.upper(1e-5);
        long lower = counts.lower(1e-5);

        assertThat(counts.tail(upper + 1)).isLessThanOrEqualTo(1e-5);
        assertThat(upper == 0 || counts.tail(upper) > 1e-5).isTrue();
        assertThat(lower == 0 || 1 - counts.tail(lower) <= 1e-5).isTrue();
        assertThat(1 - counts.tail(lower + 1)).isGreaterThan(1e-5);
    }

    @Test
    void refusesWhatIsNoDistribution() {
        assertThatThrownBy(() -> new NegativeBinomial(0, 1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new NegativeBinomial(1, Double.NaN)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new NegativeBinomial(Double.POSITIVE_INFINITY, 1))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
