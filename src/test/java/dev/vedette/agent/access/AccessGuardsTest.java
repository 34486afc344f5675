package dev.vedette.agent.access;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.vedette.agent.SampleRun;
import dev.vedette.agent.identity.Caller;
import dev.vedette.agent.identity.Principal;
import dev.vedette.agent.policy.Decision;
import dev.vedette.agent.policy.Decision.Reason;
import dev.vedette.agent.policy.Guard;
import dev.vedette.agent.policy.RunView;
import dev.vedette.agent.policy.Situation;
import dev.vedette.agent.tool.Effect;
import dev.vedette.agent.tool.ToolDefinition;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AccessGuardsTest {
    private static final ToolDefinition LOOK = SampleRun.tool("look", Effect.READ_ONLY, Set.of());
    private static final Principal CLERK = SampleRun.CLERK;

    private static final Allowlist LIST = new Allowlist(List.of(
            new Allowlist.Grant(
                    "support",
                    Set.of("1.2"),
                    List.of(
                            AllowedTool.named("look"),
                            new AllowedTool("pinned", "hash of pinned", Set.of(), false),
                            new AllowedTool("changed", "hash of what it was", Set.of(), false),
                            new AllowedTool("send", null, Set.of("mailer"), true))),
            new Allowlist.Grant("research", Set.of(), List.of(AllowedTool.named("search")))));

    @ParameterizedTest(name = "{5}")
    @CsvSource({
        "support,  1.2, look,    allow, allow, a tool on the list",
        "support,  1.2, search,  deny,  deny,  a tool on another agent's list",
        "support,  1.3, look,    deny,  deny,  a version that nobody listed",
        "stranger, 1.2, look,    deny,  deny,  an agent that nobody listed",
        "research, 9.9, search,  allow, allow, a grant for all versions",
        "support,  1.2, pinned,  allow, allow, a definition as it was agreed to",
        "support,  1.2, changed, deny,  allow, a definition that has changed is not loaded",
        "support,  1.2, send,    allow, ask,   a tool of which each call needs consent",
        "support,  1.2, Look,    deny,  deny,  names are not guessed",
    })
    void callsAreHeldToTheList(String agent, String version, String tool, String loaded, String called, String why) {
        Principal principal = new Principal(Caller.ANONYMOUS, agent, version, "c", "r", 0);
        Guard guard = new AllowlistGuard(LIST, definition -> "hash of " + definition.name());
        ToolDefinition definition = SampleRun.tool(tool, Effect.CONSEQUENTIAL, Set.of());
        RunView run = SampleRun.of(principal);
        assertThat(guard.decide(new Situation.ToolLoad(run, definition)).verdict())
                .as(why)
                .isEqualTo(loaded);
        assertThat(guard.decide(call(run, definition)).verdict()).as(why).isEqualTo(called);
    }

    @Test
    void theCallerNeedsTheRolesOfTheToolAndOfTheList() {
        Guard guard = new RolesGuard(LIST);
        ToolDefinition clerks = SampleRun.tool("book", Effect.CONSEQUENTIAL, Set.of("clerk"));
        ToolDefinition chiefs = SampleRun.tool("delete", Effect.CONSEQUENTIAL, Set.of("clerk", "chief"));
        ToolDefinition send = SampleRun.tool("send", Effect.CONSEQUENTIAL, Set.of());
        assertThat(guard.decide(call(SampleRun.touched(), LOOK))).isEqualTo(Decision.ALLOWED);
        assertThat(guard.decide(call(SampleRun.touched(), clerks))).isEqualTo(Decision.ALLOWED);
        assertThat(reason(guard.decide(call(SampleRun.touched(), chiefs))))
                .isEqualTo("role_missing: delete needs the role chief");
        assertThat(reason(guard.decide(call(SampleRun.touched(), send))))
                .isEqualTo("role_missing: send needs the role mailer");
    }

    @Test
    void anAgentHasNoRolesOfItsOwn() {
        Principal anonymous = new Principal(Caller.ANONYMOUS, "support", "1.2", "c", "r", 0);
        ToolDefinition clerks = SampleRun.tool("book", Effect.CONSEQUENTIAL, Set.of("clerk"));
        assertThat(new RolesGuard(LIST)
                        .decide(call(SampleRun.of(anonymous), clerks))
                        .verdict())
                .isEqualTo("deny");
    }

    @ParameterizedTest(name = "{3}")
    @CsvSource({
        "'',                               sink.external,                    allow, nothing was touched",
        "source.untrusted,                 sink.external,                    allow, one of two",
        "source.untrusted|source.private,  sink.external,                    ask,   both and a sink",
        "source.untrusted|source.private,  '',                               allow, both but no sink",
        "source.untrusted,                 sink.external|source.private,     ask,   the tool brings the second itself",
        "source.untrusted|source.private,  source.private,                   allow, reading more is no sink",
    })
    void theRuleOfTwoAsksBeforeASink(String touched, String labels, String verdict, String why) {
        ToolDefinition tool = SampleRun.tool("send", Effect.CONSEQUENTIAL, Set.of(), split(labels));
        Guard guard = new FlowGuard(FlowRule.RULE_OF_TWO);
        assertThat(guard.decide(call(SampleRun.of(CLERK, split(touched)), tool)).verdict())
                .as(why)
                .isEqualTo(verdict);
    }

    @Test
    void aRuleMayDeny() {
        FlowRule rule = new FlowRule(Set.of(ToolDefinition.UNTRUSTED), Set.of("money"), true);
        ToolDefinition pay = SampleRun.tool("pay", Effect.CONSEQUENTIAL, Set.of(), "money");
        Decision decision = new FlowGuard(List.of(rule)).decide(call(SampleRun.touched("source.untrusted"), pay));
        assertThat(decision.verdict()).isEqualTo("deny");
        assertThat(reason(decision)).isEqualTo("taint: pay after source.untrusted");
    }

    private static String[] split(String labels) {
        return labels.isEmpty() ? new String[0] : labels.split("\\|", -1);
    }

    private static Situation call(RunView run, ToolDefinition tool) {
        return new Situation.BeforeTool(run, tool, JsonNodeFactory.instance.objectNode());
    }

    private static String reason(Decision decision) {
        Reason reason = decision.reason();
        return reason == null ? "" : reason.code() + ": " + reason.detail();
    }
}
