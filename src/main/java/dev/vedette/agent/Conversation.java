package dev.vedette.agent;

import dev.vedette.agent.identity.Caller;
import dev.vedette.agent.model.ChatMessage;
import dev.vedette.agent.model.ToolRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/**
 * Several turns with one agent, which remembers what was said. What it came into touch with stays with it: a
 * conversation that has read what strangers wrote does not become clean by another question. One turn at a time;
 * otherwise thread-safe.
 */
public final class Conversation {
    /** In characters: what is longer would be paid for again with every call of a model. */
    private static final int LONGEST = 4_000_000;

    private final AgentRuntime runtime;
    private final Agent agent;
    private final Caller caller;
    private final String session;
    private final List<ChatMessage> messages = new ArrayList<>();
    private final Set<String> taints = ConcurrentHashMap.newKeySet();
    private final AtomicBoolean busy = new AtomicBoolean();

    Conversation(AgentRuntime runtime, Agent agent, Caller caller, String session) {
        this.runtime = runtime;
        this.agent = agent;
        this.caller = caller;
        this.session = session;
    }

    /** The id that all runs of this conversation carry. */
    public String session() {
        return session;
    }

    /**
     * Says something and waits for what comes of it.
     *
     * @throws IllegalStateException if another turn is going on, or the conversation has become too long
     */
    public RunResult say(String text) {
        enter();
        try {
            return runtime.run(turn(text, new StopSignal(), event -> {}, false));
        } finally {
            busy.set(false);
        }
    }

    /**
     * Says something and goes on at once.
     *
     * @throws IllegalStateException as {@link #say}
     */
    public Run start(String text) {
        return start(text, event -> {}, false);
    }

    /**
     * The same, told what happens while it happens, the answer piece by piece.
     *
     * @param events called on the run's own threads, one event at a time; should be quick
     * @throws IllegalStateException as {@link #say}
     */
    public Run start(String text, Consumer<RunEvent> events) {
        return start(text, events, true);
    }

    /**
     * The same as a publisher for one subscriber: the turn begins when somebody subscribes, and is stopped when the
     * subscription is cancelled.
     */
    public Flow.Publisher<RunEvent> stream(String text) {
        return new RunPublisher(events -> start(text, events, true));
    }

    private Run start(String text, Consumer<RunEvent> events, boolean streamed) {
        enter();
        StopSignal stop = new StopSignal();
        CompletableFuture<RunResult> result = new CompletableFuture<>();
        try {
            runtime.execute(() -> {
                try {
                    RunResult ended = runtime.run(turn(text, stop, events, streamed));
                    busy.set(false);
                    result.complete(ended);
                } catch (RuntimeException | Error unable) {
                    busy.set(false);
                    result.completeExceptionally(unable);
                }
            });
        } catch (RuntimeException rejected) {
            busy.set(false);
            throw rejected;
        }
        return new Run(result, stop);
    }

    private Turn turn(String text, StopSignal stop, Consumer<RunEvent> events, boolean streamed) {
        return new Turn(agent, caller, session, messages, taints, text, stop, events, streamed);
    }

    private void enter() {
        if (!busy.compareAndSet(false, true)) {
            throw new IllegalStateException("a turn of this conversation is going on; wait for it, or stop it");
        }
        if (length() > LONGEST) {
            busy.set(false);
            throw new IllegalStateException("the conversation has become too long; begin another one");
        }
    }

    private long length() {
        long length = 0;
        for (ChatMessage message : messages) {
            if (message instanceof ChatMessage.User user) {
                length += user.text().length();
            } else if (message instanceof ChatMessage.Assistant assistant) {
                length += assistant.text().length();
                for (ToolRequest request : assistant.toolRequests()) {
                    length += request.name().length() + request.arguments().length();
                }
            } else if (message instanceof ChatMessage.ToolAnswer answer) {
                length += answer.text().length();
            }
        }
        return length;
    }

    /**
     * One turn.
     *
     * @param messages so far, to be added to
     * @param taints so far, to be added to
     */
    record Turn(
            Agent agent,
            Caller caller,
            String session,
            List<ChatMessage> messages,
            Set<String> taints,
            String text,
            StopSignal stop,
            Consumer<RunEvent> events,
            boolean streamed) {}
}
