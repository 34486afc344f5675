package dev.vedette.detection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vedette.telemetry.Temporality;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Services that tell by metrics what they did. */
class MeasuredCoverageTest {
    private static final Instant START = Spans.START;

    @ParameterizedTest(name = "after {0} points of metrics a rule that needs {1} is blind: {2}")
    @CsvSource({"19, content, false", "20, content, true", "20, gen_ai.usage.input_tokens, true", "20, , true"})
    void metricsTellNothingThatWasDone(int points, @Nullable String need, boolean blind) {
        DetectionEngine engine = need == null ? engine() : engine(need);
        for (int i = 0; i < points; i++) {
            engine.observe(measured(i, true));
        }

        ServiceCoverage coverage = only(engine);
        assertThat(coverage.signals().counts().measures()).isEqualTo(points);
        assertThat(coverage.signals().counts().dialects()).containsEntry("claude-code", (long) points);
        assertThat(coverage.blind().stream().map(ServiceCoverage.BlindRule::because))
                .containsExactlyElementsOf(
                        blind ? List.of("only metrics tell of agents: totals, and nothing that was done") : List.of());
        assertThat(engine.activity().get(0).blindBecause() != null).isEqualTo(blind);
    }

    @Test
    void whereAnythingElseTellsOfWorkMetricsBlindNobody() {
        DetectionEngine engine = engine("gen_ai.tool.call.result");
        for (int i = 0; i < 30; i++) {
            engine.observe(measured(i, true));
        }
        engine.observe(Spans.of("open").tool(START.plusSeconds(31), "t1", "search"));

        assertThat(only(engine).blind()).isEmpty();
    }

    @Test
    void metricsThatNobodyUnderstandsMakeNoServiceKnown() {
        DetectionEngine engine = engine("content");
        engine.observe(measured(0, false));
        assertThat(engine.coverage()).isEmpty();

        engine.observe(Spans.of("open").tool(START.plusSeconds(1), "t1", "search"));
        engine.observe(measured(2, false));

        assertThat(only(engine).signals().counts().points()).isEqualTo(1);
        assertThat(only(engine).signals().counts().measures()).isZero();
    }

    private static Observation measured(long second, boolean understood) {
        MeasuredTokens tokens = new MeasuredTokens("open", "s1", Temporality.DELTA);
        Instant at = START.plusSeconds(second);
        return understood ? tokens.at(at, 100) : tokens.unread(at, 100);
    }

    private static ServiceCoverage only(DetectionEngine engine) {
        assertThat(engine.coverage()).hasSize(1);
        return engine.coverage().get(0);
    }

    private static DetectionEngine engine(String... needs) {
        return new DetectionEngine(List.of(new NeedyDetector(List.of(needs))), EngineLimits.DEFAULT);
    }
}
