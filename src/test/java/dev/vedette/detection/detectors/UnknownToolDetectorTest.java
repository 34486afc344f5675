package dev.vedette.detection.detectors;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vedette.detection.DetectionEngine;
import dev.vedette.detection.EngineLimits;
import dev.vedette.detection.Finding;
import dev.vedette.detection.Observation;
import dev.vedette.detection.Severity;
import dev.vedette.detection.Spans;
import dev.vedette.detection.ToolPolicy;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class UnknownToolDetectorTest {
    private static final Instant START = Spans.START;
    private static final Spans SHOP = Spans.of("shop");

    private final DetectionEngine engine = engine(ToolPolicy.NONE);

    @Test
    void aToolThatIsNotOnTheAllowListIsToldAtOnce() {
        DetectionEngine guarded = engine(new ToolPolicy(Map.of("shop", Set.of("search")), Map.of()));

        assertThat(guarded.observe(call(0, "t", "search"))).isEmpty();
        Finding finding = only(guarded.observe(call(1, "t", "delete_all")));
        assertThat(finding.severity()).isEqualTo(Severity.HIGH);
        assertThat(finding.score()).isEqualTo(1);
        assertThat(finding.title()).isEqualTo("Undeclared tool called: delete_all (agent shop)");
        assertThat(finding.description()).contains("allow-list");
        assertThat(finding.key()).containsEntry("tool", "delete_all").containsEntry("agent", "shop");
        assertThat(finding.spanIds()).hasSize(1);
    }

    @Test
    void theAllowListCountsAndNotWhatTheAgentDeclares() {
        DetectionEngine guarded = engine(new ToolPolicy(Map.of("shop", Set.of("search")), Map.of()));
        guarded.observe(SHOP.run(at(0), "t", "delete_all"));

        assertThat(guarded.observe(call(1, "t", "delete_all"))).hasSize(1);
    }

    @Test
    void definitionsThatCameBeforeSettleItAtOnce() {
        engine.observe(SHOP.named("buyer").run(at(0), "t1", "search", "mail"));

        assertThat(engine.observe(call(1, "t2", "mail"))).isEmpty();
        Finding finding = only(engine.observe(call(2, "t2", "delete_all")));
        assertThat(finding.severity()).isEqualTo(Severity.HIGH);
        assertThat(finding.key()).containsEntry("agent", "buyer");
        assertThat(finding.evidence())
                .anyMatch(fact ->
                        fact.name().equals("declared tools") && fact.value().equals("mail, search"));
    }

    @Test
    void definitionsThatComeAfterTheCallsSettleThem() {
        assertThat(engine.observe(call(0, "t", "search"))).isEmpty();
        assertThat(engine.observe(call(1, "t", "delete_all"))).isEmpty();
        assertThat(engine.observe(call(2, "other", "delete_all"))).isEmpty();
        assertThat(engine.observe(new Observation.Tick(at(120)))).isEmpty();

        Finding finding = only(engine.observe(SHOP.named("buyer").run(at(300), "t", "search", "mail")));
        assertThat(finding.key()).containsEntry("tool", "delete_all").containsEntry("agent", "buyer");
        assertThat(finding.at()).isEqualTo(at(1));
        assertThat(finding.traceId()).isEqualTo("t");
    }

    @Test
    void aNewVersionMayBringNewToolsAndIsGivenTimeToSaySo() {
        engine.observe(SHOP.version("1").run(at(0), "t1", "search"));

        assertThat(engine.observe(SHOP.version("2").tool(at(10), "t2", "mail"))).isEmpty();
        assertThat(engine.observe(SHOP.version("2").run(at(12), "t2", "search", "mail")))
                .isEmpty();
        assertThat(engine.observe(SHOP.version("3").tool(at(20), "t3", "delete_all")))
                .isEmpty();
        assertThat(engine.observe(new Observation.Tick(at(22)))).isEmpty();
        Finding finding = only(engine.observe(new Observation.Tick(at(26))));
        assertThat(finding.severity()).isEqualTo(Severity.MEDIUM);
        assertThat(finding.description()).contains("other versions");
    }

    @Test
    void withoutAnyDefinitionsACallIsLetGoInTheEnd() {
        engine.observe(call(0, "t", "search"));
        assertThat(engine.observe(new Observation.Tick(at(700)))).isEmpty();
        assertThat(engine.observe(SHOP.run(at(701), "t", "mail"))).isEmpty();
    }

    @Test
    void agentsOfOneServiceHaveTheirOwnTools() {
        engine.observe(SHOP.named("buyer").run(at(0), "t1", "search"));
        engine.observe(SHOP.named("seller").run(at(0), "t2", "offer"));

        assertThat(engine.observe(SHOP.named("buyer").tool(at(1), "t1", "offer")))
                .hasSize(1);
        assertThat(engine.observe(SHOP.named("buyer").tool(at(1), "t1", "search")))
                .isEmpty();
        assertThat(engine.observe(call(2, "t3", "offer"))).isEmpty();
        assertThat(engine.observe(call(3, "t3", "delete_all"))).hasSize(1);
    }

    @Test
    void tellsOfACauseOnceAndThenNowAndThen() {
        engine.observe(SHOP.run(at(0), "t", "search"));

        assertThat(engine.observe(call(1, "t", "delete_all"))).hasSize(1);
        assertThat(engine.observe(call(2, "t", "delete_all"))).isEmpty();
        assertThat(engine.observe(call(2, "t", "delete_more"))).hasSize(1);
        assertThat(engine.observe(call(601, "t", "delete_all"))).hasSize(1);
    }

    @Test
    void declarationsFadeAwayAfterTwoWeeks() {
        engine.observe(SHOP.run(at(0), "t", "old", "search"));
        long later = Duration.ofDays(15).toSeconds();
        engine.observe(call(later - 60, "t", "search"));
        engine.observe(SHOP.run(at(later), "t", "search"));

        assertThat(engine.observe(call(later + 1, "t", "old"))).hasSize(1);
    }

    @Test
    void whereNothingIsDeclaredItLearnsSlowlyAndSaysThatItLearned() {
        for (int call = 0; call < 600; call++) {
            assertThat(engine.observe(call(call * 160L, "t" + call, call % 2 == 0 ? "search" : "mail")))
                    .isEmpty();
        }
        Finding finding = only(engine.observe(call(600 * 160L, "t", "delete_all")));

        assertThat(finding.severity()).isEqualTo(Severity.LOW);
        assertThat(finding.title()).contains("learned");
        assertThat(finding.description()).startsWith("The agent shop executed").contains("Learned:");
        assertThat(engine.observe(call(600 * 160L + 700, "t", "delete_all"))).isEmpty();
    }

    @Test
    void aServiceThatMakesUpNamesStaysBounded() {
        for (int name = 0; name < 20_000; name++) {
            engine.observe(SHOP.named("agent-" + name).run(at(name), "t" + name, "tool-" + name));
            engine.observe(SHOP.named("agent-" + name).tool(at(name), "t" + name, "other-" + name));
        }
        ToolMemory memory = (ToolMemory) engine.snapshot().entries().get(0).state();

        assertThat(memory.agents()).hasSizeLessThanOrEqualTo(200);
        assertThat(memory.reported()).hasSizeLessThanOrEqualTo(200);
        assertThat(memory.pending()).hasSizeLessThanOrEqualTo(256);
    }

    @Test
    void namesAreCut() {
        List<Finding> findings = new ArrayList<>();
        engine.observe(SHOP.run(at(0), "t", "search"));
        findings.addAll(engine.observe(call(1, "t", "x".repeat(100_000))));

        assertThat(only(findings).title()).hasSizeLessThan(300);
    }

    private static Observation call(long second, String trace, String tool) {
        return SHOP.tool(at(second), trace, tool);
    }

    private static Instant at(long second) {
        return START.plusSeconds(second);
    }

    private static DetectionEngine engine(ToolPolicy policy) {
        return new DetectionEngine(List.of(new UnknownToolDetector(policy)), EngineLimits.DEFAULT);
    }

    private static Finding only(List<Finding> findings) {
        assertThat(findings).hasSize(1);
        return findings.get(0);
    }
}
