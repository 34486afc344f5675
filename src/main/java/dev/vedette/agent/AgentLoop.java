package dev.vedette.agent;

import dev.vedette.agent.brake.BrakeGuard;
import dev.vedette.agent.limit.Pressure;
import dev.vedette.agent.model.ChatMessage;
import dev.vedette.agent.model.ModelReply;
import dev.vedette.agent.model.ModelRequest;
import dev.vedette.agent.model.ModelTool;
import dev.vedette.agent.policy.Ruling;
import dev.vedette.agent.policy.Situation;
import dev.vedette.agent.tool.Tool;
import dev.vedette.agent.tool.ToolDefinition;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A run from its start to its end: ask the model, do what it asks for as far as the policy lets, ask again, until it has
 * nothing more to ask. Thread-safe.
 */
final class AgentLoop {
    private static final Logger LOG = LoggerFactory.getLogger(AgentLoop.class);
    private static final ChatMessage FINISH = new ChatMessage.Notice(
            "Most of what may be used for this task is used. Begin nothing new. Finish now with what you have.");
    private static final ChatMessage SCHEMA = new ChatMessage.Notice(
            "Your answer does not meet the schema that was asked for. Give it again, as that schema says.");
    private static final String BROKEN_OFF =
            "A question before this one was broken off. What these tools did for it may be done already: ";
    private static final Duration LONGEST = Duration.ofDays(1);

    private final ModelTurn models;
    private final ToolCalls tools;

    AgentLoop(ModelTurn models, ToolCalls tools) {
        this.models = models;
        this.tools = tools;
    }

    /** Runs to the end, whatever that is. Does not throw, and leaves the conversation fit to go on. */
    RunResult run(RunState run, List<ChatMessage> conversation, String input, boolean streamed) {
        int before = conversation.size();
        String text = "";
        Outcome outcome;
        try {
            text = answer(run, conversation, input, streamed);
            outcome = new Outcome.Completed();
        } catch (AnswerCutException cut) {
            text = cut.text();
            outcome = new Outcome.Failed(cut.errorType());
        } catch (RunEndedException ended) {
            outcome = ended(run, ended.outcome());
        } catch (InterruptedException interrupted) {
            outcome = stopped(run);
        } catch (RuntimeException | Error fault) {
            outcome = failed(run, fault);
        }
        tidy(run, conversation, before, outcome);
        return end(run, outcome, text);
    }

    private String answer(RunState run, List<ChatMessage> conversation, String input, boolean streamed)
            throws RunEndedException, AnswerCutException, InterruptedException {
        run.require(new Situation.Start(run), run.span());
        Map<String, Tool> loaded = load(run);
        List<ModelTool> shown =
                loaded.values().stream().map(tool -> shown(tool.definition())).toList();
        begin(run, conversation, input, shown);
        boolean warned = false;
        boolean repaired = false;
        while (true) {
            if (!warned && run.budget().pressure() != Pressure.EASY) {
                conversation.add(FINISH);
                warned = true;
            }
            AnswerStream stream = streamed ? run.enforcement().stream(run) : AnswerStream.NONE;
            ModelReply reply = models.ask(run, question(run, conversation, shown, streamed), stream);
            stream.finish();
            conversation.add(new ChatMessage.Assistant(reply.text(), reply.toolRequests()));
            boolean accepted = reply.toolRequests().isEmpty() && run.agent().accepts(reply.text());
            if (!reply.toolRequests().isEmpty()) {
                conversation.addAll(tools.answer(run, reply.toolRequests(), loaded));
            } else if (accepted || repaired) {
                return output(run, conversation, reply, accepted, streamed);
            } else {
                stream.restart();
                conversation.add(SCHEMA);
                repaired = true;
            }
        }
    }

    private static void begin(RunState run, List<ChatMessage> conversation, String input, List<ModelTool> shown)
            throws RunEndedException {
        String clean = run.require(new Situation.Input(run, input), run.span()).text();
        run.span().given(run.agent().instructions(), shown, clean);
        conversation.add(new ChatMessage.User(clean));
    }

    /** A brake may be seen by a guard before it has reached this run: it stops the run either way. */
    private static Outcome ended(RunState run, Outcome outcome) {
        boolean braked =
                outcome instanceof Outcome.Refused refused && refused.reason().equals(BrakeGuard.STOPPED);
        return run.stop()
                .reason()
                .<Outcome>map(Outcome.Stopped::new)
                .orElse(braked ? new Outcome.Stopped(StopSignal.BRAKED) : outcome);
    }

    /** Without the message and the causes, which could quote what was said. */
    private static Outcome failed(RunState run, Throwable fault) {
        String type = fault.getClass().getName();
        StackTraceElement[] trace = fault.getStackTrace();
        LOG.error(
                "a run of {} failed with {} at {}", run.principal().agent(), type, trace.length == 0 ? "?" : trace[0]);
        return new Outcome.Failed(type);
    }

    /**
     * Of a turn that broke off nothing stays, since half of one is nothing that providers take; but what its tools have
     * changed is changed, and a model that did not know would do it again. What the runtime itself said was for this turn.
     */
    private static void tidy(RunState run, List<ChatMessage> conversation, int before, Outcome outcome) {
        List<ChatMessage> turn = conversation.subList(before, conversation.size());
        if (outcome instanceof Outcome.Completed) {
            turn.removeIf(message -> message.equals(FINISH) || message.equals(SCHEMA));
            return;
        }
        turn.clear();
        if (!run.changing().isEmpty()) {
            conversation.add(new ChatMessage.Notice(BROKEN_OFF + String.join(", ", run.changing()) + "."));
        }
    }

    private static Map<String, Tool> load(RunState run) {
        Map<String, Tool> loaded = new LinkedHashMap<>();
        for (Tool tool : run.agent().tools()) {
            if (run.judge(new Situation.ToolLoad(run, tool.definition()), run.span())
                    .proceeds()) {
                loaded.put(tool.name(), tool);
            }
        }
        return loaded;
    }

    private static ModelTool shown(ToolDefinition tool) {
        return new ModelTool(tool.name(), tool.description(), tool.parameters(), tool.strict());
    }

    private static ModelRequest question(
            RunState run, List<ChatMessage> conversation, List<ModelTool> shown, boolean streamed) {
        Agent agent = run.agent();
        return new ModelRequest(
                agent.instructions(),
                conversation,
                shown,
                agent.settings(),
                agent.answerSchema(),
                streamed,
                LONGEST,
                Map.of());
    }

    /** What the caller is told. The conversation keeps what was told, not what was held back. */
    private static String output(
            RunState run, List<ChatMessage> conversation, ModelReply reply, boolean accepted, boolean streamed)
            throws RunEndedException, AnswerCutException {
        Ruling ruling = run.require(new Situation.Output(run, reply.text()), run.span());
        if (streamed && run.enforcement().holdsOutput() && !ruling.text().isEmpty()) {
            run.tell(new RunEvent.Text(ruling.text()));
        }
        if (!reply.finishReason().equals("stop")) {
            throw new AnswerCutException(reply.finishReason(), ruling.text());
        }
        if (!accepted) {
            throw new AnswerCutException("invalid_answer", ruling.text());
        }
        conversation.set(conversation.size() - 1, new ChatMessage.Assistant(ruling.text(), List.of()));
        return ruling.text();
    }

    private static Outcome stopped(RunState run) {
        return run.stop().reason().<Outcome>map(Outcome.Stopped::new).orElseGet(() -> {
            Thread.currentThread().interrupt();
            return new Outcome.Stopped("the calling thread was interrupted");
        });
    }

    private static RunResult end(RunState run, Outcome outcome, String text) {
        run.judge(new Situation.Shutdown(run), run.span());
        RunResult result = new RunResult(
                outcome,
                text,
                run.tokens(),
                run.modelCalls(),
                run.toolCalls(),
                run.principal().session(),
                run.principal().run(),
                run.span().traceId());
        run.span()
                .end(
                        outcome.code(),
                        errorType(outcome),
                        text,
                        result.tokens(),
                        result.modelCalls(),
                        result.toolCalls());
        run.tell(new RunEvent.Finished(result));
        return result;
    }

    private static @Nullable String errorType(Outcome outcome) {
        if (outcome instanceof Outcome.Failed failed) {
            return failed.errorType();
        }
        return outcome instanceof Outcome.Completed ? null : outcome.code();
    }
}
