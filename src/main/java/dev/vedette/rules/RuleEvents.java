package dev.vedette.rules;

import dev.vedette.detection.Observation;
import dev.vedette.detection.Observation.LogRecorded;
import dev.vedette.detection.Observation.SpanEnded;
import dev.vedette.detection.ToolPolicy;
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
    private static final Set<EventKind> OF_SPANS = EnumSet.of(EventKind.SPAN);
    private static final Set<EventKind> OF_TOOLS =
            EnumSet.of(EventKind.SPAN, EventKind.TOOL_CALL, EventKind.TOOL_RESULT);
    private static final Set<EventKind> OF_RETRIEVALS = EnumSet.of(EventKind.SPAN, EventKind.RETRIEVAL_DOCUMENT);
    private static final Set<EventKind> OF_MODELS = EnumSet.complementOf(
            EnumSet.of(EventKind.TOOL_CALL, EventKind.TOOL_RESULT, EventKind.RETRIEVAL_DOCUMENT, EventKind.LOG_EVENT));
    private static final Set<EventKind> OF_LOGS = EnumSet.complementOf(
            EnumSet.of(EventKind.TOOL_CALL, EventKind.TOOL_RESULT, EventKind.RETRIEVAL_DOCUMENT, EventKind.SPAN));

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
        if (Collections.disjoint(wanted, possible(seen))) {
            return List.of();
        }
        if (seen instanceof SpanEnded ended) {
            RuleEvents found = new RuleEvents(seen, wanted, policy);
            found.add(EventKind.SPAN, null, null, null, null);
            found.operation(ended.span().operation());
            return found.events;
        }
        if (seen instanceof LogRecorded log) {
            RuleEvents found = new RuleEvents(seen, wanted, policy);
            found.add(EventKind.LOG_EVENT, null, null, null, log.log().body());
            found.conversation(log.log().input(), log.log().output());
            return found.events;
        }
        return List.of();
    }

    private static Set<EventKind> possible(Observation seen) {
        if (seen instanceof SpanEnded ended) {
            Operation operation = ended.span().operation();
            if (operation instanceof Operation.ToolCall) {
                return OF_TOOLS;
            }
            if (operation instanceof Operation.ModelCall || operation instanceof Operation.AgentRun) {
                return OF_MODELS;
            }
            return operation instanceof Operation.Retrieval ? OF_RETRIEVALS : OF_SPANS;
        }
        return OF_LOGS;
    }

    private void operation(Operation operation) {
        if (operation instanceof Operation.ToolCall call) {
            add(EventKind.TOOL_CALL, call.tool(), call.callId(), call.arguments(), null);
            add(EventKind.TOOL_RESULT, call.tool(), call.callId(), call.arguments(), call.result());
        } else if (operation instanceof Operation.ModelCall call) {
            add(EventKind.MODEL_CALL, null, null, null, null);
            conversation(call.input(), call.output());
            definitions(call.tools());
        } else if (operation instanceof Operation.AgentRun run) {
            add(EventKind.AGENT_INVOKE, null, null, null, null);
            conversation(run.input(), run.output());
            definitions(run.tools());
        } else if (operation instanceof Operation.Retrieval retrieval) {
            for (String document : retrieval.documents()) {
                add(EventKind.RETRIEVAL_DOCUMENT, retrieval.source(), null, retrieval.query(), document);
            }
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
