package dev.vedette.agent;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Stops a run wherever it is: what waits for a model, a tool or a person is interrupted, and nothing begins any more.
 * Stopping a run stops its sub-agents, not the other way round. Thread-safe.
 */
final class StopSignal {
    /** The reason where a brake stops a run. */
    static final String BRAKED = "a brake stopped it";

    private final Set<Thread> working = new HashSet<>();
    private final Set<Thread> interrupted = new HashSet<>();
    private final List<StopSignal> children = new ArrayList<>();
    private @Nullable String reason;

    /** The signal of a sub-agent, to be {@linkplain #forget forgotten} when that is over. */
    StopSignal child() {
        StopSignal child = new StopSignal();
        String already;
        synchronized (this) {
            children.add(child);
            already = reason;
        }
        if (already != null) {
            child.stop(already);
        }
        return child;
    }

    /** The sub-agent of this signal is over. */
    synchronized void forget(StopSignal child) {
        children.remove(child);
    }

    /** Stops; the first reason counts. */
    void stop(String why) {
        List<StopSignal> below;
        synchronized (this) {
            if (reason != null) {
                return;
            }
            reason = why;
            for (Thread thread : working) {
                interrupted.add(thread);
                thread.interrupt();
            }
            below = List.copyOf(children);
        }
        below.forEach(child -> child.stop(why));
    }

    /** Why it was stopped, or empty if it goes on. */
    synchronized Optional<String> reason() {
        return Optional.ofNullable(reason);
    }

    /**
     * Does something that waits, on this thread.
     *
     * @throws InterruptedException if the run is stopped, before or meanwhile
     */
    <T, E extends Exception> T interruptibly(Waiting<T, E> waiting) throws E, InterruptedException {
        Thread thread = Thread.currentThread();
        synchronized (this) {
            if (reason != null) {
                throw new InterruptedException();
            }
            working.add(thread);
        }
        try {
            return waiting.await();
        } finally {
            leave(thread);
        }
    }

    /** An interruption that came from here must not stay on a thread that goes on with something else. */
    private synchronized void leave(Thread thread) {
        working.remove(thread);
        if (interrupted.remove(thread)) {
            Thread.interrupted();
        }
    }

    /** Something that waits, and can be interrupted. */
    @FunctionalInterface
    interface Waiting<T, E extends Exception> {
        T await() throws E, InterruptedException;
    }
}
