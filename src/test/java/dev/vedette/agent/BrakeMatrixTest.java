package dev.vedette.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.vedette.agent.brake.Brake;
import dev.vedette.agent.brake.BrakeLevel;
import dev.vedette.agent.brake.BrakeScope;
import dev.vedette.agent.model.ScriptedReply;
import dev.vedette.agent.sandbox.CommandRunner;
import dev.vedette.agent.sandbox.SandboxProbe;
import dev.vedette.agent.sandbox.SandboxReport;
import dev.vedette.agent.sandbox.SandboxedCommand;
import dev.vedette.agent.tool.Tool;
import dev.vedette.agent.tool.ToolBody;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What holds agents back from outside, at each level and for each scope, and what is interrupted. */
@Timeout(60)
class BrakeMatrixTest {
    private static final String RUN = "invoke_agent support";
    private static final String SPAN = "execute_tool send";

    private final Stage stage = new Stage();

    @AfterEach
    void close() {
        assertThat(stage.unended()).isEmpty();
        stage.close();
    }

    private void brake(BrakeScope scope, String key, BrakeLevel level) {
        stage.runtime()
                .brakes()
                .set(new Brake(
                        "b", scope, key, level, "a drill", stage.clock.instant().plusSeconds(300)));
    }

    private Tool looking() {
        return stage.taking("send").readOnly().answering(stage::note);
    }

    @ParameterizedTest(name = "{0} {1} at {2}: held {3}")
    @CsvSource({
        "AGENT,  support, READ_ONLY, true",
        "AGENT,  other,   READ_ONLY, false",
        "TENANT, acme,    READ_ONLY, true",
        "TENANT, other,   READ_ONLY, false",
        "ALL,    '',      READ_ONLY, true",
        "AGENT,  support, ASK,       true",
        "TENANT, acme,    ASK,       true",
        "ALL,    '',      ASK,       true",
        "AGENT,  support, NONE,      false"
    })
    void consequentialToolsAreHeldBack(BrakeScope scope, String key, BrakeLevel level, boolean held) {
        stage.script("send", "hello");
        brake(scope, key, level);

        RunResult result = stage.run(stage.agent(stage.recording("send")));

        assertThat(result.completed()).isTrue();
        if (held) {
            assertThat(stage.done).isEmpty();
            assertThat(stage.attribute(SPAN, "error.type")).isEqualTo("policy_denied");
            assertThat(stage.decisions(SPAN).get(0)).endsWith("brake_" + level.code());
        } else {
            assertThat(stage.done).containsExactly("hello");
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = BrakeLevel.class,
            names = {"ASK", "READ_ONLY", "SLOW"})
    void lookingIsAllowedBelowAStop(BrakeLevel level) {
        stage.script("send", "hello");
        brake(BrakeScope.ALL, "", level);

        stage.run(stage.agent(looking()));

        assertThat(stage.done).containsExactly("hello");
    }

    @Test
    void aSlowAgentPausesBeforeEveryCallOfAModel() {
        stage.script("send", "hello");
        brake(BrakeScope.AGENT, "support", BrakeLevel.SLOW);

        stage.run(stage.agent(stage.recording("send")));

        assertThat(stage.clock.instant()).isEqualTo("2026-05-05T12:00:20Z");
        assertThat(stage.done).containsExactly("hello");
    }

    @ParameterizedTest
    @CsvSource({"AGENT, support", "TENANT, acme", "ALL, ''"})
    void aStoppedAgentDoesNotBegin(BrakeScope scope, String key) {
        brake(scope, key, BrakeLevel.STOP);

        RunResult result = stage.run(stage.agent(looking()));

        assertThat(result.outcome()).isEqualTo(new Outcome.Stopped("a brake stopped it"));
        assertThat(stage.server.requests()).isEmpty();
        assertThat(stage.decisions(RUN)).containsExactly("brake deny brake_stop");
        assertThat(stage.attribute(RUN, "error.type")).isEqualTo("stopped");
    }

    @Test
    void aBrakeEndsByItself() {
        stage.script("send", "hello");
        brake(BrakeScope.ALL, "", BrakeLevel.STOP);
        stage.clock.move(Duration.ofMinutes(5));

        stage.run(stage.agent(stage.recording("send")));

        assertThat(stage.done).containsExactly("hello");
    }

    @ParameterizedTest
    @EnumSource(
            value = BrakeLevel.class,
            names = {"ASK", "READ_ONLY"})
    void whatHoldsAnAgentBackHoldsItsSubAgentsBack(BrakeLevel level) {
        Agent helper = Agent.named("helper")
                .model(stage.model())
                .tool(stage.recording("send"))
                .build();
        stage.server.callsTool("helper", "{\"task\":\"Send.\"}");
        stage.script("send", "hello");
        stage.server.answers("The end.");
        brake(BrakeScope.AGENT, "support", level);

        RunResult result = stage.run(stage.agent(helper.asTool("Helps")));

        assertThat(result.completed()).isTrue();
        assertThat(stage.done).isEmpty();
        assertThat(stage.attribute(SPAN, "error.type")).isEqualTo("policy_denied");
    }

    @Test
    void aStopInterruptsAModelThatSaysNothing() throws Exception {
        CountDownLatch asked = new CountDownLatch(1);
        stage.server.replies((request, exchange, closing) -> {
            asked.countDown();
            ScriptedReply.silence().send(request, exchange, closing);
        });
        Run run = stage.runtime().start(stage.agent(looking()).build(), "Go.", Stage.JO);
        assertThat(asked.await(30, TimeUnit.SECONDS)).isTrue();

        stage.runtime().killSwitch().stopAgent("support", Duration.ofMinutes(1), "a drill");

        assertThat(result(run).outcome()).isEqualTo(new Outcome.Stopped("a brake stopped it"));
        assertThat(stage.attribute("chat small-1", "error.type")).isEqualTo("stopped");
    }

    @Test
    void aStopInterruptsAToolAndAToolOfASubAgent() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch interrupted = new CountDownLatch(1);
        Tool slow = stage.taking("send").answering(words -> {
            begun.countDown();
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException stopped) {
                interrupted.countDown();
                throw stopped;
            }
            return stage.note(words);
        });
        Agent helper = Agent.named("helper").model(stage.model()).tool(slow).build();
        stage.server.callsTool("helper", "{\"task\":\"Send.\"}");
        stage.script("send", "hello");
        Run run = stage.runtime().start(stage.agent(helper.asTool("Helps")).build(), "Go.", Stage.JO);
        assertThat(begun.await(30, TimeUnit.SECONDS)).isTrue();

        stage.runtime().killSwitch().stopTenant("acme", Duration.ofMinutes(1), "a drill");

        assertThat(result(run).outcome()).isEqualTo(new Outcome.Stopped("a brake stopped it"));
        assertThat(interrupted.await(30, TimeUnit.SECONDS)).isTrue();
        stage.runtime().close();
        assertThat(stage.done).isEmpty();
        assertThat(stage.attribute(SPAN, "error.type")).isEqualTo("stopped");
    }

    @Test
    void aStopKillsASandboxedProcess() throws Exception {
        SandboxReport report = SandboxProbe.run();
        assumeTrue(report.holds(), report.summary());
        stage.builder.clock(InstantSource.system());
        ToolBody sleeping = SandboxedCommand.taking(Stage.Words.class)
                .running("sleep", "50")
                .on(CommandRunner.sandboxed(report));
        CountDownLatch over = new CountDownLatch(1);
        Tool sleep = stage.recording("send").doing((arguments, context) -> {
            try {
                return sleeping.call(arguments, context);
            } finally {
                over.countDown();
            }
        });
        stage.script("send", "hello");
        Run run = stage.runtime().start(stage.agent(sleep).build(), "Go.", Stage.JO);
        while (sleepers() == 0) {
            Thread.onSpinWait();
        }

        run.stop("a drill");

        assertThat(result(run).outcome()).isEqualTo(new Outcome.Stopped("a drill"));
        assertThat(over.await(30, TimeUnit.SECONDS)).isTrue();
        assertThat(sleepers()).isZero();
    }

    private static long sleepers() {
        return ProcessHandle.current()
                .descendants()
                .filter(process -> process.info().command().orElse("").endsWith("sleep"))
                .count();
    }

    @Test
    void aCallerThatIsInterruptedStaysInterrupted() {
        stage.script("send", "hello");
        Thread.currentThread().interrupt();

        RunResult result = stage.run(stage.agent(stage.recording("send")));

        assertThat(Thread.interrupted()).isTrue();
        assertThat(result.outcome()).isEqualTo(new Outcome.Stopped("the calling thread was interrupted"));
        assertThat(stage.done).isEmpty();
    }

    @Test
    void aStopLeavesNoInterruptOnTheCallersThread() {
        Tool stopping = stage.taking("send").answering(words -> {
            stage.runtime().killSwitch().stopAll(Duration.ofMinutes(1), "a drill");
            return stage.note(words);
        });
        stage.script("send", "hello");

        RunResult result = stage.run(stage.agent(stopping));

        assertThat(result.outcome()).isEqualTo(new Outcome.Stopped("a brake stopped it"));
        assertThat(Thread.currentThread().isInterrupted()).isFalse();
    }

    @Test
    void closingWaitsForARunOnTheThreadOfItsCaller() throws Exception {
        CountDownLatch asked = new CountDownLatch(1);
        stage.server.replies((request, exchange, closing) -> {
            asked.countDown();
            ScriptedReply.silence().send(request, exchange, closing);
        });
        AgentRuntime runtime = stage.runtime();
        Agent agent = stage.agent(looking()).build();
        Thread caller = new Thread(() -> runtime.run(agent, "Go.", Stage.JO));
        caller.start();
        assertThat(asked.await(30, TimeUnit.SECONDS)).isTrue();

        runtime.close();

        assertThat(stage.unended()).isEmpty();
        assertThat(stage.attribute(RUN, "error.type")).isEqualTo("stopped");
        caller.join(30_000);
    }

    @Test
    void aClosedRuntimeRunsNothing() {
        stage.runtime().close();

        assertThat(stage.run(stage.agent(looking())).outcome()).isEqualTo(new Outcome.Stopped("the runtime is closed"));
        assertThat(stage.server.requests()).isEmpty();
    }

    private static RunResult result(Run run) throws Exception {
        return run.result().toCompletableFuture().get(30, TimeUnit.SECONDS);
    }
}
