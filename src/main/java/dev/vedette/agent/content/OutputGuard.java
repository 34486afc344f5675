package dev.vedette.agent.content;

import dev.vedette.agent.policy.Decision;
import dev.vedette.agent.policy.Guard;
import dev.vedette.agent.policy.Point;
import dev.vedette.agent.policy.Situation;
import java.util.Set;

/** Cleans whole answers before the caller is told them; streamed ones pass a {@link StreamMasker}. Thread-safe. */
public final class OutputGuard implements Guard {
    private static final Decision.Reason REASON = new Decision.Reason(
            "output_cleaned",
            "secrets, hidden characters or markup that the policy does not let out",
            "Parts of the answer were taken out.");

    private final OutputCleaning cleaning;

    /** A guard that cleans so. */
    public OutputGuard(OutputCleaning cleaning) {
        this.cleaning = cleaning;
    }

    @Override
    public String id() {
        return "output-cleaning";
    }

    @Override
    public Set<Point> points() {
        return Set.of(Point.OUTPUT);
    }

    @Override
    public Decision decide(Situation situation) {
        if (!(situation instanceof Situation.Output output)) {
            return Decision.ALLOWED;
        }
        Cleaned cleaned = cleaning.clean(output.text());
        return cleaned.changed() ? new Decision.Transform(REASON, cleaned.text(), cleaned.counts()) : Decision.ALLOWED;
    }
}
