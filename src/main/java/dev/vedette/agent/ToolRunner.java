package dev.vedette.agent;

import dev.vedette.agent.content.Provenance;
import dev.vedette.agent.identity.CanonicalJson;
import dev.vedette.agent.limit.ToolSlot;
import dev.vedette.agent.policy.Decision.Reason;
import dev.vedette.agent.policy.Ruling;
import dev.vedette.agent.policy.Situation;
import dev.vedette.agent.tool.Tool;
import dev.vedette.agent.tool.ToolContext;
import dev.vedette.agent.tool.ToolOutput;
import io.opentelemetry.context.Context;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Runs tools on threads of their own, interrupts those whose time is over, and puts what they answer before the policy.
 * Thread-safe.
 */
final class ToolRunner {
    private static final String FAILED = "The tool failed. Do not rely on it having done anything.";
    private static final String TIMED_OUT = "The tool took too long and was stopped. It may have done a part.";
    private static final String WITHHELD = "What the tool answered is withheld.";

    private final ExecutorService threads;
    private final InstantSource clock;
    private final SubAgents subAgents;
    private final @Nullable URI egressProxy;

    ToolRunner(ExecutorService threads, InstantSource clock, SubAgents subAgents, @Nullable URI egressProxy) {
        this.threads = threads;
        this.clock = clock;
        this.subAgents = subAgents;
        this.egressProxy = egressProxy;
    }

    /** Starts it; the slot is given back with its answer. */
    void start(RunState run, ToolAction action, ToolSlot slot) {
        action.holds(slot);
        Tool tool = action.tool();
        Instant end = clock.instant().plus(tool.definition().timeLimit());
        Instant deadline =
                end.isBefore(run.budget().deadline()) ? end : run.budget().deadline();
        action.span().called(action.arguments(), CanonicalJson.of(action.arguments()));
        run.toolCalled(tool.definition());
        run.tell(new RunEvent.ToolStarted(action.request().id(), tool.name()));
        ToolContext context = new ToolContext(
                run.principal(), action.request().id(), deadline, action.span().propagation(), egressProxy);
        Callable<ToolOutput> call = () -> call(run, action, context);
        try {
            action.running(threads.submit(action.span().context().wrap(call)), deadline);
        } catch (RejectedExecutionException busy) {
            end(run, action, FAILED, "no_thread");
        }
    }

    private ToolOutput call(RunState run, ToolAction action, ToolContext context) throws Exception {
        Tool tool = action.tool();
        if (tool.unboundedBody() instanceof SubAgent subAgent) {
            Context parent = action.span().context();
            return tool.doing((arguments, same) -> subAgents.run(run, subAgent, arguments, parent))
                    .body()
                    .call(action.arguments(), context);
        }
        if (tool.unboundedBody() instanceof Remembering remembering) {
            return remembering.remember(
                    run, action.span(), action.arguments().path("text").asText());
        }
        return run.stop().interruptibly(() -> tool.body().call(action.arguments(), context));
    }

    /**
     * The answer for the model, waited for if it is not there yet.
     *
     * @throws InterruptedException if the run is stopped meanwhile
     */
    String await(RunState run, ToolAction action) throws InterruptedException {
        Future<ToolOutput> running = action.running();
        if (running != null) {
            finish(run, action, running);
        }
        String answer = action.answer();
        return answer == null ? FAILED : answer;
    }

    private void finish(RunState run, ToolAction action, Future<ToolOutput> running) throws InterruptedException {
        try {
            Optional<ToolOutput> output = run.stop().interruptibly(() -> output(running, action.deadline()));
            if (output.isPresent()) {
                answered(run, action, output.get());
            } else {
                running.cancel(true);
                end(run, action, TIMED_OUT, "timeout");
            }
        } catch (CancellationException cancelled) {
            end(run, action, FAILED, "cancelled");
        } catch (ExecutionException failed) {
            end(run, action, FAILED, errorType(run, failed.getCause()));
        }
    }

    /** A tool that was interrupted because the run was stopped has not failed. */
    private static String errorType(RunState run, @Nullable Throwable cause) {
        if (run.stop().reason().isPresent()) {
            return "stopped";
        }
        return cause == null ? "unknown" : cause.getClass().getName();
    }

    /** What it answered, an answer of nothing being a failure, or empty if it did not answer in time. */
    private Optional<ToolOutput> output(Future<ToolOutput> running, Instant deadline)
            throws ExecutionException, InterruptedException {
        long left = Duration.between(clock.instant(), deadline).toNanos();
        try {
            ToolOutput output = running.get(left, TimeUnit.NANOSECONDS);
            return Optional.of(output == null ? ToolOutput.failure("") : output);
        } catch (TimeoutException late) {
            return Optional.empty();
        }
    }

    private void answered(RunState run, ToolAction action, ToolOutput output) {
        Tool tool = action.tool();
        Ruling ruling = run.judge(new Situation.AfterTool(run, tool.definition(), output), action.span());
        run.growingTaints().addAll(tool.definition().labels());
        ruling.warnings().forEach(warning -> action.remark(warning.advice()));
        Reason reason = ruling.reason();
        if (reason != null) {
            end(run, action, WITHHELD + " " + reason.advice(), "policy_denied");
            return;
        }
        action.span().end(output.text(), output.failed() ? "tool_error" : null);
        run.tell(new RunEvent.ToolEnded(action.request().id(), tool.name(), output.failed() ? "tool_error" : "ok"));
        action.answered(
                Provenance.applies(tool.definition())
                        ? run.provenance().wrap(tool.definition(), ruling.text())
                        : ruling.text());
    }

    private static void end(RunState run, ToolAction action, String told, String errorType) {
        action.span().end(null, errorType);
        run.tell(new RunEvent.ToolEnded(action.request().id(), action.tool().name(), errorType));
        action.answered(told);
    }
}
