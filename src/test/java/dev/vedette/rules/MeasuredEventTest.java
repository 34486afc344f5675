package dev.vedette.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vedette.detection.DetectionEngine;
import dev.vedette.detection.EngineLimits;
import dev.vedette.detection.Finding;
import dev.vedette.detection.MeasuredTokens;
import dev.vedette.detection.Observation;
import dev.vedette.detection.ServiceCoverage;
import dev.vedette.detection.Spans;
import dev.vedette.detection.ToolPolicy;
import dev.vedette.telemetry.Temporality;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Rules about tokens watch services that tell them by metrics alone. */
class MeasuredEventTest {
    private final DetectionEngine engine = new DetectionEngine(
            List.copyOf(RuleSet.load(ShippedRules.files(), ToolPolicy.NONE).detectors()), EngineLimits.DEFAULT);

    @Test
    void aSessionThatUsesUpItsBudgetIsToldOf() {
        List<Finding> findings = send("s1", 24, 60_000);

        assertThat(findings).singleElement().satisfies(finding -> {
            assertThat(finding.rule()).isEqualTo("COST-01");
            assertThat(finding.title()).isEqualTo("claude-code used 1020000 tokens in one session within an hour");
            assertThat(finding.traceId()).isNull();
            assertThat(finding.key()).containsEntry("session", "s1");
        });
    }

    @Test
    void whatNamesNoSessionIsNobodysBudget() {
        assertThat(send("claude-code", 24, 60_000)).isEmpty();
    }

    @Test
    void theRuleIsNotBlindWhereAllOthersAre() {
        send("s1", 24, 10);

        assertThat(engine.coverage()).singleElement().satisfies(service -> {
            assertThat(service.blind())
                    .extracting(ServiceCoverage.BlindRule::rule)
                    .contains("COST-11", "LOOP-04");
            assertThat(service.blind())
                    .extracting(ServiceCoverage.BlindRule::rule)
                    .doesNotContain("COST-01");
        });
    }

    /** So many minutes in which a session uses so many tokens, told as sums. */
    private List<Finding> send(String session, int minutes, double tokens) {
        List<Finding> findings = new ArrayList<>();
        for (int minute = 1; minute <= minutes; minute++) {
            findings.addAll(engine.observe(measured(session, minute, minute * tokens)));
        }
        return findings;
    }

    private static Observation.Measured measured(String session, int minute, double value) {
        return new MeasuredTokens("claude-code", session, Temporality.CUMULATIVE)
                .at(Spans.START.plusSeconds(60L * minute), value);
    }
}
