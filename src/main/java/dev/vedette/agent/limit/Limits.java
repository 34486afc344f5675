package dev.vedette.agent.limit;

import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;

/** How much a run, a session, a user, an agent and a tenant may use. Immutable. */
public final class Limits {
    private final Map<Scope, Allowance> allowances;

    private Limits(Map<Scope, Allowance> allowances) {
        this.allowances = new EnumMap<>(allowances);
    }

    /**
     * What holds where nobody says otherwise. A run may take 60 steps, 5 deep, for 30 minutes, with 2 million tokens in,
     * 200,000 out and 5 dollars, 50 calls of each tool, 8 tools at once, 60 calls of models and 600,000 tokens a minute.
     * A session may use ten runs' worth a day, a user twenty, an agent and a tenant a thousand; they may work twice,
     * twice, thirty and thirty times as fast as a run.
     */
    public static Limits standard() {
        return new Limits(Map.of(
                Scope.RUN, Allowance.ofRun(),
                Scope.SESSION, Allowance.ofDay(10, 2),
                Scope.USER, Allowance.ofDay(20, 2),
                Scope.AGENT, Allowance.ofDay(1_000, 30),
                Scope.TENANT, Allowance.ofDay(1_000, 30)));
    }

    /** The same with another allowance for this scope, made from the present one. */
    public Limits of(Scope scope, UnaryOperator<Allowance> change) {
        Map<Scope, Allowance> changed = new EnumMap<>(allowances);
        changed.put(scope, change.apply(of(scope)));
        return new Limits(changed);
    }

    /** The allowance of this scope. */
    public Allowance of(Scope scope) {
        return Objects.requireNonNull(allowances.get(scope));
    }
}
