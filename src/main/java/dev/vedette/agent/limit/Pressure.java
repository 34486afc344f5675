package dev.vedette.agent.limit;

/** How near a run is to the nearest of its limits on steps, time, tokens and money. */
public enum Pressure {
    /** Less than 80 % of every limit is used. */
    EASY,
    /** 80 % of a limit or more: the agent should be told to come to an end. */
    FINISH,
    /** A limit is reached: the agent is stopped. */
    OVER;

    private static final double FINISH_FROM = 0.8;

    static Pressure of(double share) {
        if (share >= 1) {
            return OVER;
        }
        return share >= FINISH_FROM ? FINISH : EASY;
    }
}
