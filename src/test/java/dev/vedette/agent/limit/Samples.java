package dev.vedette.agent.limit;

import dev.vedette.agent.identity.Caller;
import dev.vedette.agent.identity.Principal;
import dev.vedette.agent.policy.RunView;
import dev.vedette.agent.tool.Effect;
import dev.vedette.agent.tool.ToolDefinition;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/** Runs and tools to decide about. */
public final class Samples {
    private Samples() {}

    /** A run of the agent "helper" for ada of acme. */
    public static RunView run(String id) {
        return run(principal(id));
    }

    public static Principal principal(String run) {
        return new Principal(Caller.user("ada").of("acme"), "helper", "1", "talk", run, 0);
    }

    public static RunView run(Principal principal) {
        return new RunView() {
            @Override
            public Principal principal() {
                return principal;
            }

            @Override
            public Set<String> taints() {
                return Set.of();
            }
        };
    }

    public static ToolDefinition tool(String name, String... labels) {
        return tool(name, Effect.CONSEQUENTIAL, labels);
    }

    public static ToolDefinition tool(String name, Effect effect, String... labels) {
        return new ToolDefinition(
                name,
                "Does " + name,
                "{}",
                false,
                effect,
                Set.of(),
                Set.of(labels),
                Duration.ofSeconds(1),
                List.of(),
                null);
    }
}
