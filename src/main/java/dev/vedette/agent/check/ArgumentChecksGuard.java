package dev.vedette.agent.check;

import dev.vedette.agent.policy.Decision;
import dev.vedette.agent.policy.Guard;
import dev.vedette.agent.policy.Point;
import dev.vedette.agent.policy.Situation;
import dev.vedette.agent.tool.ArgumentCheck;
import dev.vedette.agent.tool.ArgumentCheck.Objection;
import java.util.Optional;
import java.util.Set;

/**
 * Lets no call through to whose arguments one of the tool's own checks objects. To be asked after {@link SchemaGuard},
 * for checks rely on the schema. Thread-safe.
 */
public final class ArgumentChecksGuard implements Guard {
    @Override
    public String id() {
        return "argument_checks";
    }

    @Override
    public Set<Point> points() {
        return Set.of(Point.PRE_TOOL_CALL);
    }

    @Override
    public Decision decide(Situation situation) {
        if (situation instanceof Situation.BeforeTool call) {
            for (ArgumentCheck check : call.tool().checks()) {
                Optional<Objection> objection = check.check(call.arguments());
                if (objection.isPresent()) {
                    return denied(objection.get());
                }
            }
        }
        return Decision.ALLOWED;
    }

    private static Decision denied(Objection objection) {
        return new Decision.Deny(new Decision.Reason(objection.reason(), objection.detail(), objection.advice()));
    }
}
