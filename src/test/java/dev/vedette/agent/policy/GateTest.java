package dev.vedette.agent.policy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.vedette.agent.SampleRun;
import dev.vedette.agent.policy.Decision.Reason;
import dev.vedette.agent.policy.Ruling.Verdict;
import dev.vedette.agent.tool.Effect;
import dev.vedette.agent.tool.ToolOutput;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class GateTest {
    private static final Reason REASON = new Reason("odd", "it was odd", "That was odd.");
    private static final Decision WARN = new Decision.Warn(REASON);
    private static final Decision ASK = new Decision.Ask(REASON);
    private static final Decision DENY = new Decision.Deny(REASON);

    private final List<Decided> told = new ArrayList<>();

    static List<Arguments> verdicts() {
        return List.of(
                Arguments.of("nobody objects", List.of(Decision.ALLOWED, Decision.ALLOWED), Verdict.PROCEED, 2),
                Arguments.of("a warning stops nothing", List.of(WARN, Decision.ALLOWED), Verdict.PROCEED, 2),
                Arguments.of("one who asks is enough to ask", List.of(ASK, Decision.ALLOWED), Verdict.ASK, 2),
                Arguments.of("one who denies outdoes one who asks", List.of(ASK, DENY), Verdict.DENY, 2),
                Arguments.of("after a denial nobody is asked", List.of(DENY, WARN), Verdict.DENY, 1),
                Arguments.of("no guards, no objection", List.of(), Verdict.PROCEED, 0));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("verdicts")
    void theStrongestDecisionCounts(String why, List<Decision> decisions, Verdict verdict, int asked) {
        List<GuardInForce> guards = new ArrayList<>();
        decisions.forEach(decision -> guards.add(GuardInForce.enforced(guard(situation -> decision))));
        Ruling ruling = gate(guards).judge(input("hello"), told::add);
        assertThat(ruling.verdict()).as(why).isEqualTo(verdict);
        assertThat(told).hasSize(asked);
    }

    @Test
    void aChangedTextIsWhatTheNextGuardSees() {
        Guard shouting = guard(situation -> transform(situation.text() + "!"));
        Ruling ruling = gate(List.of(GuardInForce.enforced(shouting), GuardInForce.enforced(shouting)))
                .judge(input("hello"), told::add);
        assertThat(ruling.text()).isEqualTo("hello!!");
        assertThat(ruling.proceeds()).isTrue();
    }

    @Test
    void warningsArePassedOnForTheModel() {
        Ruling ruling =
                gate(List.of(GuardInForce.enforced(guard(situation -> WARN)))).judge(input("hello"), told::add);
        assertThat(ruling.warnings()).containsExactly(REASON);
    }

    @Test
    void inShadowADecisionIsToldButNotDone() {
        List<GuardInForce> guards = List.of(
                new GuardInForce(guard(situation -> DENY), Mode.SHADOW),
                new GuardInForce(guard(situation -> transform("changed")), Mode.SHADOW));
        Ruling ruling = gate(guards).judge(input("hello"), told::add);
        assertThat(ruling).isEqualTo(new Ruling(Verdict.PROCEED, "", null, "hello", List.of()));
        assertThat(told).extracting(decided -> decided.decision().verdict()).containsExactly("deny", "transform");
        assertThat(told).extracting(Decided::mode).containsOnly(Mode.SHADOW);
    }

    static List<Arguments> failures() {
        RunView run = SampleRun.touched();
        return List.of(
                Arguments.of("a read-only tool may run", before(run, Effect.READ_ONLY), Verdict.PROCEED),
                Arguments.of("a consequential tool may not", before(run, Effect.CONSEQUENTIAL), Verdict.DENY),
                Arguments.of(
                        "what a tool answered may be poisoned, also by a read-only one",
                        new Situation.AfterTool(
                                run, SampleRun.tool("look", Effect.READ_ONLY, Set.of()), ToolOutput.of("text")),
                        Verdict.DENY),
                Arguments.of("an input is not let in", new Situation.Input(run, "text"), Verdict.DENY),
                Arguments.of("an output is not let out", new Situation.Output(run, "text"), Verdict.DENY));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("failures")
    void aGuardThatFailsDeniesWhatCouldDoHarm(String why, Situation situation, Verdict verdict) {
        Guard broken = guard(any -> {
            throw new IllegalStateException("out of order");
        });
        Ruling ruling = gate(List.of(GuardInForce.enforced(broken))).judge(situation, told::add);
        assertThat(ruling.verdict()).as(why).isEqualTo(verdict);
        assertThat(told).singleElement().satisfies(decided -> {
            assertThat(decided.failed()).isTrue();
            assertThat(decided.decision().reason()).extracting(Reason::code).isEqualTo("engine_error");
        });
    }

    @Test
    void changingATextWhereThereIsNoneIsAFailureOfTheGuard() {
        Ruling ruling = gate(List.of(GuardInForce.enforced(guard(any -> transform("changed")))))
                .judge(before(SampleRun.touched(), Effect.CONSEQUENTIAL), told::add);
        assertThat(ruling.verdict()).isEqualTo(Verdict.DENY);
        assertThat(told)
                .singleElement()
                .satisfies(decided -> assertThat(decided.failed()).isTrue());
    }

    @Test
    void aGuardIsAskedOnlyAtItsPoints() {
        Guard elsewhere = new Guard() {
            @Override
            public String id() {
                return "elsewhere";
            }

            @Override
            public Set<Point> points() {
                return Set.of(Point.OUTPUT);
            }

            @Override
            public Decision decide(Situation situation) {
                return DENY;
            }
        };
        Gate gate = gate(List.of(GuardInForce.enforced(elsewhere)));
        assertThat(gate.judge(input("hello"), told::add).proceeds()).isTrue();
        assertThat(told).isEmpty();
        assertThat(gate.judge(new Situation.Output(SampleRun.touched(), "bye"), told::add)
                        .verdict())
                .isEqualTo(Verdict.DENY);
    }

    private static Gate gate(List<GuardInForce> guards) {
        return new Gate(guards, () -> 0);
    }

    private static Situation input(String text) {
        return new Situation.Input(SampleRun.touched(), text);
    }

    private static Situation before(RunView run, Effect effect) {
        return new Situation.BeforeTool(
                run, SampleRun.tool("tool", effect, Set.of()), JsonNodeFactory.instance.objectNode());
    }

    private static Decision transform(String text) {
        return new Decision.Transform(REASON, text, Map.of("changes", 1));
    }

    private static Guard guard(Function<Situation, Decision> decide) {
        return new Guard() {
            @Override
            public String id() {
                return "test";
            }

            @Override
            public Set<Point> points() {
                return EnumSet.allOf(Point.class);
            }

            @Override
            public Decision decide(Situation situation) {
                return decide.apply(situation);
            }
        };
    }
}
