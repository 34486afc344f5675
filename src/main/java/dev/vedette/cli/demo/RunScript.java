package dev.vedette.cli.demo;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.random.RandomGenerator;

/**
 * Writes one run of an agent as spans of the OpenTelemetry GenAI conventions, at whatever time it is told to. A script
 * is used once and by one thread.
 */
final class RunScript {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Tracer tracer;
    private final Member member;
    private final RandomGenerator random;
    private final Span root;
    private final Context context;
    private final String session = "conv_" + UUID.randomUUID();
    private Instant now;

    RunScript(Tracer tracer, Member member, RandomGenerator random, Instant start) {
        this.tracer = tracer;
        this.member = member;
        this.random = random;
        this.now = start;
        this.root = tracer.spanBuilder("invoke_agent " + member.agent())
                .setNoParent()
                .setStartTimestamp(start)
                .setAttribute("gen_ai.operation.name", "invoke_agent")
                .setAttribute("gen_ai.provider.name", member.provider())
                .setAttribute("gen_ai.agent.name", member.agent())
                .setAttribute("gen_ai.conversation.id", session)
                .setAttribute("gen_ai.request.model", member.model())
                .setAttribute("gen_ai.tool.definitions", definitions())
                .startSpan();
        this.context = Context.root().with(root);
    }

    /** The whole of an ordinary run: think, call a tool or two, answer. */
    void ordinary() {
        String task = pick(member.tasks());
        int turns = 1 + random.nextInt(3);
        for (int turn = 0; turn < turns; turn++) {
            Member.Tool tool = pick(member.tools());
            think(task, "I will use " + tool.name() + ".", tool);
            tool(tool.name(), tool.arguments(), tool.result(), random.nextInt(60) == 0);
        }
        answer(task, "Done: " + task);
        end();
    }

    /** The model asks for a tool. */
    void think(String task, String says, Member.Tool tool) {
        ObjectNode call = JSON.createObjectNode();
        call.put("type", "tool_call");
        call.put("id", "call_" + Long.toHexString(random.nextLong()));
        call.put("name", tool.name());
        call.put("arguments", tool.arguments());
        chat(task, says, call, "tool_call", 0);
    }

    /** The model answers. */
    void answer(String task, String says) {
        chat(task, says, null, "stop", 0);
    }

    /** A call of the model that fails. */
    void failedModelCall(String task, String errorType) {
        Span span = startChat(task);
        span.setAttribute("error.type", errorType);
        span.setStatus(StatusCode.ERROR, "The provider answered " + errorType);
        pass(Duration.ofMillis(80));
        span.end(now);
    }

    /** One execution of a tool. */
    void tool(String name, String arguments, String result, boolean fails) {
        Span span = tracer.spanBuilder("execute_tool " + name)
                .setParent(context)
                .setStartTimestamp(now)
                .setAttribute("gen_ai.operation.name", "execute_tool")
                .setAttribute("gen_ai.tool.name", name)
                .setAttribute("gen_ai.tool.type", "function")
                .setAttribute("gen_ai.agent.name", member.agent())
                .setAttribute("gen_ai.conversation.id", session)
                .setAttribute("gen_ai.tool.call.id", "call_" + Long.toHexString(random.nextLong()))
                .setAttribute("gen_ai.tool.call.arguments", arguments)
                .startSpan();
        if (fails) {
            span.setAttribute("error.type", "timeout");
            span.setStatus(StatusCode.ERROR, "The tool did not answer in time");
        } else {
            span.setAttribute("gen_ai.tool.call.result", result);
        }
        pass(Duration.ofMillis(20 + random.nextInt(fails ? 2_000 : 300)));
        span.end(now);
    }

    /** The run is over. */
    void end() {
        pass(Duration.ofMillis(5));
        root.end(now);
    }

    /** Time passes within the run, without anybody waiting for it. */
    void pass(Duration duration) {
        now = now.plus(duration);
    }

    private void chat(
            String task, String says, @org.jspecify.annotations.Nullable ObjectNode call, String finish, int extra) {
        Span span = startChat(task);
        ArrayNode output = JSON.createArrayNode();
        ObjectNode message = output.addObject().put("role", "assistant").put("finish_reason", finish);
        ArrayNode parts = message.putArray("parts");
        parts.addObject().put("type", "text").put("content", says);
        if (call != null) {
            parts.add(call);
        }
        span.setAttribute("gen_ai.output.messages", text(output));
        span.setAttribute(AttributeKey.stringArrayKey("gen_ai.response.finish_reasons"), List.of(finish));
        span.setAttribute("gen_ai.response.model", member.model());
        span.setAttribute("gen_ai.usage.input_tokens", 300L + random.nextInt(1_500) + extra);
        span.setAttribute("gen_ai.usage.output_tokens", 20L + random.nextInt(300));
        pass(Duration.ofMillis(300 + random.nextInt(1_500)));
        span.end(now);
    }

    private Span startChat(String task) {
        pass(Duration.ofMillis(2));
        ArrayNode input = JSON.createArrayNode();
        input.addObject()
                .put("role", "user")
                .putArray("parts")
                .addObject()
                .put("type", "text")
                .put("content", task);
        return tracer.spanBuilder("chat " + member.model())
                .setParent(context)
                .setSpanKind(SpanKind.CLIENT)
                .setStartTimestamp(now)
                .setAttribute("gen_ai.operation.name", "chat")
                .setAttribute("gen_ai.provider.name", member.provider())
                .setAttribute("gen_ai.agent.name", member.agent())
                .setAttribute("gen_ai.conversation.id", session)
                .setAttribute("gen_ai.request.model", member.model())
                .setAttribute("gen_ai.input.messages", text(input))
                .startSpan();
    }

    private String definitions() {
        ArrayNode definitions = JSON.createArrayNode();
        for (Member.Tool tool : member.tools()) {
            definitions
                    .addObject()
                    .put("type", "function")
                    .put("name", tool.name())
                    .put("description", tool.description());
        }
        return text(definitions);
    }

    private static String text(ArrayNode node) {
        try {
            return JSON.writeValueAsString(node);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private <T> T pick(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }
}
