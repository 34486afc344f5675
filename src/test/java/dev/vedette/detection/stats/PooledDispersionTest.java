package dev.vedette.detection.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.apache.commons.math3.distribution.GammaDistribution;
import org.apache.commons.math3.distribution.PoissonDistribution;
import org.apache.commons.math3.random.Well19937c;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PooledDispersionTest {
    @Test
    void followsTheFormulas() {
        PooledDispersion one = PooledDispersion.NONE.observe(14, 10, 4, 0.999);
        PooledDispersion two = one.observe(7, 10, 5, 0.999);

        assertThat(one.excess()).isCloseTo(16 - 12.5, within(1e-12));
        assertThat(one.scale()).isCloseTo(125, within(1e-12));
        assertThat(two.excess()).isCloseTo(0.999 * 3.5 + 9 - 12, within(1e-12));
        assertThat(two.scale()).isCloseTo(0.999 * 125 + 120, within(1e-12));
        assertThat(one.estimate(0, 0)).isCloseTo(0.028, within(1e-12));
        assertThat(two.estimate(0, 0)).isEqualTo(PooledDispersion.FLOOR);
        assertThat(PooledDispersion.forPrediction(0.5, 10, 20)).isCloseTo(0.515, within(1e-12));
    }

    @Test
    void manyZerosAtOnceAreManyZeros() {
        PooledDispersion start = new PooledDispersion(40, 90);
        PooledDispersion stepwise = start;
        for (int bucket = 0; bucket < 500; bucket++) {
            stepwise = stepwise.observe(0, 2.5, 30, 0.999);
        }
        PooledDispersion atOnce = start.observeZeros(500, 2.5, 30, 0.999);

        assertThat(atOnce.excess()).isCloseTo(stepwise.excess(), within(1e-6));
        assertThat(atOnce.scale()).isCloseTo(stepwise.scale(), within(1e-6));
    }

    @Test
    void decayedMeanTakesZerosAtOnceToo() {
        DecayedMean start = DecayedMean.NONE.observe(5, 0.998).observe(9, 0.998);
        DecayedMean stepwise = start;
        for (int bucket = 0; bucket < 300; bucket++) {
            stepwise = stepwise.observe(0, 0.998);
        }
        DecayedMean atOnce = start.observeZeros(300, 0.998);

        assertThat(start.mean(0)).isCloseTo((5 * 0.998 + 9) / 1.998, within(1e-12));
        assertThat(atOnce.sum()).isCloseTo(stepwise.sum(), within(1e-9));
        assertThat(atOnce.weight()).isCloseTo(stepwise.weight(), within(1e-9));
        assertThat(DecayedMean.NONE.mean(7)).isEqualTo(7);
        assertThat(start.mean(1, 2)).isCloseTo((start.sum() + 2) / (start.weight() + 2), within(1e-12));
    }

    @ParameterizedTest
    @CsvSource({"50, 5", "5, 3", "1000, 50"})
    void findsTheDispersionThatWasPutIn(double mean, double shape) {
        Well19937c random = new Well19937c(11);
        GammaDistribution rates = new GammaDistribution(random, shape, mean / shape);
        PooledDispersion pool = PooledDispersion.NONE;
        for (int bucket = 0; bucket < 20_000; bucket++) {
            double rate = Math.max(rates.sample(), 1e-9);
            pool = pool.observe(new PoissonDistribution(random, rate, 1e-12, 10_000).sample(), mean, 500, 0.9999);
        }

        assertThat(pool.estimate(0, 0)).isCloseTo(1 / shape, within(0.2 / shape));
    }
}
