package dev.vedette.agent.brake;

import java.time.Duration;
import java.time.InstantSource;
import java.util.UUID;

/**
 * Stops agents at once, from outside of them and without their help. A stop ends by itself like every brake. Thread-safe.
 */
public final class KillSwitch {
    /** How long a stop lasts where nobody says otherwise. */
    public static final Duration STANDARD = Duration.ofHours(24);

    private final BrakeBoard board;
    private final InstantSource clock;

    /** Stops those who heed this board. */
    public KillSwitch(BrakeBoard board, InstantSource clock) {
        this.board = board;
        this.clock = clock;
    }

    /** Stops one run; a stopped run does not come back. */
    public Brake stopRun(String run, String reason) {
        return stop(BrakeScope.RUN, run, STANDARD, reason);
    }

    /** Stops all runs of this agent, and those that begin meanwhile. */
    public Brake stopAgent(String agent, Duration duration, String reason) {
        return stop(BrakeScope.AGENT, agent, duration, reason);
    }

    /** Stops all runs for this tenant, and those that begin meanwhile. */
    public Brake stopTenant(String tenant, Duration duration, String reason) {
        return stop(BrakeScope.TENANT, tenant, duration, reason);
    }

    /** Stops everything. */
    public Brake stopAll(Duration duration, String reason) {
        return stop(BrakeScope.ALL, "", duration, reason);
    }

    /** Lets runs begin again that this stop held back. */
    public void release(Brake stop) {
        board.lift(stop.id());
    }

    private Brake stop(BrakeScope scope, String key, Duration duration, String reason) {
        String id = UUID.randomUUID().toString();
        Brake brake = new Brake(
                id, scope, key, BrakeLevel.STOP, reason, clock.instant().plus(duration));
        board.set(brake);
        return brake;
    }
}
