package dev.vedette.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vedette.telemetry.LogEvent;
import dev.vedette.telemetry.Message;
import dev.vedette.telemetry.Operation;
import dev.vedette.telemetry.Oversight;
import dev.vedette.telemetry.Span;
import dev.vedette.telemetry.Usage;
import dev.vedette.telemetry.Verdict;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class GeminiCliDialectTest {
    private final Normalizer normalizer = Normalizer.standard();

    private LogEvent event(String name, Map<String, Object> attributes) {
        Map<String, Object> all = new HashMap<>(attributes);
        all.put("event.name", name);
        all.put("session.id", "s1");
        return normalizer.normalize(RawSpans.log("", null, all));
    }

    @Test
    void anAnswerCountsItsThoughts() {
        LogEvent log = event(
                "gemini_cli.api_response",
                Map.of(
                        "model", "gemini-2.5-pro",
                        "input_token_count", 100L,
                        "output_token_count", 10L,
                        "thoughts_token_count", 7L,
                        "cached_content_token_count", 40L,
                        "duration_ms", 272L,
                        "finish_reasons", List.of("STOP"),
                        "response_text",
                                "{\"candidates\":[{\"content\":{\"role\":\"model\",\"parts\":[{\"text\":\"Hi\"}]}}]}"));

        Operation.ModelCall call = (Operation.ModelCall) log.operation();
        assertThat(log.usage()).isEqualTo(new Usage(100L, 17L, 40L, null, 7L, null, true));
        assertThat(call.model()).isEqualTo("gemini-2.5-pro");
        assertThat(call.finishReasons()).containsExactly("stop");
        assertThat(call.output()).containsExactly(Message.text("model", "Hi"));
    }

    @Test
    void anAnswerThatCameInPiecesIsOneMessage() {
        LogEvent log = event("gemini_cli.api_response", Map.of("response_text", """
                        [{"candidates":[{"content":{"role":"model","parts":[{"text":"It has "}]}}]},
                         {"candidates":[{"content":{"role":"model","parts":[{"text":"shipped."},
                          {"functionCall":{"id":"k","name":"note","args":{"order":"4711"}}}]},"finishReason":"STOP"}]},
                         {"usageMetadata":{"totalTokenCount":3}}]"""));

        assertThat(log.operation().output())
                .containsExactly(new Message(
                        "model",
                        List.of(
                                new Message.Part.Text("It has shipped."),
                                new Message.Part.ToolCallRequest("k", "note", "{\"order\":\"4711\"}")),
                        null));
    }

    @Test
    void aFailedCallIsACall() {
        LogEvent log = event(
                "gemini_cli.api_error",
                Map.of("model", "gemini-2.5-pro", "error", "quota", "error_type", "RESOURCE_EXHAUSTED"));

        assertThat(log.operation().kind()).isEqualTo("model");
        assertThat(log.status().errorType()).isEqualTo("RESOURCE_EXHAUSTED");
    }

    @Test
    void aToolThatWasRefusedDidNotRun() {
        Map<String, Object> said = Map.of("function_name", "rm", "function_args", "{}", "decision", "reject");
        LogEvent refused = event("gemini_cli.tool_call", said);
        Map<String, Object> accepted = new HashMap<>(said);
        accepted.putAll(Map.of("decision", "auto_accept", "success", false, "error", "no", "mcp_server_name", "fs"));
        LogEvent ran = event("gemini_cli.tool_call", accepted);

        assertThat(refused.operation())
                .isEqualTo(new Oversight.Decision("rm", null, Verdict.DENY, "reject", "user", "{}"));
        assertThat(((Operation.ToolCall) ran.operation()).server()).isEqualTo("fs");
        assertThat(ran.status().message()).isEqualTo("no");
    }

    @Test
    void theStartTellsTheRulesAndThePromptItsTurn() {
        LogEvent config = event(
                "gemini_cli.config", Map.of("approval_mode", "yolo", "sandbox_enabled", false, "mcp_servers", "a,b"));
        LogEvent prompt =
                event("gemini_cli.user_prompt", Map.of("prompt", "Go", "prompt_length", 2L, "prompt_id", "p"));

        assertThat(config.operation()).isEqualTo(new Oversight.Policy("yolo", null, "none", null, List.of("a", "b")));
        assertThat(prompt.actor().turn()).isEqualTo("p");
        assertThat(prompt.operation().input()).containsExactly(Message.text("user", "Go"));
    }

    @Test
    void requestsAndDetailsCarryMessagesOnly() {
        LogEvent request = event(
                "gemini_cli.api_request",
                Map.of("request_text", "[{\"role\":\"user\",\"parts\":[{\"text\":\"Go\"}]}]"));
        LogEvent details = normalizer.normalize(RawSpans.log(
                "gen_ai.client.inference.operation.details",
                null,
                Map.of(
                        "gen_ai.usage.output_tokens",
                        3L,
                        "gen_ai.output.messages",
                        "[{\"role\":\"model\",\"parts\":[]}]")));

        assertThat(request.input()).containsExactly(Message.text("user", "Go"));
        assertThat(request.operation()).isEqualTo(new Operation.Other());
        assertThat(details.usage()).isEqualTo(Usage.NONE);
    }

    @Test
    void spansOwnNoTokensAndTheirToolsAreUnwrapped() {
        Span call = normalizer.normalize(RawSpans.named("llm_call")
                .scope("gemini-cli")
                .with("gen_ai.operation.name", "llm_call")
                .with("gen_ai.prompt.name", "p")
                .with("gen_ai.usage.input_tokens", 61L)
                .build());
        Span tool = normalizer.normalize(RawSpans.named("tool_call")
                .scope("gemini-cli")
                .with("gen_ai.operation.name", "tool_call")
                .with("gen_ai.tool.name", "shell")
                .with("gen_ai.tool.call_id", "k")
                .with("gen_ai.input.messages", "{\"args\":{\"c\":\"ls\"},\"prompt_id\":\"p\"}")
                .with(
                        "gen_ai.output.messages",
                        "{\"response\":{\"responseParts\":[{\"functionResponse\":{\"response\":{\"output\":\"x\"}}}]}}")
                .build());

        assertThat(call.usage().own()).isFalse();
        assertThat(call.actor().turn()).isEqualTo("p");
        Operation.ToolCall ran = (Operation.ToolCall) tool.operation();
        assertThat(ran.callId()).isEqualTo("k");
        assertThat(ran.arguments()).isEqualTo("{\"c\":\"ls\"}");
        assertThat(ran.result()).isEqualTo("{\"output\":\"x\"}");
        assertThat(tool.actor().turn()).isEqualTo("p");
    }
}
