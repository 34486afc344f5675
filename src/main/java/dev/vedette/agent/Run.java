package dev.vedette.agent;

import java.util.concurrent.CompletionStage;

/** A run that goes on. Thread-safe. */
public final class Run {
    private final CompletionStage<RunResult> result;
    private final StopSignal stop;

    Run(CompletionStage<RunResult> result, StopSignal stop) {
        this.result = result;
        this.stop = stop;
    }

    /** What comes of it; completed exceptionally only if the agent's policy or route cannot be used at all. */
    public CompletionStage<RunResult> result() {
        return result;
    }

    /**
     * Stops it and everything that it started, at once.
     *
     * @param reason for people
     */
    public void stop(String reason) {
        stop.stop(reason);
    }
}
