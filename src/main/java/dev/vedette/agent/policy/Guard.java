package dev.vedette.agent.policy;

import java.util.Set;

/**
 * One control. It decides from the situation alone, quickly and without waiting for anything, and may be asked by many
 * threads at once. One that throws is broken: consequential tools then do not run.
 */
public interface Guard {
    /** Its id in traces and metrics, such as {@code roles}. */
    String id();

    /** Counts up when what it decides changes. */
    default int version() {
        return 1;
    }

    /** Where it is asked. */
    Set<Point> points();

    /** Decides. Only ever asked at one of {@link #points()}. */
    Decision decide(Situation situation);
}
