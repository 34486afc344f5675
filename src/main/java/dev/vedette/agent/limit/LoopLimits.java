package dev.vedette.agent.limit;

/**
 * How often is too often. All are numbers of calls, at least 2. Immutable.
 *
 * @param warnAt so many repetitions of the same call, or of the same two or three calls in turn, are remarked on
 * @param denyAt so many are stopped
 * @param pollingWarnAt as {@code warnAt}, for tools labelled {@link #POLLING}
 * @param pollingDenyAt as {@code denyAt}, for tools labelled {@link #POLLING}
 * @param stuckWarnAt so many results in a row that are equal, or failures, are remarked on
 * @param stuckDenyAt so many are stopped
 */
public record LoopLimits(
        int warnAt, int denyAt, int pollingWarnAt, int pollingDenyAt, int stuckWarnAt, int stuckDenyAt) {
    /** The label of tools that are meant to be asked again and again until something has happened. */
    public static final String POLLING = "polling";

    /** Three and five repetitions, thirty and sixty of polling tools, five and ten results without progress. */
    public static final LoopLimits STANDARD = new LoopLimits(3, 5, 30, 60, 5, 10);

    private static final int MOST = 1_000;

    public LoopLimits {
        check(warnAt, denyAt);
        check(pollingWarnAt, pollingDenyAt);
        check(stuckWarnAt, stuckDenyAt);
    }

    private static void check(int warnAt, int denyAt) {
        if (warnAt < 2 || denyAt < warnAt || denyAt > MOST) {
            throw new IllegalArgumentException(
                    "Loops are remarked on at 2 calls or more, and stopped at as many or more, up to " + MOST + ".");
        }
    }
}
