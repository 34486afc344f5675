package dev.vedette.agent;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vedette.agent.approval.Approval;
import dev.vedette.agent.approval.ApprovalRequest;
import dev.vedette.agent.approval.Approver;
import dev.vedette.agent.identity.ActionIdentity;
import dev.vedette.agent.identity.CanonicalJson;
import dev.vedette.agent.model.ToolRequest;
import dev.vedette.agent.policy.Decision;
import dev.vedette.agent.policy.Decision.Reason;
import dev.vedette.agent.policy.Ruling;
import dev.vedette.agent.policy.Situation;
import dev.vedette.agent.tool.ArgumentReader;
import dev.vedette.agent.tool.DefinitionHash;
import dev.vedette.agent.tool.Tool;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Decides what becomes of a request for a tool: is there such a tool, can the arguments be read, what does the policy
 * say, and does a person agree where one is asked. Thread-safe.
 */
final class ToolJudge {
    private static final Logger LOG = LoggerFactory.getLogger(ToolJudge.class);
    private static final Reason UNKNOWN = new Reason(
            "tool_undeclared", "there is no tool of that name", "There is no such tool. Use only the tools you have.");
    private static final Reason NOT_APPROVED = new Reason(
            "approval_denied", "a person did not agree", "A person was asked and did not agree. Do not try again.");
    private static final Reason TOO_LATE =
            new Reason("approval_timeout", "nobody agreed in time", "A person was asked and did not answer in time.");
    private static final String APPROVAL = "approval";

    private final Approver approver;
    private final InstantSource clock;

    ToolJudge(Approver approver, InstantSource clock) {
        this.approver = approver;
        this.clock = clock;
    }

    /** A request that nobody has looked at yet. */
    ToolAction begin(RunState run, ToolRequest request, @Nullable Tool tool) {
        String description = tool == null ? null : tool.definition().description();
        return new ToolAction(request, tool, run.span().startTool(request, description));
    }

    /** Afterwards it may happen, is refused, or waits for a person who has been asked. */
    void judge(RunState run, ToolAction action) {
        if (!action.declared()) {
            action.deny("tool-declared", UNKNOWN);
            return;
        }
        ArgumentReader.Reading reading = ArgumentReader.read(action.request().arguments());
        if (reading instanceof ArgumentReader.Fault fault) {
            action.deny("arguments", new Reason(fault.code(), "the arguments cannot be read", fault.advice()));
            return;
        }
        ObjectNode arguments = ((ArgumentReader.Read) reading).arguments();
        action.arguments(arguments);
        Ruling ruling = run.judge(situation(run, action), action.span());
        ruling.warnings().forEach(warning -> action.remark(warning.advice()));
        Reason reason = ruling.reason();
        if (reason != null && ruling.verdict() == Ruling.Verdict.DENY) {
            action.refused(reason);
        } else if (reason != null && ruling.verdict() == Ruling.Verdict.ASK) {
            ask(run, action, reason);
        }
    }

    private static Situation.BeforeTool situation(RunState run, ToolAction action) {
        return new Situation.BeforeTool(run, action.tool().definition(), action.arguments());
    }

    private void ask(RunState run, ToolAction action, Reason reason) {
        ApprovalRequest request = run.enforcement()
                .approvalTerms()
                .request(
                        action.tool().definition(),
                        CanonicalJson.of(action.arguments()),
                        identity(run, action),
                        run.principal(),
                        reason.code(),
                        clock.instant());
        run.tell(new RunEvent.ApprovalNeeded(request.id(), request.tool()));
        action.waitFor(request, asked(request));
    }

    /** An approver that is broken has not agreed. */
    private CompletionStage<Approval> asked(ApprovalRequest request) {
        try {
            return approver.ask(request);
        } catch (RuntimeException broken) {
            LOG.error("the approver failed with {}", broken.getClass().getName());
            return CompletableFuture.failedFuture(broken);
        }
    }

    /**
     * Waits for the person, if one was asked. What is about to happen is compared with what was agreed to, and a brake
     * that was set while the person thought about it holds.
     *
     * @throws InterruptedException if the run is stopped meanwhile
     */
    void awaitApproval(RunState run, ToolAction action) throws InterruptedException {
        ApprovalRequest request = action.approvalRequest();
        CompletionStage<Approval> coming = action.approval();
        if (request == null || coming == null) {
            return;
        }
        Approval approval = run.stop().interruptibly(() -> answer(request, coming));
        Instant now = clock.instant();
        boolean allowed = approval.allows(request, identity(run, action), now);
        String outcome = allowed ? "approved" : approval.kind() == Approval.Kind.TIMEOUT ? "timeout" : "denied";
        action.span().approval(request.id(), request.identity(), outcome, Duration.between(request.requestedAt(), now));
        if (!allowed) {
            action.deny(APPROVAL, approval.kind() == Approval.Kind.TIMEOUT ? TOO_LATE : NOT_APPROVED);
        } else if (run.enforcement().brake().decide(situation(run, action)) instanceof Decision.Deny braked) {
            action.deny(run.enforcement().brake().id(), braked.reason());
        } else {
            action.approved();
        }
    }

    private Approval answer(ApprovalRequest request, CompletionStage<Approval> coming) throws InterruptedException {
        try {
            long patience =
                    Duration.between(clock.instant(), request.expiresAt()).toMillis();
            Approval approval = coming.toCompletableFuture().get(Math.max(0, patience), TimeUnit.MILLISECONDS);
            return approval == null ? Approval.denied(request, Approval.Kind.NOBODY, clock.instant()) : approval;
        } catch (TimeoutException late) {
            return Approval.denied(request, Approval.Kind.TIMEOUT, clock.instant());
        } catch (ExecutionException | CancellationException failed) {
            return Approval.denied(request, Approval.Kind.NOBODY, clock.instant());
        }
    }

    private static String identity(RunState run, ToolAction action) {
        String definition = DefinitionHash.of(action.tool().definition());
        return ActionIdentity.of(run.principal(), action.tool().name(), definition, action.arguments())
                .hash();
    }
}
