package dev.vedette.agent;

/** A run is over before the agent has answered. Never leaves this package. */
final class RunEndedException extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient Outcome outcome;

    RunEndedException(Outcome outcome) {
        super(outcome.code(), null, false, false);
        this.outcome = outcome;
    }

    Outcome outcome() {
        return outcome;
    }
}
