package dev.vedette.agent;

import dev.vedette.agent.identity.Caller;
import dev.vedette.agent.identity.Principal;
import dev.vedette.agent.policy.RunView;
import dev.vedette.agent.tool.Effect;
import dev.vedette.agent.tool.ToolDefinition;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/** Runs and tools as guards see them. */
public final class SampleRun {
    /** A clerk of Acme, served by version 1.2 of the agent {@code support}. */
    public static final Principal CLERK =
            new Principal(Caller.user("jo").of("acme").as("clerk"), "support", "1.2", "conversation-1", "run-1", 0);

    private SampleRun() {}

    /** A run of the clerk that has touched these. */
    public static RunView touched(String... taints) {
        return of(CLERK, taints);
    }

    /** A run of this principal that has touched these. */
    public static RunView of(Principal principal, String... taints) {
        Set<String> touched = Set.of(taints);
        return new RunView() {
            @Override
            public Principal principal() {
                return principal;
            }

            @Override
            public Set<String> taints() {
                return touched;
            }
        };
    }

    /** A tool that takes anything. */
    public static ToolDefinition tool(String name, Effect effect, Set<String> roles, String... labels) {
        return new ToolDefinition(
                name,
                "Does " + name,
                "{\"type\":\"object\",\"additionalProperties\":false}",
                true,
                effect,
                roles,
                Set.of(labels),
                Duration.ofSeconds(10),
                List.of(),
                null);
    }
}
