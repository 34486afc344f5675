package dev.vedette.agent.model;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;

/** Chat Completions. */
final class ChatCompletionsApi implements ModelApi {
    private static final ObjectMapper JSON = new ObjectMapper();

    @Override
    public ObjectNode body(ScriptedAnswer answer) {
        ObjectNode body = head("chat.completion");
        ObjectNode choice = body.putArray("choices").addObject();
        choice.put("index", 0).put("finish_reason", answer.finishReason());
        ObjectNode message = choice.putObject("message");
        message.put("role", "assistant").put("content", answer.text().isEmpty() ? null : answer.text());
        message.put("refusal", answer.refusal().isEmpty() ? null : answer.refusal());
        if (!answer.calls().isEmpty()) {
            ArrayNode calls = message.putArray("tool_calls");
            answer.calls().forEach(call -> describe(calls.addObject(), call, call.arguments()));
        }
        body.set("usage", usage());
        return body;
    }

    @Override
    public List<String> events(ScriptedAnswer answer) {
        List<String> events = new ArrayList<>();
        events.add(delta(JSON.createObjectNode().put("role", "assistant").put("content", "")));
        answer.pieces()
                .forEach(piece -> events.add(delta(JSON.createObjectNode().put("content", piece))));
        if (!answer.refusal().isEmpty()) {
            events.add(delta(JSON.createObjectNode().put("refusal", answer.refusal())));
        }
        for (int place = 0; place < answer.calls().size(); place++) {
            events.addAll(call(place, answer.calls().get(place)));
        }
        ObjectNode end = chunk(JSON.createObjectNode());
        ((ObjectNode) end.at("/choices/0")).put("finish_reason", answer.finishReason());
        events.add(event(end));
        ObjectNode usage = head("chat.completion.chunk");
        usage.putArray("choices");
        usage.set("usage", usage());
        events.add(event(usage));
        events.add("data: [DONE]\n\n");
        return events;
    }

    /** The name first, then the arguments in two pieces. */
    private static List<String> call(int place, ToolRequest call) {
        int half = call.arguments().length() / 2;
        ObjectNode first = JSON.createObjectNode();
        describe(first.putArray("tool_calls").addObject().put("index", place), call, "");
        return List.of(
                delta(first),
                delta(more(place, call.arguments().substring(0, half))),
                delta(more(place, call.arguments().substring(half))));
    }

    private static ObjectNode more(int place, String arguments) {
        ObjectNode delta = JSON.createObjectNode();
        ObjectNode call = delta.putArray("tool_calls").addObject().put("index", place);
        call.putObject("function").put("arguments", arguments);
        return delta;
    }

    private static void describe(ObjectNode node, ToolRequest call, String arguments) {
        node.put("id", call.id()).put("type", "function");
        node.putObject("function").put("name", call.name()).put("arguments", arguments);
    }

    private static String delta(ObjectNode delta) {
        return event(chunk(delta));
    }

    private static ObjectNode chunk(ObjectNode delta) {
        ObjectNode chunk = head("chat.completion.chunk");
        ObjectNode choice = chunk.putArray("choices").addObject().put("index", 0);
        choice.set("delta", delta);
        choice.putNull("finish_reason");
        return chunk;
    }

    private static ObjectNode head(String object) {
        return JSON.createObjectNode()
                .put("id", "chatcmpl-1")
                .put("object", object)
                .put("created", 1_700_000_000)
                .put("model", "scripted-2026");
    }

    private static ObjectNode usage() {
        ObjectNode usage = JSON.createObjectNode()
                .put("prompt_tokens", 21)
                .put("completion_tokens", 8)
                .put("total_tokens", 29);
        usage.putObject("prompt_tokens_details").put("cached_tokens", 5);
        usage.putObject("completion_tokens_details").put("reasoning_tokens", 3);
        return usage;
    }

    private static String event(ObjectNode data) {
        return "data: " + data + "\n\n";
    }
}
