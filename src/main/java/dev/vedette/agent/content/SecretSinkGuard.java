package dev.vedette.agent.content;

import dev.vedette.agent.policy.Decision;
import dev.vedette.agent.policy.Guard;
import dev.vedette.agent.policy.Point;
import dev.vedette.agent.policy.Situation;
import dev.vedette.agent.tool.ToolDefinition;
import java.util.Set;

/** Hands no secret to a tool that sends data to the outside. Thread-safe. */
public final class SecretSinkGuard implements Guard {
    private static final Decision.Reason REASON = new Decision.Reason(
            "secret_to_sink",
            "the arguments hold a secret, and the tool sends data to the outside",
            "What you were about to send out holds a secret. Leave it out.");

    private final SecretMask mask;

    /** A guard that knows secrets by this mask. */
    public SecretSinkGuard(SecretMask mask) {
        this.mask = mask;
    }

    @Override
    public String id() {
        return "secret-sink";
    }

    @Override
    public Set<Point> points() {
        return Set.of(Point.PRE_TOOL_CALL);
    }

    @Override
    public Decision decide(Situation situation) {
        boolean leaks = situation instanceof Situation.BeforeTool call
                && call.tool().labels().contains(ToolDefinition.SINK)
                && !mask.find(call.arguments().toString()).isEmpty();
        return leaks ? new Decision.Deny(REASON) : Decision.ALLOWED;
    }
}
