package dev.vedette.agent.model;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;

/** The Responses API. */
final class ResponsesApi implements ModelApi {
    private static final ObjectMapper JSON = new ObjectMapper();

    @Override
    public ObjectNode body(ScriptedAnswer answer) {
        ObjectNode body = head();
        body.put("status", status(answer));
        if (body.path("status").asText().equals("incomplete")) {
            String reason = answer.finishReason().equals("length") ? "max_output_tokens" : answer.finishReason();
            body.putObject("incomplete_details").put("reason", reason);
        }
        ArrayNode output = body.putArray("output");
        if (!answer.text().isEmpty() || !answer.refusal().isEmpty()) {
            describe(output.addObject(), answer);
        }
        answer.calls().forEach(call -> describe(output.addObject(), call));
        body.set("usage", usage());
        return body;
    }

    private static String status(ScriptedAnswer answer) {
        return switch (answer.finishReason()) {
            case "length", "content_filter" -> "incomplete";
            default -> "completed";
        };
    }

    @Override
    public List<String> events(ScriptedAnswer answer) {
        List<String> events = new ArrayList<>();
        ObjectNode created = head().put("status", "in_progress");
        created.putArray("output");
        events.add(event("response.created", wrap(created)));
        for (String piece : answer.pieces()) {
            events.add(event("response.output_text.delta", place("msg_1").put("delta", piece)));
        }
        if (!answer.refusal().isEmpty()) {
            events.add(event("response.refusal.delta", place("msg_1").put("delta", answer.refusal())));
        }
        for (ToolRequest call : answer.calls()) {
            events.add(event(
                    "response.function_call_arguments.delta", place("fc_1").put("delta", call.arguments())));
        }
        ObjectNode body = body(answer);
        events.add(event("response." + body.path("status").asText(), wrap(body)));
        return events;
    }

    private static ObjectNode wrap(ObjectNode response) {
        ObjectNode event = JSON.createObjectNode();
        event.set("response", response);
        return event;
    }

    private static ObjectNode place(String item) {
        ObjectNode event = JSON.createObjectNode();
        event.put("item_id", item).put("output_index", 0).put("content_index", 0);
        event.putArray("logprobs");
        return event;
    }

    private static void describe(ObjectNode item, ScriptedAnswer answer) {
        item.put("id", "msg_1").put("type", "message").put("role", "assistant").put("status", "completed");
        ArrayNode content = item.putArray("content");
        if (!answer.text().isEmpty()) {
            ObjectNode text = content.addObject().put("type", "output_text").put("text", answer.text());
            text.putArray("annotations");
        }
        if (!answer.refusal().isEmpty()) {
            content.addObject().put("type", "refusal").put("refusal", answer.refusal());
        }
    }

    private static void describe(ObjectNode item, ToolRequest call) {
        item.put("id", "fc_1").put("type", "function_call").put("status", "completed");
        item.put("call_id", call.id()).put("name", call.name()).put("arguments", call.arguments());
    }

    private static ObjectNode head() {
        return JSON.createObjectNode()
                .put("id", "resp_1")
                .put("object", "response")
                .put("created_at", 1_700_000_000)
                .put("model", "scripted-2026");
    }

    private static ObjectNode usage() {
        ObjectNode usage = JSON.createObjectNode()
                .put("input_tokens", 21)
                .put("output_tokens", 8)
                .put("total_tokens", 29);
        usage.putObject("input_tokens_details").put("cached_tokens", 5);
        usage.putObject("output_tokens_details").put("reasoning_tokens", 3);
        return usage;
    }

    private static String event(String type, ObjectNode data) {
        return "event: " + type + "\ndata: " + data.put("type", type).put("sequence_number", 0) + "\n\n";
    }
}
