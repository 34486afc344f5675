package dev.vedette.agent.access;

import dev.vedette.agent.identity.Principal;
import dev.vedette.agent.policy.Decision;
import dev.vedette.agent.policy.Decision.Reason;
import dev.vedette.agent.policy.Guard;
import dev.vedette.agent.policy.Point;
import dev.vedette.agent.policy.Situation;
import dev.vedette.agent.tool.ToolDefinition;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * Holds an agent to its allow-list, and a tool to the definition that was agreed to: one whose definition has changed is
 * not loaded, so that no model hears of it, and what is not loaded cannot be called.
 */
public final class AllowlistGuard implements Guard {
    /** This guard's id. */
    public static final String ID = "tool-allowlist";

    private final Allowlist allowlist;
    private final Function<ToolDefinition, String> hash;

    /**
     * A guard of this list.
     *
     * @param hash of a definition, in the form of {@link AllowedTool#pin}
     */
    public AllowlistGuard(Allowlist allowlist, Function<ToolDefinition, String> hash) {
        this.allowlist = allowlist;
        this.hash = hash;
    }

    @Override
    public String id() {
        return ID;
    }

    @Override
    public Set<Point> points() {
        return Set.of(Point.TOOL_LOAD, Point.PRE_TOOL_CALL);
    }

    @Override
    public Decision decide(Situation situation) {
        if (situation instanceof Situation.ToolLoad load) {
            return judge(load.run().principal(), load.tool(), false);
        }
        if (situation instanceof Situation.BeforeTool call) {
            return judge(call.run().principal(), call.tool(), true);
        }
        return Decision.ALLOWED;
    }

    private Decision judge(Principal principal, ToolDefinition tool, boolean call) {
        Optional<AllowedTool> allowed = allowlist.find(principal, tool.name());
        if (allowed.isEmpty()) {
            return new Decision.Deny(new Reason(
                    "tool_not_allowed",
                    tool.name() + " is not on the allow-list of " + principal.agent() + " " + principal.agentVersion(),
                    "This tool is not available to you."));
        }
        String pin = allowed.get().pin();
        if (!call && pin != null && !pin.equals(hash.apply(tool))) {
            return new Decision.Deny(new Reason(
                    "tool_changed",
                    "the definition of " + tool.name() + " is not the one that was agreed to",
                    "This tool has changed and must be approved again before it can be used."));
        }
        if (call && allowed.get().ask()) {
            return new Decision.Ask(new Reason(
                    "approval_required",
                    "every call of " + tool.name() + " needs a person's consent",
                    "A person was asked and has not agreed to this call."));
        }
        return Decision.ALLOWED;
    }
}
