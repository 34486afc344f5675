package dev.vedette.agent;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vedette.agent.approval.Approval;
import dev.vedette.agent.approval.ApprovalRequest;
import dev.vedette.agent.instrumentation.ToolSpan;
import dev.vedette.agent.limit.ToolSlot;
import dev.vedette.agent.model.ToolRequest;
import dev.vedette.agent.policy.Decision.Reason;
import dev.vedette.agent.policy.Point;
import dev.vedette.agent.tool.Tool;
import dev.vedette.agent.tool.ToolOutput;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/** One request of a model on its way to its answer. Used by the run's thread alone. */
final class ToolAction {
    private final ToolRequest request;
    private final @Nullable Tool tool;
    private final ToolSpan span;
    private final List<String> remarks = new ArrayList<>();
    private ObjectNode arguments = JsonNodeFactory.instance.objectNode();
    private @Nullable ApprovalRequest approvalRequest;
    private @Nullable CompletionStage<Approval> approval;
    private @Nullable Future<ToolOutput> running;
    private @Nullable ToolSlot slot;
    private Instant deadline = Instant.MAX;
    private @Nullable String answer;

    ToolAction(ToolRequest request, @Nullable Tool tool, ToolSpan span) {
        this.request = request;
        this.tool = tool;
        this.span = span;
    }

    ToolRequest request() {
        return request;
    }

    /** The tool; only for requests that were not refused because there is none. */
    Tool tool() {
        if (tool == null) {
            throw new IllegalStateException("there is no such tool, and this request should have been refused");
        }
        return tool;
    }

    /** Whether there is such a tool. */
    boolean declared() {
        return tool != null;
    }

    ToolSpan span() {
        return span;
    }

    ObjectNode arguments() {
        return arguments;
    }

    void arguments(ObjectNode read) {
        arguments = read;
    }

    /** Whether it neither has an answer yet nor waits for a person's. */
    boolean mayHappen() {
        return answer == null && approval == null;
    }

    /** Something that the model should be told beside the answer. */
    void remark(String advice) {
        remarks.add(advice);
    }

    void waitFor(ApprovalRequest asked, CompletionStage<Approval> coming) {
        approvalRequest = asked;
        approval = coming;
    }

    @Nullable
    ApprovalRequest approvalRequest() {
        return approvalRequest;
    }

    @Nullable
    CompletionStage<Approval> approval() {
        return approval;
    }

    void approved() {
        approval = null;
    }

    /** From now on it holds this slot, and gives it back with its answer or when it is abandoned. */
    void holds(ToolSlot held) {
        slot = held;
    }

    void running(Future<ToolOutput> future, Instant until) {
        running = future;
        deadline = until;
    }

    @Nullable
    Future<ToolOutput> running() {
        return running;
    }

    Instant deadline() {
        return deadline;
    }

    /** Refuses it outside the gate: the span says who and why, the model what to do. */
    void deny(String guard, Reason reason) {
        span.refused(Point.PRE_TOOL_CALL, guard, reason);
        refused(reason);
    }

    /** It was refused, and that is on the span already. */
    void refused(Reason reason) {
        approval = null;
        span.end(null, ToolSpan.DENIED);
        answered(reason.advice());
    }

    /** It has its answer. */
    void answered(String text) {
        release();
        running = null;
        answer = text;
    }

    /** The answer for the model, with whatever else it should be told; null while there is none. */
    @Nullable
    String answer() {
        if (answer == null || remarks.isEmpty()) {
            return answer;
        }
        return answer + "\n\n" + String.join("\n", remarks);
    }

    /** The run ends: what still runs is interrupted, and a span that is open is ended. */
    void abandon() {
        if (answer == null) {
            Future<ToolOutput> unfinished = running;
            if (unfinished != null) {
                unfinished.cancel(true);
            }
            span.end(null, "stopped");
            answered("");
        }
    }

    static @Nullable ToolAction firstRunning(List<ToolAction> actions) {
        return actions.stream()
                .filter(action -> action.running != null)
                .findFirst()
                .orElse(null);
    }

    private void release() {
        if (slot != null) {
            slot.close();
            slot = null;
        }
    }
}
