package dev.vedette.agent.access;

import dev.vedette.agent.identity.Principal;
import dev.vedette.agent.policy.Decision;
import dev.vedette.agent.policy.Decision.Reason;
import dev.vedette.agent.policy.Guard;
import dev.vedette.agent.policy.Point;
import dev.vedette.agent.policy.Situation;
import dev.vedette.agent.tool.ToolDefinition;
import java.util.Set;
import java.util.TreeSet;

/** An agent can do no more than the caller may: a tool's roles are asked of the caller, whoever the agent is. */
public final class RolesGuard implements Guard {
    /** This guard's id. */
    public static final String ID = "roles";

    private final Allowlist allowlist;

    /** A guard of the roles that tools ask for, and of those that the list adds. */
    public RolesGuard(Allowlist allowlist) {
        this.allowlist = allowlist;
    }

    @Override
    public String id() {
        return ID;
    }

    @Override
    public Set<Point> points() {
        return Set.of(Point.PRE_TOOL_CALL);
    }

    @Override
    public Decision decide(Situation situation) {
        if (!(situation instanceof Situation.BeforeTool call)) {
            return Decision.ALLOWED;
        }
        Set<String> missing = missing(call.run().principal(), call.tool());
        if (missing.isEmpty()) {
            return Decision.ALLOWED;
        }
        return new Decision.Deny(new Reason(
                "role_missing",
                call.tool().name() + " needs the role " + String.join(", ", missing),
                "The person you act for may not do this. Do not try another way; say that it needs someone else."));
    }

    private Set<String> missing(Principal principal, ToolDefinition tool) {
        Set<String> missing = new TreeSet<>(tool.requiredRoles());
        allowlist.find(principal, tool.name()).ifPresent(allowed -> missing.addAll(allowed.roles()));
        missing.removeAll(principal.caller().roles());
        return missing;
    }
}
