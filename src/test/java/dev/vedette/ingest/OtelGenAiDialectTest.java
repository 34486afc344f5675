package dev.vedette.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vedette.telemetry.LogEvent;
import dev.vedette.telemetry.Message;
import dev.vedette.telemetry.Message.Part;
import dev.vedette.telemetry.Operation;
import dev.vedette.telemetry.Span;
import dev.vedette.telemetry.ToolDefinition;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OtelGenAiDialectTest {
    private final Normalizer normalizer = Normalizer.standard();

    @Test
    void readsAModelCallWithStructuredMessages() {
        Span span = normalizer.normalize(RawSpans.named("chat gpt-4o")
                .with("gen_ai.operation.name", "chat")
                .with("gen_ai.provider.name", "openai")
                .with("gen_ai.request.model", "gpt-4o")
                .with("gen_ai.response.model", "gpt-4o-2024-08-06")
                .with("gen_ai.system_instructions", "[{\"type\":\"text\",\"content\":\"Be brief.\"}]")
                .with(
                        "gen_ai.input.messages",
                        "[{\"role\":\"user\",\"parts\":[{\"type\":\"text\",\"content\":\"Weather?\"}]}]")
                .with(
                        "gen_ai.output.messages",
                        "[{\"role\":\"assistant\",\"parts\":[{\"type\":\"reasoning\",\"content\":\"Hm\"},"
                                + "{\"type\":\"tool_call\",\"id\":\"c1\",\"name\":\"weather\",\"arguments\":{\"city\":\"Paris\"}}],"
                                + "\"finish_reason\":\"tool_calls\"}]")
                .with("gen_ai.response.finish_reasons", List.of("tool_calls"))
                .with("gen_ai.usage.input_tokens", 61L)
                .with("gen_ai.usage.output_tokens", "15")
                .with("gen_ai.usage.cost", 0.002)
                .with("gen_ai.response.time_to_first_chunk", 0.25)
                .build());

        assertThat(span.dialect()).isEqualTo("otel-genai");
        Operation.ModelCall call = (Operation.ModelCall) span.operation();
        assertThat(call.provider()).isEqualTo("openai");
        assertThat(call.model()).isEqualTo("gpt-4o-2024-08-06");
        assertThat(call.input()).containsExactly(Message.text("system", "Be brief."), Message.text("user", "Weather?"));
        assertThat(call.output())
                .containsExactly(new Message(
                        "assistant",
                        List.of(
                                new Part.Reasoning("Hm"),
                                new Part.ToolCallRequest("c1", "weather", "{\"city\":\"Paris\"}")),
                        "tool_call"));
        assertThat(call.finishReasons()).containsExactly("tool_call");
        assertThat(call.timeToFirstTokenNanos()).isEqualTo(250_000_000L);
        assertThat(span.usage().inputTokens()).isEqualTo(61L);
        assertThat(span.usage().outputTokens()).isEqualTo(15L);
        assertThat(span.usage().costUsd()).isEqualTo(0.002);
        assertThat(span.usage().own()).isTrue();
    }

    @Test
    void readsMessagesAlsoAsStructuredValues() {
        Span span = normalizer.normalize(RawSpans.named("chat")
                .with("gen_ai.operation.name", "chat")
                .with(
                        "gen_ai.input.messages",
                        List.of(Map.of(
                                "role",
                                "tool",
                                "parts",
                                List.of(Map.of(
                                        "type", "tool_call_response", "id", "c1", "response", Map.of("t", 14L))))))
                .build());

        assertThat(((Operation.ModelCall) span.operation()).input())
                .containsExactly(new Message("tool", List.of(new Part.ToolCallResponse("c1", "{\"t\":14}")), null));
    }

    @Test
    void readsDeprecatedNames() {
        Span span = normalizer.normalize(RawSpans.named("chat")
                .with("gen_ai.system", "Vertex_AI")
                .with("gen_ai.request.model", "gemini-pro")
                .with("gen_ai.usage.prompt_tokens", 10L)
                .with("gen_ai.usage.completion_tokens", 5L)
                .with("gen_ai.prompt", "[{\"role\":\"user\",\"content\":\"Hello\"}]")
                .with("gen_ai.completion", "Hi there")
                .build());

        Operation.ModelCall call = (Operation.ModelCall) span.operation();
        assertThat(call.provider()).isEqualTo("gcp.vertex_ai");
        assertThat(call.input()).containsExactly(Message.text("user", "Hello"));
        assertThat(call.output()).containsExactly(Message.text("assistant", "Hi there"));
        assertThat(span.usage().countedTokens()).isEqualTo(15);
    }

    @Test
    void readsMessagesFromSpanEvents() {
        Span span = normalizer.normalize(RawSpans.named("chat gpt")
                .with("gen_ai.operation.name", "chat")
                .event("gen_ai.system.message", Map.of("content", "Be kind"))
                .event("gen_ai.user.message", Map.of("gen_ai.event.content", "{\"content\":\"Hi\",\"role\":\"user\"}"))
                .event(
                        "gen_ai.assistant.message",
                        Map.of(
                                "tool_calls",
                                "[{\"id\":\"c9\",\"type\":\"function\",\"function\":{\"name\":\"f\",\"arguments\":\"{}\"}}]"))
                .event("gen_ai.tool.message", Map.of("content", "42", "id", "c9"))
                .event("gen_ai.choice", Map.of("message", "{\"content\":\"Done\"}", "finish_reason", "stop"))
                .build());

        Operation.ModelCall call = (Operation.ModelCall) span.operation();
        assertThat(call.input())
                .containsExactly(
                        Message.text("system", "Be kind"),
                        Message.text("user", "Hi"),
                        new Message("assistant", List.of(new Part.ToolCallRequest("c9", "f", "{}")), null),
                        new Message("tool", List.of(new Part.ToolCallResponse("c9", "42")), null));
        assertThat(call.output()).containsExactly(new Message("assistant", List.of(new Part.Text("Done")), "stop"));
    }

    @Test
    void readsContentEventsAndDetailsEvents() {
        Span old = normalizer.normalize(RawSpans.named("chat")
                .event("gen_ai.content.prompt", Map.of("gen_ai.prompt", "[{\"role\":\"user\",\"content\":\"A\"}]"))
                .event("gen_ai.content.completion", Map.of("gen_ai.completion", "B"))
                .build());
        Span details = normalizer.normalize(RawSpans.named("chat")
                .with("gen_ai.operation.name", "chat")
                .event(
                        "gen_ai.client.inference.operation.details",
                        Map.of("gen_ai.input.messages", "[{\"role\":\"user\",\"parts\":[{\"content\":\"A\"}]}]"))
                .build());

        assertThat(((Operation.ModelCall) old.operation()).input()).containsExactly(Message.text("user", "A"));
        assertThat(((Operation.ModelCall) old.operation()).output()).containsExactly(Message.text("assistant", "B"));
        assertThat(((Operation.ModelCall) details.operation()).input()).containsExactly(Message.text("user", "A"));
    }

    @Test
    void readsAToolCall() {
        Span span = normalizer.normalize(RawSpans.named("execute_tool send_money")
                .with("gen_ai.operation.name", "execute_tool")
                .with("gen_ai.tool.call.id", "c1")
                .with("gen_ai.tool.call.arguments", Map.of("to", "DE02"))
                .with("gen_ai.tool.call.result", "sent")
                .build());

        assertThat(span.operation())
                .isEqualTo(new Operation.ToolCall("send_money", "c1", null, "{\"to\":\"DE02\"}", "sent"));
    }

    @Test
    void readsAToolCallWhoseContentIsInEvents() {
        Span span = normalizer.normalize(RawSpans.named("execute_tool t")
                .with("gen_ai.operation.name", "execute_tool")
                .with("gen_ai.tool.name", "t")
                .event("gen_ai.tool.message", Map.of("content", "{\"q\":1}", "id", "c"))
                .event("gen_ai.choice", Map.of("message", "[{\"text\":\"one\"}]"))
                .build());

        Operation.ToolCall call = (Operation.ToolCall) span.operation();
        assertThat(call.arguments()).isEqualTo("{\"q\":1}");
        assertThat(call.result()).isEqualTo("[{\"text\":\"one\"}]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"invoke_agent", "create_agent", "invoke_workflow", "plan"})
    void anAgentsUsageOnlyRepeatsItsChildren(String operation) {
        Span span = normalizer.normalize(RawSpans.named(operation + " clerk")
                .with("gen_ai.operation.name", operation)
                .with("gen_ai.usage.input_tokens", 5L)
                .with(
                        "gen_ai.tool.definitions",
                        "[{\"type\":\"function\",\"name\":\"a\",\"description\":\"d\"},"
                                + "{\"type\":\"function\",\"function\":{\"name\":\"b\"}},"
                                + "{\"functionDeclarations\":[{\"name\":\"c\"}]},\"d\"]")
                .build());

        assertThat(span.operation()).isInstanceOf(Operation.AgentRun.class);
        assertThat(span.usage().own()).isFalse();
        assertThat(span.usage().inputTokens()).isEqualTo(5L);
        assertThat(((Operation.AgentRun) span.operation()).tools())
                .extracting(ToolDefinition::name)
                .containsExactly("a", "b", "c", "d");
    }

    @Test
    void keepsContentThatDoesNotParseAsText() {
        String broken = "[{\"role\":\"user\",\"parts\":[";
        Span span = normalizer.normalize(RawSpans.named("chat")
                .with("gen_ai.operation.name", "chat")
                .with("gen_ai.input.messages", broken)
                .with("gen_ai.output.messages", "[".repeat(100_000))
                .build());

        Operation.ModelCall call = (Operation.ModelCall) span.operation();
        assertThat(call.input()).containsExactly(Message.text("user", broken));
        assertThat(call.output()).hasSize(1);
        assertThat(span.attributes().text("gen_ai.input.messages")).isEqualTo(broken);
    }

    @Test
    void readsLogsOfSingleMessagesAndOfWholeOperations() {
        LogEvent user = normalizer.normalize(RawSpans.log(
                "", Map.of("content", "Hi"), Map.of("event.name", "gen_ai.user.message", "session.id", "s1")));
        LogEvent choice = normalizer.normalize(RawSpans.log(
                "gen_ai.choice",
                Map.of(
                        "finish_reason",
                        "tool_calls",
                        "index",
                        0L,
                        "message",
                        Map.of(
                                "tool_calls",
                                List.of(Map.of("id", "c1", "function", Map.of("name", "w", "arguments", "{}"))))),
                Map.of()));
        LogEvent details = normalizer.normalize(RawSpans.log(
                "gen_ai.client.inference.operation.details",
                null,
                Map.of("gen_ai.output.messages", List.of(Map.of("role", "assistant", "parts", List.of("x"))))));

        assertThat(user.eventName()).isEqualTo("gen_ai.user.message");
        assertThat(user.input()).containsExactly(Message.text("user", "Hi"));
        assertThat(user.body()).isEqualTo("{\"content\":\"Hi\"}");
        assertThat(user.actor().session()).isEqualTo("s1");
        assertThat(choice.output())
                .containsExactly(
                        new Message("assistant", List.of(new Part.ToolCallRequest("c1", "w", "{}")), "tool_call"));
        assertThat(details.dialect()).isEqualTo("otel-genai");
        assertThat(details.output()).containsExactly(Message.text("assistant", "x"));
    }

    @Test
    void aPlainLogIsKept() {
        LogEvent log = normalizer.normalize(RawSpans.log("", "started", Map.of("a", 1L)));

        assertThat(log.dialect()).isEqualTo("none");
        assertThat(log.body()).isEqualTo("started");
        assertThat(log.input()).isEmpty();
        assertThat(log.actor().session()).isEqualTo(RawSpans.TRACE);
    }

    @Test
    void aChoiceMayBeAPlainText() {
        LogEvent log = normalizer.normalize(
                RawSpans.log("gen_ai.choice", Map.of("message", "Yo", "finish_reason", "end_turn"), Map.of()));

        assertThat(log.output()).containsExactly(new Message("assistant", List.of(new Part.Text("Yo")), "stop"));
    }

    @ParameterizedTest
    @CsvSource({"chat gpt, model", "embeddings m, embedding", "execute_tool f, tool", "chat, other", "chatter on, other"
    })
    void theNameOfASpanTellsWhereNoAttributeDoes(String name, String kind) {
        Span span = normalizer.normalize(
                RawSpans.named(name).with("gen_ai.system", "openai").build());

        assertThat(span.operation().kind()).isEqualTo(kind);
    }
}
