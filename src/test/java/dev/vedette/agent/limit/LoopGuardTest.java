package dev.vedette.agent.limit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vedette.agent.policy.Decision;
import dev.vedette.agent.policy.Situation;
import dev.vedette.agent.tool.ToolOutput;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LoopGuardTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final LoopGuard guard = new LoopGuard(LoopLimits.STANDARD);

    private static ObjectNode json(String text) {
        try {
            return (ObjectNode) JSON.readTree(text);
        } catch (JsonProcessingException broken) {
            throw new IllegalArgumentException(broken);
        }
    }

    private String verdict(String run, String tool, String arguments) {
        return guard.decide(new Situation.BeforeTool(Samples.run(run), Samples.tool(tool), json(arguments)))
                .verdict();
    }

    private void answered(String run, String tool, ToolOutput output) {
        assertThat(guard.decide(new Situation.AfterTool(Samples.run(run), Samples.tool(tool), output)))
                .isEqualTo(Decision.ALLOWED);
    }

    @ParameterizedTest(name = "calls {0} end in {1}")
    @CsvSource({
        "A, allow",
        "A A, allow",
        "A A A, warn",
        "A A A A, warn",
        "A A A A A, deny",
        "A A A A A A, deny",
        "A A A A A B, allow",
        "A A B A A, allow",
        "A B A B, allow",
        "A B A B A B, warn",
        "A B A B A B A B A, warn",
        "A B A B A B A B A B, deny",
        "A B C A B C A B C, warn",
        "A B C A B C A B C A B C A B C, deny",
        "A B C D A B C D A B C D A B C D A B C D, allow",
        "A A B A A B A A B, warn",
        "C D C A B A B A B, warn"
    })
    void loopsOfOneToThreeCallsAreRemarkedOnThenStopped(String calls, String expected) {
        String last = "";
        for (String call : calls.split(" ", -1)) {
            last = verdict("r", "tool", "{\"what\":\"" + call + "\"}");
        }
        assertThat(last).isEqualTo(expected);
    }

    @Test
    void theOrderOfPropertiesDoesNotHideALoop() {
        verdict("r", "t", "{\"a\":1,\"b\":{\"c\":2,\"d\":3}}");
        verdict("r", "t", "{\"b\":{\"d\":3,\"c\":2},\"a\":1}");
        assertThat(verdict("r", "t", "{\"b\":{\"c\":2,\"d\":3},\"a\":1}")).isEqualTo("warn");
        assertThat(verdict("r", "other", "{\"b\":{\"c\":2,\"d\":3},\"a\":1}")).isEqualTo("allow");
    }

    @Test
    void pollingToolsMayBeAskedForLonger() {
        List<String> verdicts =
                IntStream.range(0, 61).mapToObj(i -> poll()).distinct().collect(Collectors.toList());
        assertThat(verdicts).containsExactly("allow", "warn", "deny");
        assertThat(poll()).isEqualTo("deny");
    }

    private String poll() {
        Situation before =
                new Situation.BeforeTool(Samples.run("p"), Samples.tool("wait", LoopLimits.POLLING), json("{}"));
        String verdict = guard.decide(before).verdict();
        guard.decide(new Situation.AfterTool(
                Samples.run("p"), Samples.tool("wait", LoopLimits.POLLING), ToolOutput.of("not yet")));
        return verdict;
    }

    @ParameterizedTest(name = "after {0} results {1} in a row: {2}")
    @CsvSource({
        "4, equal, allow",
        "5, equal, warn",
        "10, equal, deny",
        "5, failed, warn",
        "10, failed, deny",
        "30, different, allow"
    })
    void resultsThatBringNothingNewAreRemarkedOnThenStopTheTools(int results, String kind, String expected) {
        for (int i = 0; i < results; i++) {
            verdict("r", "t", "{\"i\":" + i + "}");
            answered(
                    "r",
                    "t",
                    switch (kind) {
                        case "equal" -> ToolOutput.of("nothing found");
                        case "failed" -> ToolOutput.failure("no such file " + i);
                        default -> ToolOutput.of("row " + i);
                    });
        }
        assertThat(verdict("r", "t", "{\"i\":\"next\"}")).isEqualTo(expected);
    }

    @Test
    void oneNewResultIsProgress() {
        for (int i = 0; i < 9; i++) {
            answered("r", "t", ToolOutput.failure("broken"));
        }
        answered("r", "t", ToolOutput.of("found it"));
        assertThat(verdict("r", "t", "{}")).isEqualTo("allow");
    }

    @Test
    void theReasonHasACodeAndQuotesNothing() {
        Decision last = Decision.ALLOWED;
        for (int i = 0; i < 5; i++) {
            last = guard.decide(
                    new Situation.BeforeTool(Samples.run("r"), Samples.tool("t"), json("{\"x\":\"PRIVATE\"}")));
        }
        assertThat(last.reason()).isNotNull();
        assertThat(last.reason().code()).isEqualTo("loop_same_call");
        assertThat(last.toString()).doesNotContain("PRIVATE");
    }

    @Test
    void runsAreApartAndForgottenWhenTheyAreOver() {
        verdict("one", "t", "{}");
        verdict("one", "t", "{}");
        assertThat(verdict("two", "t", "{}")).isEqualTo("allow");
        assertThat(verdict("one", "t", "{}")).isEqualTo("warn");
        guard.decide(new Situation.Shutdown(Samples.run("one")));
        assertThat(guard.remembered()).isEqualTo(1);
        for (int i = 0; i < LoopGuard.RUNS + 50; i++) {
            verdict("r" + i, "t", "{}");
        }
        assertThat(guard.remembered()).isEqualTo(LoopGuard.RUNS);
    }

    @Test
    void limitsThatMakeNoSenseAreRefused() {
        assertThatThrownBy(() -> new LoopLimits(1, 5, 30, 60, 5, 10)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new LoopLimits(3, 2, 30, 60, 5, 10)).isInstanceOf(IllegalArgumentException.class);
    }
}
