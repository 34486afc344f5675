package dev.vedette.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vedette.telemetry.LogEvent;
import dev.vedette.telemetry.Operation;
import dev.vedette.telemetry.Oversight;
import dev.vedette.telemetry.Span;
import dev.vedette.telemetry.Usage;
import dev.vedette.telemetry.Verdict;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CodexDialectTest {
    private final Normalizer normalizer = Normalizer.standard();

    private LogEvent event(String name, Map<String, Object> attributes) {
        Map<String, Object> all = new HashMap<>(attributes);
        all.put("event.name", name);
        all.put("conversation.id", "c1");
        return normalizer.normalize(RawSpans.log("event otel/src/a.rs:1", null, all));
    }

    @Test
    void theEndOfAnAnswerWithItsTokensIsTheCall() {
        LogEvent end = event(
                "codex.sse_event",
                Map.of(
                        "event.kind", "response.completed",
                        "model", "gpt-5-codex",
                        "input_token_count", "61",
                        "output_token_count", 15L,
                        "cached_token_count", "32",
                        "reasoning_token_count", "4",
                        "tool_token_count", "76"));
        LogEvent second = event("codex.sse_event", Map.of("event.kind", "response.completed"));

        assertThat(end.actor().session()).isEqualTo("c1");
        assertThat(((Operation.ModelCall) end.operation()).model()).isEqualTo("gpt-5-codex");
        assertThat(end.usage()).isEqualTo(new Usage(61L, 15L, 32L, null, 4L, null, true));
        assertThat(second.operation()).isEqualTo(new Operation.Other());
    }

    @Test
    void aRequestIsACallOnlyWhereItFailed() {
        LogEvent good = event("codex.api_request", Map.of("http.response.status_code", "200", "duration_ms", "20"));
        LogEvent bad = event("codex.api_request", Map.of("http.response.status_code", "429", "error.message", "slow"));

        assertThat(good.operation().kind()).isEqualTo("step");
        assertThat(good.durationNanos()).isEqualTo(20_000_000L);
        assertThat(bad.operation().kind()).isEqualTo("model");
        assertThat(bad.status().errorType()).isEqualTo("429");
        assertThat(bad.status().message()).isEqualTo("slow");
    }

    @Test
    void theStartTellsTheRules() {
        LogEvent start = event(
                "codex.conversation_starts",
                Map.of(
                        "approval_policy", "never",
                        "sandbox_policy", "danger-full-access",
                        "mcp_servers", "github, db,"));

        assertThat(start.operation())
                .isEqualTo(new Oversight.Policy("never", null, "danger-full-access", null, List.of("github", "db")));
    }

    @Test
    void toolsAreDecidedOnAndRun() {
        LogEvent decision = event(
                "codex.tool_decision",
                Map.of("tool_name", "shell", "call_id", "k", "decision", "abort", "source", "User"));
        LogEvent result = event(
                "codex.tool_result",
                Map.of(
                        "tool_name", "query",
                        "call_id", "k",
                        "arguments", "{}",
                        "output", "42",
                        "success", "false",
                        "mcp_server", "db",
                        "agent_name", "/root"));

        assertThat(decision.operation())
                .isEqualTo(new Oversight.Decision("shell", "k", Verdict.DENY, "abort", "user", null));
        assertThat(((Operation.ToolCall) result.operation()).server()).isEqualTo("db");
        assertThat(result.status().isError()).isTrue();
        assertThat(result.actor().agent()).isEqualTo("shop");
    }

    @Test
    void ofItsSpansTheTurnTheAnswerAndTheToolAreUnderstood() {
        Span turn = normalizer.normalize(RawSpans.named("session_task.turn")
                .scope("codex_cli_rs")
                .with("turn.id", "t1")
                .with("codex.turn.token_usage.input_tokens", 122L)
                .with("codex.turn.token_usage.output_tokens", 30L)
                .build());
        Span answer = normalizer.normalize(RawSpans.named("handle_responses")
                .scope("codex_exec")
                .with("gen_ai.usage.input_tokens", 61L)
                .with("gen_ai.usage.output_tokens", 15L)
                .with("codex.usage.reasoning_output_tokens", 4L)
                .build());
        Span tool = normalizer.normalize(RawSpans.named("exec_command")
                .scope("codex_exec")
                .with("tool_name", "exec_command")
                .with("call_id", "k")
                .build());
        Span noise = normalizer.normalize(RawSpans.named("guardian_scoring_observation")
                .scope("codex_exec")
                .with("tool_name", "exec_command")
                .with("call_id", "k")
                .build());

        assertThat(turn.usage()).isEqualTo(new Usage(122L, 30L, null, null, null, null, false));
        assertThat(turn.actor().turn()).isEqualTo("t1");
        assertThat(answer.operation().kind()).isEqualTo("step");
        assertThat(answer.usage()).isEqualTo(new Usage(61L, 15L, null, null, 4L, null, false));
        assertThat(tool.operation().kind()).isEqualTo("step");
        assertThat(noise.operation()).isEqualTo(new Operation.Other());
        assertThat(noise.dialect()).isEqualTo("codex-cli");
    }
}
