package dev.vedette.agent;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vedette.agent.brake.BrakeBoard;
import dev.vedette.agent.brake.KillSwitch;
import dev.vedette.agent.identity.Caller;
import dev.vedette.agent.identity.Principal;
import dev.vedette.agent.instrumentation.Instrumentation;
import dev.vedette.agent.instrumentation.RunSpan;
import dev.vedette.agent.limit.RunBudget;
import dev.vedette.agent.model.ChatMessage;
import dev.vedette.agent.model.ChatModel;
import dev.vedette.agent.model.ModelRoute;
import dev.vedette.agent.tool.ToolOutput;
import io.opentelemetry.context.Context;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Runs agents, and holds them to their policies while it does. One for a program; to be closed in the end. Thread-safe.
 *
 * <pre>{@code
 * try (AgentRuntime runtime = AgentRuntime.fromEnvironment()) {
 *     System.out.println(runtime.run(weather, "Do I need an umbrella in Oslo?").text());
 * }
 * }</pre>
 */
public final class AgentRuntime implements AutoCloseable {
    private static final long CLOSING_SECONDS = 10;
    private static final String CLOSED = "the runtime is closed";

    private final RuntimeParts parts;
    private final Instrumentation instrumentation;
    private final ExecutorService threads;
    private final AgentLoop loop;
    private final Enforcements enforcements;
    private final Set<StopSignal> running = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;

    AgentRuntime(RuntimeParts parts, ExecutorService threads) {
        this.parts = parts;
        this.threads = threads;
        this.enforcements = new Enforcements(parts);
        this.instrumentation = parts.instrumentation();
        ToolJudge judge = new ToolJudge(parts.approver(), parts.clock());
        ToolRunner runner = new ToolRunner(threads, parts.clock(), this::runWithin, parts.egressProxy());
        this.loop = new AgentLoop(
                new ModelTurn(parts.clock(), parts.pauses(), parts.longestAnswer()),
                new ToolCalls(judge, runner, parts.pauses()));
    }

    /** A runtime whose telemetry goes where the standard variables of OpenTelemetry say. Nobody approves anything. */
    public static AgentRuntime fromEnvironment() {
        return builder().telemetry(Telemetry.fromEnvironment()).build();
    }

    /** Begins a runtime that writes no telemetry, has nobody to approve anything, and knows no prices. */
    public static RuntimeBuilder builder() {
        return new RuntimeBuilder();
    }

    /** Asks once, on behalf of nobody in particular, and waits for what comes of it. Does not throw for what goes wrong. */
    public RunResult run(Agent agent, String text) {
        return run(agent, text, Caller.ANONYMOUS);
    }

    /** Asks once on behalf of a caller. */
    public RunResult run(Agent agent, String text, Caller caller) {
        return converse(agent, caller).say(text);
    }

    /** Asks once and goes on at once. */
    public Run start(Agent agent, String text, Caller caller) {
        return converse(agent, caller).start(text);
    }

    /** Begins a conversation. */
    public Conversation converse(Agent agent, Caller caller) {
        return new Conversation(this, agent, caller, UUID.randomUUID().toString());
    }

    /** The brakes that hold here. */
    public BrakeBoard brakes() {
        return parts.brakes();
    }

    /** Stops a run, an agent, a tenant or everything, at once and from outside. */
    public KillSwitch killSwitch() {
        return new KillSwitch(parts.brakes(), parts.clock());
    }

    /** Stops what runs, waits a moment for it to end, and sends what telemetry there is. */
    @Override
    public void close() {
        closed = true;
        running.forEach(stop -> stop.stop(CLOSED));
        threads.shutdown();
        try {
            awaitRuns();
            if (!threads.awaitTermination(CLOSING_SECONDS, TimeUnit.SECONDS)) {
                threads.shutdownNow();
            }
        } catch (InterruptedException hurried) {
            threads.shutdownNow();
            Thread.currentThread().interrupt();
        }
        parts.close();
    }

    /** Runs on threads of callers end there; what they trace comes before telemetry is closed. */
    private void awaitRuns() throws InterruptedException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(CLOSING_SECONDS);
        synchronized (running) {
            for (long left = end - System.nanoTime(); !running.isEmpty() && left > 0; left = end - System.nanoTime()) {
                TimeUnit.NANOSECONDS.timedWait(running, left);
            }
        }
    }

    private void ended(RunState run) {
        synchronized (running) {
            running.remove(run.stop());
            running.notifyAll();
        }
    }

    void execute(Runnable task) {
        threads.execute(Context.current().wrap(task));
    }

    RunResult run(Conversation.Turn turn) {
        Principal principal = new Principal(
                turn.caller(),
                turn.agent().name(),
                turn.agent().version(),
                turn.session(),
                UUID.randomUUID().toString(),
                0);
        Enforcement enforcement = enforcement(turn.agent());
        RunState run = new RunState(
                turn.agent(),
                principal,
                enforcement,
                enforcement.open(principal),
                span(turn.agent(), principal, Context.current()),
                turn.taints(),
                turn.stop(),
                turn.events(),
                null);
        return watched(run, turn.messages(), turn.text(), turn.streamed());
    }

    /** A sub-agent has its own policy and conversation, and its caller's budget, taints and brakes. */
    private ToolOutput runWithin(RunState above, SubAgent subAgent, ObjectNode arguments, Context parent) {
        Agent agent = subAgent.agent();
        Principal from = above.principal();
        Principal principal = new Principal(
                from.caller(),
                agent.name(),
                agent.version(),
                from.session(),
                UUID.randomUUID().toString(),
                from.depth() + 1);
        RunBudget budget = above.budget().child(principal, agent.policy().runAllowance());
        RunState run = new RunState(
                agent,
                principal,
                enforcement(agent),
                budget,
                span(agent, principal, parent),
                above.growingTaints(),
                above.stop().child(),
                event -> {},
                above);
        RunResult result =
                watched(run, new ArrayList<>(), arguments.path("task").asText(), false);
        above.stop().forget(run.stop());
        above.subAgentEnded(run, result);
        return result.completed()
                ? ToolOutput.of(result.text())
                : ToolOutput.failure("The agent did not come to an answer: "
                        + result.outcome().code() + ".");
    }

    private RunResult watched(RunState run, List<ChatMessage> messages, String text, boolean streamed) {
        running.add(run.stop());
        if (closed) {
            run.stop().stop(CLOSED);
        }
        BrakeBoard.Watch watch =
                parts.brakes().onStop(run.principal(), () -> run.stop().stop(StopSignal.BRAKED));
        try {
            return loop.run(run, messages, text, streamed);
        } finally {
            watch.close();
            ended(run);
        }
    }

    private RunSpan span(Agent agent, Principal principal, Context parent) {
        @Nullable
        ChatModel first =
                agent.route().next(List.of()).map(ModelRoute.Choice::model).orElse(null);
        return instrumentation.startRun(
                principal,
                parent,
                first == null ? "unknown" : first.provider(),
                first == null ? "unknown" : first.name(),
                agent.policy().title().hash());
    }

    private Enforcement enforcement(Agent agent) {
        return enforcements.of(agent.policy());
    }
}
