package dev.vedette.agent;

import dev.vedette.agent.limit.Grant;
import dev.vedette.agent.limit.Reservation;
import dev.vedette.agent.limit.ToolSlot;
import dev.vedette.agent.model.ChatMessage;
import dev.vedette.agent.model.ToolRequest;
import dev.vedette.agent.policy.Decision.Reason;
import dev.vedette.agent.policy.Point;
import dev.vedette.agent.tool.Tool;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Does what a model asks for in one answer: first all requests are judged, in order, then those that may happen run side
 * by side, as many at once as the limits let, and the answers come back in the order of the requests. Thread-safe.
 */
final class ToolCalls {
    /** Of one answer. A model has no use for more, and every request costs a span and a judgement. */
    static final int MOST_REQUESTS = 128;

    private static final String LIMITS = "limits";
    private static final Reason TOO_MANY = new Reason(
            "too_many_requests",
            "one answer asks for more than " + MOST_REQUESTS + " tools",
            "You asked for too many tools at once. This request was not looked at. Ask for fewer.");

    private final ToolJudge judge;
    private final ToolRunner runner;
    private final Pauses pauses;

    ToolCalls(ToolJudge judge, ToolRunner runner, Pauses pauses) {
        this.judge = judge;
        this.runner = runner;
        this.pauses = pauses;
    }

    /**
     * Answers all requests.
     *
     * @param tools that were loaded, by name
     * @throws RunEndedException if a limit ends the run
     */
    List<ChatMessage> answer(RunState run, List<ToolRequest> requests, Map<String, Tool> tools)
            throws RunEndedException, InterruptedException {
        List<ToolAction> actions = new ArrayList<>();
        try {
            for (ToolRequest request : requests.subList(0, Math.min(requests.size(), MOST_REQUESTS))) {
                ToolAction action = judge.begin(run, request, tools.get(request.name()));
                actions.add(action);
                judge.judge(run, action);
            }
            for (ToolAction action : actions) {
                judge.awaitApproval(run, action);
                if (action.mayHappen()) {
                    begin(run, action, actions);
                }
            }
            List<ChatMessage> answers = new ArrayList<>();
            for (ToolAction action : actions) {
                answers.add(new ChatMessage.ToolAnswer(action.request().id(), runner.await(run, action)));
            }
            answers.addAll(beyond(run, requests));
            return answers;
        } finally {
            actions.forEach(ToolAction::abandon);
        }
    }

    /** Every request must have an answer, or the provider takes the conversation no more. */
    private static List<ChatMessage> beyond(RunState run, List<ToolRequest> requests) {
        if (requests.size() <= MOST_REQUESTS) {
            return List.of();
        }
        run.span().refused(Point.PRE_TOOL_CALL, LIMITS, TOO_MANY);
        return requests.subList(MOST_REQUESTS, requests.size()).stream()
                .<ChatMessage>map(request -> new ChatMessage.ToolAnswer(request.id(), TOO_MANY.advice()))
                .toList();
    }

    private void begin(RunState run, ToolAction action, List<ToolAction> all)
            throws RunEndedException, InterruptedException {
        while (true) {
            Grant<ToolSlot> grant = run.budget().call(action.tool().name());
            if (grant instanceof Grant.Granted<ToolSlot> granted) {
                runner.start(run, action, granted.held());
                return;
            }
            if (grant instanceof Grant.Exhausted<ToolSlot> exhausted) {
                action.deny(LIMITS, exhausted.reason());
                return;
            }
            ToolAction running = ToolAction.firstRunning(all);
            if (running != null) {
                runner.await(run, running);
            } else {
                waitForOthers(run, ((Grant.Later<ToolSlot>) grant));
            }
        }
    }

    private void waitForOthers(RunState run, Grant.Later<ToolSlot> later)
            throws RunEndedException, InterruptedException {
        Optional<Grant.Exhausted<Reservation>> over = run.budget().exhausted();
        if (over.isPresent()) {
            throw new RunEndedException(new Outcome.LimitReached(
                    over.get().scope().code(), over.get().limit().code()));
        }
        run.stop().interruptibly(() -> {
            pauses.pause(later.after());
            return later;
        });
    }
}
