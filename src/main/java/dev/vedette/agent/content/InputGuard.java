package dev.vedette.agent.content;

import dev.vedette.agent.policy.Decision;
import dev.vedette.agent.policy.Guard;
import dev.vedette.agent.policy.Point;
import dev.vedette.agent.policy.Situation;
import java.util.Set;

/**
 * Cleans what callers and tools say before a model reads it. This lowers a risk and is no boundary: a model can still
 * be talked into things in plain words. Thread-safe.
 */
public final class InputGuard implements Guard {
    private static final Decision.Reason REASON = new Decision.Reason(
            "input_cleaned",
            "hidden characters, terminal controls or marks of chat templates",
            "Characters that cannot be seen were taken out of this text.");

    /** A guard for callers' words and tools' answers. */
    public InputGuard() {}

    @Override
    public String id() {
        return "input-cleaning";
    }

    @Override
    public Set<Point> points() {
        return Set.of(Point.INPUT, Point.POST_TOOL_CALL);
    }

    @Override
    public Decision decide(Situation situation) {
        if (situation instanceof Situation.Input input) {
            return decision(InputCleaning.ofCaller(input.text()));
        }
        if (situation instanceof Situation.AfterTool answer) {
            return decision(InputCleaning.ofTool(answer.output().text()));
        }
        return Decision.ALLOWED;
    }

    private static Decision decision(Cleaned cleaned) {
        return cleaned.changed() ? new Decision.Transform(REASON, cleaned.text(), cleaned.counts()) : Decision.ALLOWED;
    }
}
