package dev.vedette.agent.limit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vedette.agent.identity.Caller;
import dev.vedette.agent.identity.Principal;
import dev.vedette.agent.limit.Grant.Exhausted;
import dev.vedette.agent.limit.Grant.Granted;
import dev.vedette.agent.limit.Grant.Later;
import java.time.Duration;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** How often tools may be called and how many at once, and which limits can be set at all. */
class ToolBudgetTest {
    private final HandClock clock = new HandClock("2026-05-05T12:00:00Z");

    private static Principal subAgent(String run, int depth) {
        return new Principal(Caller.user("ada").of("acme"), "helper", "1", "talk", run, depth);
    }

    private RunBudget run(Scope scope, UnaryOperator<Allowance> change) {
        Limits limits = Limits.standard().of(scope, change);
        return new Ledger(limits, TokenPrice.unknown(), clock).open(Samples.principal("r1"));
    }

    private static ToolSlot slot(Grant<ToolSlot> grant) {
        assertThat(grant).isInstanceOf(Granted.class);
        return ((Granted<ToolSlot>) grant).held();
    }

    @Test
    void callsOfToolsAreCountedOneByOneAndByName() {
        RunBudget run =
                run(Scope.SESSION, a -> a.callsPerTool(2).calls("send_email", 1).calls("drop_table", 0));
        slot(run.call("read")).close();
        slot(run.call("read")).close();
        slot(run.call("send_email")).close();
        for (String tool : new String[] {"read", "send_email", "drop_table"}) {
            assertThat(run.call(tool)).as(tool).isEqualTo(new Exhausted<>(Limit.TOOL_CALLS, Scope.SESSION));
        }
        assertThat(run.pressure()).isEqualTo(Pressure.EASY);
        assertThat(run.exhausted()).isEmpty();
    }

    @Test
    void soManyToolsRunAtOnceAndAChainOfAgentsNeverWaitsForItself() {
        RunBudget run = run(Scope.RUN, a -> a.parallelTools(1));
        ToolSlot outer = slot(run.call("delegate"));
        assertThat(run.call("other")).isInstanceOf(Later.class);
        RunBudget child = run.child(subAgent("c", 1));
        ToolSlot inner = slot(child.call("delegate"));
        assertThat(child.call("other")).isInstanceOf(Later.class);
        ToolSlot innermost = slot(child.child(subAgent("d", 2)).call("read"));
        innermost.close();
        inner.close();
        inner.close();
        outer.close();
        slot(run.call("other")).close();
        slot(child.call("other")).close();
    }

    @Test
    void limitsThatMakeNoSenseAreRefused() {
        Limits limits = Limits.standard();
        assertThatThrownBy(() -> limits.of(Scope.RUN, a -> a.per(Duration.ofDays(1))))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> limits.of(Scope.USER, a -> a.per(Duration.ofSeconds(59))))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> limits.of(Scope.RUN, a -> a.steps(0))).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> limits.of(Scope.RUN, a -> a.usd("-1"))).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Ledger(limits, TokenPrice.unknown(), clock)
                        .open(Samples.principal("r"), limits.of(Scope.USER)))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
