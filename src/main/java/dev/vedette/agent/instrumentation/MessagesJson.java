package dev.vedette.agent.instrumentation;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vedette.agent.model.ChatMessage;
import dev.vedette.agent.model.ModelReply;
import dev.vedette.agent.model.ModelTool;
import dev.vedette.agent.model.ToolRequest;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * Conversations in the JSON of the GenAI conventions, masked. A message is masked once and kept, since a conversation
 * is written again with every call; one of these serves one run. Thread-safe.
 */
final class MessagesJson {
    /** Of one attribute, in characters: receivers cut or refuse what is longer. */
    static final int LONGEST = 200_000;

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private final UnaryOperator<String> mask;
    private final IdentityHashMap<ChatMessage, String> written = new IdentityHashMap<>();

    MessagesJson(UnaryOperator<String> mask) {
        this.mask = mask;
    }

    /** The messages; the oldest are left out when there are too many, and a message in their place says so. */
    synchronized String input(List<ChatMessage> messages) {
        Deque<String> kept = new ArrayDeque<>();
        int length = 0;
        for (int at = messages.size() - 1; at >= 0; at--) {
            String json = written.computeIfAbsent(messages.get(at), message -> write(message));
            length += json.length();
            if (length > LONGEST && !kept.isEmpty()) {
                kept.addFirst(message("system", text((at + 1) + " earlier messages are left out here"))
                        .toString());
                break;
            }
            kept.addFirst(json);
        }
        return "[" + String.join(",", kept) + "]";
    }

    /** A model's answer. */
    String output(ModelReply reply) {
        ObjectNode message = assistant(reply.text(), reply.toolRequests());
        message.put("finish_reason", reply.finishReason());
        return JSON.arrayNode().add(message).toString();
    }

    /** One text as the message of this role. */
    String single(String role, String text) {
        return JSON.arrayNode().add(message(role, text(mask.apply(text)))).toString();
    }

    /** The instructions, which are parts without a message around them. */
    String instructions(String text) {
        return JSON.arrayNode().add(text(mask.apply(text))).toString();
    }

    /** The definitions of the tools that the model may ask for. */
    static String definitions(List<ModelTool> tools) {
        StringBuilder json = new StringBuilder("[");
        for (ModelTool tool : tools) {
            ObjectNode node = JSON.objectNode();
            node.put("type", "function");
            node.put("name", tool.name());
            node.put("description", tool.description());
            String open = node.toString();
            json.append(json.length() > 1 ? "," : "")
                    .append(open, 0, open.length() - 1)
                    .append(",\"parameters\":")
                    .append(tool.parameters())
                    .append('}');
        }
        return json.append(']').toString();
    }

    private String write(ChatMessage message) {
        if (message instanceof ChatMessage.User user) {
            return message("user", text(mask.apply(user.text()))).toString();
        }
        if (message instanceof ChatMessage.Assistant assistant) {
            return assistant(assistant.text(), assistant.toolRequests()).toString();
        }
        if (message instanceof ChatMessage.ToolAnswer answer) {
            ObjectNode part = JSON.objectNode();
            part.put("type", "tool_call_response");
            part.put("id", answer.requestId());
            part.put("response", mask.apply(answer.text()));
            return message("tool", part).toString();
        }
        return message("system", text(((ChatMessage.Notice) message).text())).toString();
    }

    private ObjectNode assistant(String words, List<ToolRequest> requests) {
        ObjectNode message = message("assistant");
        ArrayNode parts = (ArrayNode) message.get("parts");
        if (!words.isEmpty()) {
            parts.add(text(mask.apply(words)));
        }
        int length = words.length();
        for (ToolRequest request : requests) {
            length += request.name().length() + request.arguments().length();
            if (length > LONGEST) {
                parts.add(text("further requests for tools are left out here"));
                break;
            }
            ObjectNode part = parts.addObject();
            part.put("type", "tool_call");
            part.put("id", request.id());
            part.put("name", mask.apply(request.name()));
            part.put("arguments", mask.apply(request.arguments()));
        }
        return message;
    }

    private static ObjectNode message(String role, ObjectNode... parts) {
        ObjectNode message = JSON.objectNode();
        message.put("role", role);
        message.putArray("parts").addAll(List.of(parts));
        return message;
    }

    private static ObjectNode text(String words) {
        ObjectNode part = JSON.objectNode();
        part.put("type", "text");
        part.put("content", words);
        return part;
    }
}
