package dev.vedette.agent.access;

import dev.vedette.agent.policy.Decision;
import dev.vedette.agent.policy.Decision.Reason;
import dev.vedette.agent.policy.Guard;
import dev.vedette.agent.policy.Point;
import dev.vedette.agent.policy.Situation;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Stops what a run has read from flowing where it must not. */
public final class FlowGuard implements Guard {
    /** This guard's id. */
    public static final String ID = "flow";

    private final List<FlowRule> rules;

    /** A guard of these rules; the first that is met decides, so those that deny should come first. */
    public FlowGuard(List<FlowRule> rules) {
        this.rules = List.copyOf(rules);
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
        for (FlowRule rule : rules) {
            if (rule.meets(call.run().taints(), call.tool())) {
                Reason reason = new Reason(
                        "taint",
                        call.tool().name() + " after " + String.join(", ", new TreeSet<>(rule.touched())),
                        "After what was read in this conversation, this needs a person's consent, which was not given.");
                return rule.deny() ? new Decision.Deny(reason) : new Decision.Ask(reason);
            }
        }
        return Decision.ALLOWED;
    }
}
