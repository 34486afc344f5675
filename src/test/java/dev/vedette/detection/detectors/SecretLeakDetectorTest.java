package dev.vedette.detection.detectors;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vedette.detection.DetectionEngine;
import dev.vedette.detection.EngineLimits;
import dev.vedette.detection.Finding;
import dev.vedette.detection.Severity;
import dev.vedette.detection.Spans;
import dev.vedette.detection.ToolPolicy;
import dev.vedette.inspection.Sighting;
import dev.vedette.telemetry.LogTrace;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SecretLeakDetectorTest {
    private static final Instant START = Spans.START;
    private static final Spans SHOP = Spans.of("shop").named("buyer");
    private static final String ARGUMENTS = "attribute gen_ai.tool.call.arguments";
    private static final String PROMPT = "attribute gen_ai.input.messages";

    private final DetectionEngine engine = engine(ToolPolicy.NONE);

    @Test
    void saysWhatLeakedWhereAndWhatToDo() {
        Finding finding = only(engine.observe(SHOP.tool(START, "trace", "get_page", Spans.secret(ARGUMENTS, "f1"))));

        assertThat(finding.title())
                .isEqualTo("Possible secret leak: github-pat in tool arguments of get_page (agent buyer)");
        assertThat(finding.severity()).isEqualTo(Severity.CRITICAL);
        assertThat(finding.key()).containsOnlyKeys("agent", "secret_rule", "fingerprint");
        assertThat(finding.traceId()).isEqualTo("trace");
        assertThat(finding.spanIds()).hasSize(1);
        assertThat(finding.evidence()).anyMatch(fact -> fact.value().equals("ghp_…1234"));
        assertThat(finding.tags()).contains("owasp-llm25:LLM02");
        assertThat(finding.nextSteps().get(0)).startsWith("Revoke");
    }

    @Test
    void whatALogRecordOutsideOfAnyTraceTellsIsFoundInItsSession() {
        Finding finding = only(engine.observe(SHOP.loggedTool(START, "s1", "get_page", Spans.secret(ARGUMENTS, "f1"))));

        assertThat(finding.traceId()).isEqualTo(LogTrace.idOf("shop", "s1"));
        assertThat(finding.spanIds()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "attribute gen_ai.tool.call.result, HIGH",
        "attribute input.value, CRITICAL",
        "attribute output.value, HIGH",
        "attribute some.header, MEDIUM",
        "span.name, MEDIUM"
    })
    void theWorseTheFartherItHasGone(String place, Severity severity) {
        assertThat(only(engine.observe(SHOP.tool(START, "t", "get_page", Spans.secret(place, "f1"))))
                        .severity())
                .isEqualTo(severity);
    }

    @Test
    void aGuessWakesNobody() {
        Sighting guess = new Sighting(
                Sighting.SECRET, "generic-password", "attribute gen_ai.tool.call.arguments", 0, 9, "[masked]", "f1");

        Finding finding = only(engine.observe(SHOP.tool(START, "t", "set_password", guess)));

        assertThat(finding.severity()).isEqualTo(Severity.MEDIUM);
        assertThat(finding.score()).isLessThan(0.6);
    }

    @ParameterizedTest
    @CsvSource({
        "attribute gen_ai.input.messages, HIGH",
        "attribute gen_ai.output.messages, CRITICAL",
        "attribute llm.output_messages.0.message.content, CRITICAL",
        "attribute llm.output_messages.0.message.tool_calls.0.tool_call.function.arguments, CRITICAL",
        "attribute gen_ai.prompt.0.content, HIGH",
        "event exception exception.message, MEDIUM"
    })
    void knowsThePlacesOfModelCalls(String place, Severity severity) {
        assertThat(only(engine.observe(SHOP.model(START, "t", "m", Spans.secret(place, "f1"))))
                        .severity())
                .isEqualTo(severity);
    }

    @Test
    void tellsOnceThenNowAndThenAndAtOnceWhenItGetsWorse() {
        assertThat(prompt(0)).hasSize(1);
        assertThat(prompt(60)).isEmpty();
        assertThat(prompt(599)).isEmpty();
        assertThat(only(prompt(600)).description()).contains("4 times");
        assertThat(engine.observe(SHOP.tool(START.plusSeconds(601), "t", "mail", Spans.secret(ARGUMENTS, "f1"))))
                .hasSize(1);
        assertThat(engine.observe(SHOP.tool(START.plusSeconds(602), "t", "mail", Spans.secret(ARGUMENTS, "f1"))))
                .isEmpty();
        assertThat(prompt(603)).isEmpty();
    }

    @Test
    void severalSecretsAreSeveralFindingsAndOneSecretInManyPlacesIsOne() {
        List<Finding> findings = engine.observe(SHOP.tool(
                START,
                "t",
                "mail",
                Spans.secret("attribute gen_ai.tool.call.result", "f1"),
                Spans.secret(ARGUMENTS, "f1"),
                Spans.secret(ARGUMENTS, "f2")));

        assertThat(findings)
                .extracting(finding -> finding.key().get("fingerprint"))
                .containsExactly("f1", "f2");
        assertThat(findings).allMatch(finding -> finding.severity() == Severity.CRITICAL);
    }

    @Test
    void oneLeakIsNotTwoBecauseSomeSpansNameNoAgent() {
        assertThat(engine.observe(Spans.of("shop").model(START, "t", "m", Spans.secret(PROMPT, "f1"))))
                .hasSize(1);
        assertThat(engine.observe(SHOP.model(START, "t", "m", Spans.secret(PROMPT, "f1"))))
                .isEmpty();
        assertThat(engine.observe(SHOP.model(START, "t", "m", Spans.secret(PROMPT, "f2"))))
                .hasSize(1);
        assertThat(engine.observe(Spans.of("shop").model(START, "t", "m", Spans.secret(PROMPT, "f2"))))
                .isEmpty();
        assertThat(engine.observe(Spans.of("shop").named("seller").model(START, "t", "m", Spans.secret(PROMPT, "f2"))))
                .hasSize(1);
    }

    @Test
    void aVaultMayAnswerWithSecretsButNobodyMaySendThem() {
        DetectionEngine labelled = engine(new ToolPolicy(Map.of(), Map.of("vault", Set.of("source.secret"))));

        assertThat(labelled.observe(
                        SHOP.tool(START, "t", "vault", Spans.secret("attribute gen_ai.tool.call.result", "f1"))))
                .isEmpty();
        assertThat(labelled.observe(SHOP.tool(START, "t", "vault", Spans.secret(ARGUMENTS, "f1"))))
                .hasSize(1);
    }

    @Test
    void otherSightingsAreNotItsBusiness() {
        Sighting hidden = new Sighting(Sighting.HIDDEN, "tag", ARGUMENTS, 0, 1, "", "");

        assertThat(engine.observe(SHOP.tool(START, "t", "mail", hidden))).isEmpty();
    }

    @Test
    void aSpanFullOfSecretsIsBounded() {
        Sighting[] many = new Sighting[1000];
        for (int index = 0; index < many.length; index++) {
            many[index] = Spans.secret(ARGUMENTS, "f" + index);
        }

        assertThat(engine.observe(SHOP.tool(START, "t", "mail", many))).hasSize(16);
    }

    private List<Finding> prompt(long second) {
        return engine.observe(SHOP.model(START.plusSeconds(second), "t", "m", Spans.secret(PROMPT, "f1")));
    }

    private static DetectionEngine engine(ToolPolicy policy) {
        return new DetectionEngine(List.of(new SecretLeakDetector(policy)), EngineLimits.DEFAULT);
    }

    private static Finding only(List<Finding> findings) {
        assertThat(findings).hasSize(1);
        return findings.get(0);
    }
}
