package dev.vedette.rules;

import dev.vedette.detection.Observation;
import dev.vedette.detection.ToolPolicy;
import dev.vedette.telemetry.Activity;
import dev.vedette.telemetry.Document;
import dev.vedette.telemetry.LogEvent;
import dev.vedette.telemetry.Message;
import dev.vedette.telemetry.Message.Part;
import dev.vedette.telemetry.Operation;
import dev.vedette.telemetry.ToolDefinition;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Takes an observation apart into the events that one rule wants. A model is sent the whole conversation with every
 * call; only what came after its last answer is new, and only that becomes events.
 */
final class RuleEvents {
    private static final int MAX_EVENTS = 256;
    private static final Set<EventKind> OF_TOOLS =
            EnumSet.of(EventKind.TOOL_CALL, EventKind.TOOL_RESULT, EventKind.TOOL_REQUEST, EventKind.TOOL_RESPONSE);
    private static final Set<EventKind> OF_DOCUMENTS = EnumSet.of(EventKind.RETRIEVAL_DOCUMENT);
    private static final Set<EventKind> OF_MESSAGES = EnumSet.complementOf(EnumSet.of(
            EventKind.TOOL_CALL,
            EventKind.TOOL_RESULT,
            EventKind.RETRIEVAL_DOCUMENT,
            EventKind.MODEL_USAGE,
            EventKind.LOG_EVENT,
            EventKind.SPAN));

    /** What can be in a record, by what it tells. */
    private static final Set<EventKind> SPAN_ALONE = EnumSet.of(EventKind.SPAN);

    private static final Set<EventKind> SPAN_OF_TOOL = with(EventKind.SPAN, OF_TOOLS);
    private static final Set<EventKind> SPAN_OF_DOCUMENTS = with(EventKind.SPAN, OF_DOCUMENTS);
    private static final Set<EventKind> SPAN_OF_MESSAGES = with(EventKind.SPAN, OF_MESSAGES);
    private static final Set<EventKind> LOG_OF_TOOL = with(EventKind.LOG_EVENT, OF_TOOLS);
    private static final Set<EventKind> LOG_OF_DOCUMENTS = with(EventKind.LOG_EVENT, OF_DOCUMENTS);
    private static final Set<EventKind> LOG_OF_MESSAGES = with(EventKind.LOG_EVENT, OF_MESSAGES);

    private final Observation seen;
    private final Set<EventKind> wanted;
    private final ToolPolicy policy;
    private final List<RuleEvent> events = new ArrayList<>(2);

    private RuleEvents(Observation seen, Set<EventKind> wanted, ToolPolicy policy) {
        this.seen = seen;
        this.wanted = wanted;
        this.policy = policy;
    }

    static List<RuleEvent> of(Observation seen, Set<EventKind> wanted, ToolPolicy policy) {
        if (seen instanceof Observation.Increased increased) {
            return wanted.contains(EventKind.MODEL_USAGE) ? MeasuredEvent.of(increased) : List.of();
        }
        Activity activity = seen.activity();
        if (activity == null || Collections.disjoint(wanted, possible(activity))) {
            return List.of();
        }
        RuleEvents found = new RuleEvents(seen, wanted, policy);
        if (activity instanceof LogEvent log) {
            found.add(EventKind.LOG_EVENT, null, null, null, log.body());
            found.conversation(log.input(), log.output());
        } else {
            found.add(EventKind.SPAN, null, null, null, null);
        }
        found.operation(activity.operation());
        return found.events;
    }

    private static Set<EventKind> possible(Activity activity) {
        boolean log = activity instanceof LogEvent;
        Operation operation = activity.operation();
        if (operation instanceof Operation.ToolCall) {
            return log ? LOG_OF_TOOL : SPAN_OF_TOOL;
        }
        if (operation instanceof Operation.Retrieval || operation instanceof Operation.Memory) {
            return log ? LOG_OF_DOCUMENTS : SPAN_OF_DOCUMENTS;
        }
        if (log) {
            return LOG_OF_MESSAGES;
        }
        return speaks(operation) ? SPAN_OF_MESSAGES : SPAN_ALONE;
    }

    private static Set<EventKind> with(EventKind record, Set<EventKind> others) {
        Set<EventKind> kinds = EnumSet.of(record);
        kinds.addAll(others);
        return kinds;
    }

    private static boolean speaks(Operation operation) {
        return operation instanceof Operation.ModelCall
                || operation instanceof Operation.AgentRun
                || operation instanceof Operation.UserPrompt;
    }

    /** What is told for the second time does not happen again, but what was said in it may be told for the first. */
    private void operation(Operation operation) {
        if (operation instanceof Operation.ToolCall call) {
            tool(call);
        } else if (operation instanceof Operation.ModelCall && !seen.isEcho()) {
            add(EventKind.MODEL_CALL, null, null, null, null);
        } else if (operation instanceof Operation.AgentRun) {
            add(EventKind.AGENT_INVOKE, null, null, null, null);
        } else if (operation instanceof Operation.Retrieval retrieval) {
            documents(retrieval.source(), retrieval.query(), retrieval.documents());
        } else if (operation instanceof Operation.Memory memory) {
            documents(memory.store(), memory.query(), memory.records());
        }
        conversation(operation.input(), operation.output());
        definitions(operation.tools());
    }

    /** Of what is told for the second time, it is as if a message told what the tool was given and what it answered. */
    private void tool(Operation.ToolCall call) {
        if (!seen.isEcho()) {
            add(EventKind.TOOL_CALL, call.tool(), call.callId(), call.arguments(), null);
            add(EventKind.TOOL_RESULT, call.tool(), call.callId(), call.arguments(), call.result());
            return;
        }
        if (call.arguments() != null) {
            add(EventKind.TOOL_REQUEST, call.tool(), call.callId(), call.arguments(), null);
        }
        if (call.result() != null) {
            add(EventKind.TOOL_RESPONSE, call.tool(), call.callId(), call.arguments(), call.result());
        }
    }

    private void documents(@Nullable String source, @Nullable String query, List<Document> documents) {
        for (Document document : documents) {
            add(EventKind.RETRIEVAL_DOCUMENT, source, null, query, document.text());
        }
    }

    private void definitions(List<ToolDefinition> tools) {
        if (wanted.contains(EventKind.TOOL_DEFINITION)) {
            for (ToolDefinition tool : tools) {
                String text = tool.definition().isEmpty() ? tool.description() : tool.definition();
                add(EventKind.TOOL_DEFINITION, tool.name(), null, null, text);
            }
        }
    }

    private void conversation(List<Message> input, List<Message> output) {
        int fresh = input.size();
        while (fresh > 0 && !isAssistant(input.get(fresh - 1))) {
            fresh--;
        }
        if (wanted.contains(EventKind.SYSTEM_MESSAGE)) {
            input.stream().filter(RuleEvents::isSystem).forEach(message -> words(EventKind.SYSTEM_MESSAGE, message));
        }
        for (Message message : input.subList(fresh, input.size())) {
            if (!isSystem(message)) {
                if (message.role().equals("user")) {
                    words(EventKind.USER_MESSAGE, message);
                }
                responses(message, fresh == 0 ? null : input.get(fresh - 1));
            }
        }
        for (Message message : output) {
            words(EventKind.ASSISTANT_MESSAGE, message);
            requests(message);
        }
    }

    private void requests(Message message) {
        if (wanted.contains(EventKind.TOOL_REQUEST)) {
            for (Part part : message.parts()) {
                if (part instanceof Part.ToolCallRequest request) {
                    add(EventKind.TOOL_REQUEST, request.name(), request.id(), request.arguments(), null);
                }
            }
        }
    }

    private void responses(Message message, @Nullable Message asked) {
        if (!wanted.contains(EventKind.TOOL_RESPONSE)) {
            return;
        }
        for (Part part : message.parts()) {
            if (part instanceof Part.ToolCallResponse response) {
                String tool = toolOf(response.id(), asked);
                add(EventKind.TOOL_RESPONSE, tool, response.id(), null, response.response());
            }
        }
    }

    /** The name of the tool that the model had asked for under an id. */
    private static @Nullable String toolOf(@Nullable String id, @Nullable Message asked) {
        if (id != null && asked != null) {
            for (Part part : asked.parts()) {
                if (part instanceof Part.ToolCallRequest request && id.equals(request.id())) {
                    return request.name();
                }
            }
        }
        return null;
    }

    private void words(EventKind kind, Message message) {
        if (!wanted.contains(kind)) {
            return;
        }
        String single = null;
        StringBuilder several = null;
        for (Part part : message.parts()) {
            if (part instanceof Part.Text words) {
                if (single == null) {
                    single = words.text();
                } else {
                    several = several == null ? new StringBuilder(single) : several;
                    several.append('\n').append(words.text());
                }
            }
        }
        if (single != null) {
            add(kind, null, null, null, several == null ? single : several.toString());
        }
    }

    private void add(
            EventKind kind,
            @Nullable String tool,
            @Nullable String callId,
            @Nullable String arguments,
            @Nullable String text) {
        if (wanted.contains(kind) && events.size() < MAX_EVENTS) {
            events.add(new ObservedEvent(kind, seen, policy, tool, callId, arguments, text));
        }
    }

    private static boolean isAssistant(Message message) {
        return message.role().equals("assistant")
                || message.role().equals("model")
                || message.role().equals("ai");
    }

    private static boolean isSystem(Message message) {
        return message.role().equals("system") || message.role().equals("developer");
    }
}
