package dev.vedette.agent;

import dev.vedette.agent.limit.Grant;
import dev.vedette.agent.limit.ToolSlot;
import dev.vedette.agent.model.ChatMessage;
import dev.vedette.agent.model.ToolRequest;
import dev.vedette.agent.tool.Tool;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Does what a model asks for in one answer: first all requests are judged, in order, then those that may happen run side
 * by side, as many at once as the limits let, and the answers come back in the order of the requests. Thread-safe.
 */
final class ToolCalls {
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
        for (ToolRequest request : requests) {
            actions.add(judge.judge(run, request, tools.get(request.name())));
        }
        try {
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
            return answers;
        } finally {
            actions.forEach(ToolAction::abandon);
        }
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
                action.deny("limits", exhausted.reason());
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
        if (run.budget().exhausted().isPresent()) {
            throw new RunEndedException(
                    new Outcome.LimitReached(later.scope().code(), later.limit().code()));
        }
        run.stop().interruptibly(() -> {
            pauses.pause(later.after());
            return later;
        });
    }
}
