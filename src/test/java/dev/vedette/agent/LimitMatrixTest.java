package dev.vedette.agent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vedette.agent.limit.Allowance;
import dev.vedette.agent.limit.Limits;
import dev.vedette.agent.limit.Scope;
import dev.vedette.agent.limit.TokenPrice;
import dev.vedette.agent.model.ModelSettings;
import dev.vedette.agent.model.ToolRequest;
import dev.vedette.agent.tool.Tool;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Phaser;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a run comes to when it has used what it may, for each limit and each scope. */
@Timeout(60)
class LimitMatrixTest {
    private static final String RUN = "invoke_agent support";

    private final Stage stage = new Stage();

    @AfterEach
    void close() {
        assertThat(stage.unended()).isEmpty();
        stage.close();
    }

    private RunResult run(Scope scope, UnaryOperator<Allowance> change) {
        return stage.run(limited(scope, change));
    }

    private Agent.Builder limited(Scope scope, UnaryOperator<Allowance> change) {
        return stage.agent(stage.recording("send"))
                .policy(Policy.standard().within(Limits.standard().of(scope, change)));
    }

    /** Calls that are all different, so that only the limit ends them. */
    private void calls(int count) {
        IntStream.range(0, count).forEach(at -> stage.server.callsTool("send", "{\"words\":\"" + at + "\"}"));
    }

    @ParameterizedTest
    @EnumSource
    void stepsRunOut(Scope scope) {
        calls(3);

        RunResult result = run(scope, allowance -> allowance.steps(2));

        assertThat(result.outcome()).isEqualTo(new Outcome.LimitReached(scope.code(), "steps"));
        assertThat(stage.server.requests()).hasSize(2);
        assertThat(stage.decisions(RUN)).containsExactly("limits deny budget");
        assertThat(stage.attribute(RUN, "error.type")).isEqualTo("limit_reached");
    }

    @ParameterizedTest
    @EnumSource(
            value = Scope.class,
            names = {"SESSION", "USER", "AGENT", "TENANT"})
    void whatOneRunUsedTheNextDoesNotHave(Scope scope) {
        stage.server.answers("One.").answers("Two.");
        Conversation conversation = stage.runtime()
                .converse(limited(scope, allowance -> allowance.steps(1)).build(), Stage.JO);

        assertThat(conversation.say("One?").completed()).isTrue();
        assertThat(conversation.say("Two?").outcome()).isEqualTo(new Outcome.LimitReached(scope.code(), "steps"));
        assertThat(stage.server.requests()).hasSize(1);
    }

    @Test
    void tokensRunOut() {
        calls(3);

        RunResult input = run(Scope.RUN, allowance -> allowance.inputTokens(40));
        RunResult output = run(Scope.RUN, allowance -> allowance.outputTokens(10));

        assertThat(input.outcome()).isEqualTo(new Outcome.LimitReached("run", "input_tokens"));
        assertThat(output.outcome()).isEqualTo(new Outcome.LimitReached("run", "output_tokens"));
        assertThat(stage.server.requests()).isEmpty();
    }

    @Test
    void timeRunsOut() {
        Tool slow = stage.taking("send").within(Duration.ofHours(2)).answering(words -> {
            stage.clock.move(Duration.ofMinutes(31));
            return stage.note(words);
        });
        calls(1);

        RunResult result = stage.run(stage.agent(slow));

        assertThat(result.outcome()).isEqualTo(new Outcome.LimitReached("run", "wall_time"));
        assertThat(stage.server.requests()).hasSize(1);
    }

    @Test
    void moneyRunsOut() {
        stage.builder.prices(TokenPrice.of(Map.of("small-1", TokenPrice.Price.usd("1000", "1000"))));
        calls(5);

        RunResult result = stage.run(limited(Scope.RUN, allowance -> allowance.usd("0.5"))
                .settings(ModelSettings.DEFAULTS.withMaximumOutputTokens(256)));

        assertThat(result.outcome()).isEqualTo(new Outcome.LimitReached("run", "money"));
        assertThat(stage.server.requests()).hasSizeLessThan(6);
    }

    @Test
    void aModelWithoutAPriceIsNotAskedWhereMoneyIsLimited() {
        RunResult result = run(Scope.RUN, allowance -> allowance.usd("0.50"));

        assertThat(result.outcome()).isInstanceOfSatisfying(Outcome.Refused.class, refused -> {
            assertThat(refused.guard()).isEqualTo("limits");
            assertThat(refused.reason()).isEqualTo("budget_unpriced");
        });
        assertThat(stage.server.requests()).isEmpty();
        assertThat(stage.decisions(RUN)).containsExactly("limits deny budget_unpriced");
    }

    @Test
    void callsOfOneToolRunOutAndTheRunGoesOn() {
        calls(2);
        stage.server.answers("The end.");

        RunResult result = run(Scope.RUN, allowance -> allowance.calls("send", 1));

        assertThat(result.completed()).isTrue();
        assertThat(stage.done).containsExactly("0");
        assertThat(stage.told().get(1)).isEqualTo("This tool must not be called any more. Go on without it.");
        assertThat(stage.decisions("execute_tool send")).containsExactly("limits deny budget");
    }

    @Test
    void noMoreToolsAtOnceThanAreAllowed() {
        AtomicInteger running = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        Phaser pairs = new Phaser(2);
        Tool tool = stage.taking("send").answering(words -> {
            most.accumulateAndGet(running.incrementAndGet(), Math::max);
            pairs.arriveAndAwaitAdvance();
            running.decrementAndGet();
            return stage.note(words);
        });
        stage.server
                .callsTools(IntStream.range(0, 6)
                        .mapToObj(at -> new ToolRequest("call_" + at, "send", "{\"words\":\"" + at + "\"}"))
                        .toArray(ToolRequest[]::new))
                .answers("The end.");

        RunResult result = stage.run(stage.agent(tool)
                .policy(Policy.standard().within(Limits.standard().of(Scope.RUN, run -> run.parallelTools(2)))));

        assertThat(result.completed()).isTrue();
        assertThat(stage.done).hasSize(6);
        assertThat(most).hasValue(2);
    }

    @Test
    void slotsOfToolsThatFailAreFreeAgain() {
        Tool failing = stage.taking("send").answering(words -> {
            throw new IllegalStateException("no");
        });
        calls(4);
        stage.server.answers("The end.");

        RunResult result = stage.run(stage.agent(failing)
                .policy(Policy.standard().within(Limits.standard().of(Scope.TENANT, run -> run.parallelTools(1)))));

        assertThat(result.completed()).isTrue();
        assertThat(result.toolCalls()).isEqualTo(4);
    }

    @Test
    void ratesMakeARunWait() {
        calls(2);
        stage.server.answers("The end.");

        RunResult result = run(Scope.USER, allowance -> allowance.requestsPerMinute(2));

        assertThat(result.completed()).isTrue();
        assertThat(stage.clock.instant()).isEqualTo("2026-05-05T12:00:30Z");
    }

    @Test
    void subAgentsCannotBeNestedForEver() {
        Agent deepest = limited(Scope.RUN, allowance -> allowance).build();
        for (int depth = 0; depth < 3; depth++) {
            deepest = Agent.named("level" + depth)
                    .model(stage.model())
                    .tool(deepest.asTool("Helps"))
                    .build();
        }
        stage.server
                .callsTool("level2", "{\"task\":\"t\"}")
                .callsTool("level1", "{\"task\":\"t\"}")
                .callsTool("level0", "{\"task\":\"t\"}")
                .answers("Level 1 gives up.")
                .answers("Level 2 gives up.")
                .answers("The end.");

        RunResult result = stage.run(stage.agent(deepest.asTool("Helps"))
                .policy(Policy.standard().within(Limits.standard().of(Scope.RUN, run -> run.depth(2)))));

        assertThat(result.text()).isEqualTo("The end.");
        assertThat(stage.attribute("invoke_agent level0", "vedette.run.outcome"))
                .isEqualTo("limit_reached");
        assertThat(stage.done).isEmpty();
    }

    @Test
    void whoIsNearALimitIsToldToFinishAndOnlyThen() {
        calls(4);
        stage.server.answers("The end.").answers("Again.");
        Conversation conversation = stage.runtime()
                .converse(limited(Scope.RUN, allowance -> allowance.steps(5)).build(), Stage.JO);

        assertThat(conversation.say("One.").completed()).isTrue();
        assertThat(stage.server.lastRequest().body().toString()).contains("Finish now with what you have.");
        conversation.say("Two.");
        assertThat(stage.server.lastRequest().body().toString()).doesNotContain("Finish now with what you have.");
    }
}
