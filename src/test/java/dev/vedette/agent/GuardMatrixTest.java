package dev.vedette.agent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vedette.agent.policy.Decision;
import dev.vedette.agent.policy.Guard;
import dev.vedette.agent.policy.Point;
import dev.vedette.agent.policy.Situation;
import dev.vedette.agent.tool.Tool;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** A program's own guard at each point: obeyed, broken, and in shadow. */
@Timeout(60)
class GuardMatrixTest {
    private static final Decision DENY = new Decision.Deny(new Decision.Reason("own_rule", "why", "Not this."));
    private static final String RUN = "invoke_agent support";
    private static final String TOOL = "execute_tool send";

    private final Stage stage = new Stage();

    @AfterEach
    void close() {
        assertThat(stage.unended()).isEmpty();
        stage.close();
    }

    private record Own(Point point, Function<Situation, Decision> deciding) implements Guard {
        @Override
        public String id() {
            return "own";
        }

        @Override
        public Set<Point> points() {
            return Set.of(point);
        }

        @Override
        public Decision decide(Situation situation) {
            return deciding.apply(situation);
        }
    }

    private static Guard denying(Point point) {
        return new Own(point, situation -> DENY);
    }

    private static Guard broken(Point point) {
        return new Own(point, situation -> {
            throw new IllegalStateException("broken");
        });
    }

    private RunResult runUnder(Policy policy, Tool tool) {
        stage.script("send", "hello");
        return stage.run(stage.agent(tool).policy(policy));
    }

    private Tool looking() {
        return stage.taking("send").readOnly().answering(stage::note);
    }

    @ParameterizedTest(name = "{0} broken: {3}")
    @CsvSource({
        "AGENT_START,     0, 0, false",
        "INPUT,           0, 0, false",
        "PRE_MODEL_CALL,  0, 0, false",
        "POST_MODEL_CALL, 1, 0, false",
        "OUTPUT,          2, 1, false",
        "AGENT_START,     0, 0, true",
        "INPUT,           0, 0, true",
        "PRE_MODEL_CALL,  0, 0, true",
        "POST_MODEL_CALL, 1, 0, true",
        "OUTPUT,          2, 1, true"
    })
    void whereARunCanEndItEnds(Point point, int questions, int calls, boolean broken) {
        Guard guard = broken ? broken(point) : denying(point);

        RunResult result = runUnder(Policy.standard().guardedBy(guard), stage.recording("send"));

        String reason = broken ? "engine_error" : "own_rule";
        assertThat(result.outcome()).isEqualTo(new Outcome.Refused(point, "own", reason));
        assertThat(result.text()).isEmpty();
        assertThat(stage.server.requests()).hasSize(questions);
        assertThat(stage.done).hasSize(calls);
        assertThat(stage.attribute(RUN, "error.type")).isEqualTo("refused");
        assertThat(stage.decisions(RUN)).containsExactly("own deny " + reason);
    }

    @Test
    void aToolThatIsNotLoadedIsNotCalled() {
        runUnder(Policy.standard().guardedBy(denying(Point.TOOL_LOAD)), stage.recording("send"));

        assertThat(stage.done).isEmpty();
        assertThat(stage.decisions(TOOL)).containsExactly("tool-declared deny tool_undeclared");
    }

    @Test
    void aCallThatIsDeniedIsNotMade() {
        runUnder(Policy.standard().guardedBy(denying(Point.PRE_TOOL_CALL)), stage.recording("send"));

        assertThat(stage.done).isEmpty();
        assertThat(stage.told()).containsExactly("Not this.");
        assertThat(stage.decisions(TOOL)).containsExactly("own deny own_rule");
    }

    @Test
    void anAnswerOfAToolThatIsDeniedIsWithheld() {
        RunResult result =
                runUnder(Policy.standard().guardedBy(denying(Point.POST_TOOL_CALL)), stage.recording("send"));

        assertThat(result.completed()).isTrue();
        assertThat(stage.told()).containsExactly("What the tool answered is withheld. Not this.");
        assertThat(stage.attribute(TOOL, "error.type")).isEqualTo("policy_denied");
    }

    @Test
    void aBrokenGuardStopsWhatHasConsequences() {
        RunResult result = runUnder(Policy.standard().guardedBy(broken(Point.PRE_TOOL_CALL)), stage.recording("send"));

        assertThat(result.completed()).isTrue();
        assertThat(stage.done).isEmpty();
        assertThat(stage.decisions(TOOL)).containsExactly("own deny engine_error");
        assertThat(stage.attribute(TOOL, "error.type")).isEqualTo("policy_denied");
    }

    @Test
    void aBrokenGuardLetsLookingThroughAndSaysSo() {
        runUnder(Policy.standard().guardedBy(broken(Point.PRE_TOOL_CALL)), looking());

        assertThat(stage.done).containsExactly("hello");
        assertThat(stage.decisions(TOOL)).containsExactly("own warn engine_error");
    }

    @Test
    void aBrokenGuardWithholdsWhatAToolAnswered() {
        runUnder(Policy.standard().guardedBy(broken(Point.POST_TOOL_CALL)), looking());

        assertThat(stage.told().get(0)).startsWith("What the tool answered is withheld.");
    }

    @ParameterizedTest
    @EnumSource(
            value = Point.class,
            names = {"MEMORY_WRITE"},
            mode = EnumSource.Mode.EXCLUDE)
    void aGuardInShadowOnlySaysWhatItWouldDo(Point point) {
        RunResult result =
                runUnder(Policy.standard().guardedBy(denying(point)).shadowing("own"), stage.recording("send"));

        assertThat(result.text()).isEqualTo("The end.");
        assertThat(stage.done).containsExactly("hello");
        assertThat(stage.spans())
                .flatExtracting(span -> stage.decisions(span.getName()))
                .contains("own deny own_rule");
    }

    @Test
    void aGuardAtTheEndChangesNothingAnyMore() {
        assertThat(runUnder(Policy.standard().guardedBy(broken(Point.AGENT_SHUTDOWN)), stage.recording("send"))
                        .completed())
                .isTrue();
    }

    @ParameterizedTest
    @EnumSource(
            value = Point.class,
            names = {"POST_MODEL_CALL", "OUTPUT"})
    void nothingIsShownBeforeAGuardHasSeenIt(Point point) throws Exception {
        List<RunEvent> events = new CopyOnWriteArrayList<>();
        stage.server.answers("A long answer that nobody may see.");
        Agent agent = stage.agent()
                .policy(Policy.standard().guardedBy(denying(point)))
                .build();

        RunResult result = stage.runtime()
                .converse(agent, Stage.JO)
                .start("Go.", events::add)
                .result()
                .toCompletableFuture()
                .get(30, TimeUnit.SECONDS);

        assertThat(result.outcome()).isEqualTo(new Outcome.Refused(point, "own", "own_rule"));
        assertThat(events).containsExactly(new RunEvent.Finished(result));
    }
}
