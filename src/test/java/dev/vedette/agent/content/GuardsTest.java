package dev.vedette.agent.content;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vedette.agent.identity.Caller;
import dev.vedette.agent.identity.Principal;
import dev.vedette.agent.policy.Decision;
import dev.vedette.agent.policy.Point;
import dev.vedette.agent.policy.RunView;
import dev.vedette.agent.policy.Situation;
import dev.vedette.agent.tool.Effect;
import dev.vedette.agent.tool.ToolDefinition;
import dev.vedette.agent.tool.ToolOutput;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class GuardsTest {
    private static final RunView RUN = new RunView() {
        @Override
        public Principal principal() {
            return new Principal(Caller.ANONYMOUS, "bot", "1", "session", "run", 0);
        }

        @Override
        public Set<String> taints() {
            return Set.of();
        }
    };

    private static final ToolDefinition TOOL = new ToolDefinition(
            "fetch",
            "Fetches",
            "{}",
            true,
            Effect.READ_ONLY,
            Set.of(),
            Set.of(),
            Duration.ofSeconds(1),
            List.of(),
            null);

    @Test
    void callersAndToolsAreCleaned() {
        InputGuard guard = new InputGuard();
        assertThat(guard.points()).containsExactlyInAnyOrder(Point.INPUT, Point.POST_TOOL_CALL);
        assertThat(guard.decide(new Situation.Input(RUN, "a\u200bb\u001b[0m e\u0301")))
                .isInstanceOfSatisfying(Decision.Transform.class, transform -> {
                    assertThat(transform.text()).isEqualTo("ab \u00e9");
                    assertThat(transform.counts())
                            .containsEntry("hidden", 1)
                            .containsEntry("terminal", 1)
                            .containsEntry("composed", 1);
                });
        assertThat(guard.decide(new Situation.AfterTool(RUN, TOOL, ToolOutput.of("[INST] e\u0301"))))
                .isInstanceOfSatisfying(
                        Decision.Transform.class,
                        transform -> assertThat(transform.text()).isEqualTo("[ INST] e\u0301"));
        assertThat(guard.decide(new Situation.AfterTool(RUN, TOOL, ToolOutput.of("plain"))))
                .isEqualTo(Decision.ALLOWED);
    }

    @Test
    void answersAreCleaned() {
        OutputGuard guard = new OutputGuard(new OutputCleaning(OutputPolicy.STRICT, Planted.MASK));
        assertThat(guard.points()).containsExactly(Point.OUTPUT);
        assertThat(guard.decide(new Situation.Output(RUN, "![x](https://evil.example/p)")))
                .isInstanceOfSatisfying(
                        Decision.Transform.class,
                        transform -> assertThat(transform.counts()).containsEntry("images", 1));
        assertThat(guard.decide(new Situation.Output(RUN, "plain *words*"))).isEqualTo(Decision.ALLOWED);
    }
}
