package dev.vedette.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vedette.telemetry.LogEvent;
import dev.vedette.telemetry.Message;
import dev.vedette.telemetry.Operation;
import dev.vedette.telemetry.Oversight;
import dev.vedette.telemetry.Span;
import dev.vedette.telemetry.Status;
import dev.vedette.telemetry.Verdict;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** By its documentation: there is no public recording of what it sends. */
class ClaudeCodeDialectTest {
    private final Normalizer normalizer = Normalizer.standard();

    private LogEvent event(String name, Map<String, Object> attributes) {
        Map<String, Object> all = new HashMap<>(attributes);
        all.put("event.name", name);
        all.put("session.id", "s1");
        all.put("prompt.id", "p1");
        return normalizer.normalize(RawSpans.log("", "claude_code." + name, all));
    }

    @Test
    void aModelsCallHasTokensWithCacheAndCostFromNumbersAsText() {
        LogEvent log = event(
                "api_request",
                Map.of(
                        "model", "claude-sonnet-4-5",
                        "input_tokens", "10",
                        "output_tokens", 5L,
                        "cache_read_tokens", "100",
                        "cache_creation_tokens", 20L,
                        "cost_usd", "0.25",
                        "duration_ms", "1500",
                        "request_id", "req_1",
                        "effort", "high"));

        Operation.ModelCall call = (Operation.ModelCall) log.operation();
        assertThat(log.dialect()).isEqualTo("claude-code");
        assertThat(log.actor().session()).isEqualTo("s1");
        assertThat(log.actor().turn()).isEqualTo("p1");
        assertThat(call.requestModel()).isEqualTo("claude-sonnet-4-5");
        assertThat(call.response().id()).isEqualTo("req_1");
        assertThat(call.request().reasoningEffort()).isEqualTo("high");
        assertThat(log.usage().inputTokens()).isEqualTo(130);
        assertThat(log.usage().outputTokens()).isEqualTo(5);
        assertThat(log.usage().costUsd()).isEqualTo(0.25);
        assertThat(log.durationNanos()).isEqualTo(1_500_000_000L);
    }

    @Test
    void aCostInMillionthsIsRead() {
        assertThat(event("api_request", Map.of("cost_usd_micros", 1_500L))
                        .usage()
                        .costUsd())
                .isEqualTo(0.0015);
    }

    @ParameterizedTest
    @ValueSource(strings = {"api_error", "api_refusal"})
    void aFailedCallIsACallThatFailed(String name) {
        LogEvent log = event(name, Map.of("model", "claude", "error", "overloaded", "status_code", "529"));

        assertThat(log.operation()).isInstanceOf(Operation.ModelCall.class);
        assertThat(log.status()).isEqualTo(new Status(Status.Code.ERROR, "overloaded", "529"));
    }

    @Test
    void givingUpIsAnErrorAndNoFurtherCall() {
        LogEvent log = event("api_retries_exhausted", Map.of("error", "overloaded"));

        assertThat(log.operation()).isEqualTo(new Operation.Other());
        assertThat(log.status().isError()).isTrue();
    }

    @Test
    void aToolsResultIsItsCall() {
        LogEvent log = event(
                "tool_result",
                Map.of(
                        "tool_name", "mcp__github__create_issue",
                        "tool_use_id", "toolu_1",
                        "success", "false",
                        "error", "no such repository",
                        "duration_ms", 12L,
                        "tool_parameters", "{\"mcp_server_name\":\"github\"}",
                        "tool_input", "{\"title\":\"x\"}"));

        Operation.ToolCall call = (Operation.ToolCall) log.operation();
        assertThat(call.tool()).isEqualTo("mcp__github__create_issue");
        assertThat(call.callId()).isEqualTo("toolu_1");
        assertThat(call.server()).isEqualTo("github");
        assertThat(call.arguments()).isEqualTo("{\"title\":\"x\"}");
        assertThat(log.status().message()).isEqualTo("no such repository");
        assertThat(log.durationNanos()).isEqualTo(12_000_000L);
    }

    @Test
    void decisionsAndModesAreOversight() {
        LogEvent decision = event(
                "tool_decision",
                Map.of("tool_name", "Bash", "tool_use_id", "t", "decision", "reject", "source", "user_reject"));
        LogEvent mode = event(
                "permission_mode_changed",
                Map.of("from_mode", "default", "to_mode", "bypassPermissions", "trigger", "shift_tab"));

        assertThat(decision.operation())
                .isEqualTo(new Oversight.Decision("Bash", "t", Verdict.DENY, "reject", "user_reject", null));
        assertThat(mode.operation())
                .isEqualTo(new Oversight.Policy("bypassPermissions", "default", null, "shift_tab", List.of()));
    }

    @Test
    void promptsAndAnswersAreMessages() {
        LogEvent prompt = event("user_prompt", Map.of("prompt", "Fix it", "prompt_length", "6", "command_name", "/x"));
        LogEvent hidden = event("user_prompt", Map.of("prompt", "<REDACTED>"));
        LogEvent answer = event("assistant_response", Map.of("response", "Done"));
        LogEvent body = event(
                "api_request_body",
                Map.of("body", "{\"system\":\"Be brief\",\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}]}"));

        assertThat(prompt.operation())
                .isEqualTo(new Operation.UserPrompt(List.of(Message.text("user", "Fix it")), 6L, "/x"));
        assertThat(hidden.operation().input()).isEmpty();
        assertThat(answer.output()).containsExactly(Message.text("assistant", "Done"));
        assertThat(body.input()).containsExactly(Message.text("system", "Be brief"), Message.text("user", "Hi"));
    }

    @Test
    void aServerThatCannotBeReachedIsAnError() {
        LogEvent log = event(
                "mcp_server_connection",
                Map.of("status", "failed", "server_name", "db", "transport_type", "stdio", "error", "refused"));

        assertThat(((Operation.McpRequest) log.operation()).mcp().server()).isEqualTo("db");
        assertThat(log.status().message()).isEqualTo("refused");
    }

    @Test
    void otherEventsAreKept() {
        LogEvent log = event("plugin_installed", Map.of("plugin.name", "x"));

        assertThat(log.dialect()).isEqualTo("claude-code");
        assertThat(log.operation()).isEqualTo(new Operation.Other());
    }

    @ParameterizedTest
    @ValueSource(strings = {"llm_request", "claude_code.llm_request"})
    void aModelsCallIsASpanToo(String type) {
        Span span = normalizer.normalize(RawSpans.named("claude_code.llm_request")
                .scope("com.anthropic.claude_code")
                .with("span.type", type)
                .with("model", "claude-opus-4")
                .with("input_tokens", "1")
                .with("cache_read_tokens", "2")
                .with("output_tokens", "3")
                .with("ttft_ms", "250")
                .with("stop_reason", "tool_use")
                .with("request_id", "req_1")
                .build());

        Operation.ModelCall call = (Operation.ModelCall) span.operation();
        assertThat(call.finishReasons()).containsExactly("tool_call");
        assertThat(call.timeToFirstTokenNanos()).isEqualTo(250_000_000L);
        assertThat(call.response().id()).isEqualTo("req_1");
        assertThat(span.usage().inputTokens()).isEqualTo(3);
    }

    @Test
    void aDecisionIsOnTheCallThatWaitsForIt() {
        List<Span> spans = normalizer.normalizeAll(List.of(
                RawSpans.named("claude_code.tool.blocked_on_user")
                        .under("call")
                        .with("decision", "reject")
                        .build(),
                RawSpans.named("claude_code.tool")
                        .id("call")
                        .with("tool_name", "Bash")
                        .with("tool_use_id", "t1")
                        .build()));

        Oversight.Decision decision = (Oversight.Decision) spans.get(0).operation();
        assertThat(decision.tool()).isEqualTo("Bash");
        assertThat(decision.callId()).isEqualTo("t1");
        assertThat(decision.verdict()).isEqualTo(Verdict.DENY);
    }

    @Test
    void toolsAndWhatTheyWaitForAreSpans() {
        Span tool = normalizer.normalize(RawSpans.named("claude_code.tool")
                .with("tool_name", "mcp__db__query")
                .with("tool_use_id", "t1")
                .with("full_command", "ls")
                .event("tool.output", Map.of("output", "a.txt"))
                .build());
        Span waiting = normalizer.normalize(RawSpans.named("claude_code.tool.blocked_on_user")
                .with("decision", "accept")
                .with("source", "user_temporary")
                .build());
        Span failed = normalizer.normalize(RawSpans.named("claude_code.tool.execution")
                .with("success", "false")
                .with("error", "exit 1")
                .build());
        Span turn = normalizer.normalize(RawSpans.named("claude_code.interaction")
                .with("user_prompt", "Fix it")
                .build());

        Operation.ToolCall call = (Operation.ToolCall) tool.operation();
        assertThat(call.server()).isEqualTo("db");
        assertThat(call.arguments()).isEqualTo("{\"full_command\":\"ls\"}");
        assertThat(call.result()).isEqualTo("a.txt");
        assertThat(((Oversight.Decision) waiting.operation()).verdict()).isEqualTo(Verdict.ALLOW);
        assertThat(failed.status().message()).isEqualTo("exit 1");
        assertThat(turn.operation().kind()).isEqualTo("agent");
        assertThat(turn.operation().input()).containsExactly(Message.text("user", "Fix it"));
    }

    @ParameterizedTest(name = "a call that ends {0} with a run that ends {1}: {2} and {3}")
    @CsvSource({
        "UNSET, ERROR, ERROR, UNSET",
        "UNSET, UNSET, UNSET, UNSET",
        "UNSET, OK, UNSET, OK",
        "ERROR, ERROR, ERROR, UNSET"
    })
    void aToolWhoseRunFailsFailsOnce(Status.Code call, Status.Code run, Status.Code callEnds, Status.Code runEnds) {
        List<Span> spans = normalizer.normalizeAll(List.of(
                RawSpans.named("claude_code.tool.execution")
                        .id("run")
                        .under("call")
                        .status(run)
                        .with("success", run != Status.Code.ERROR)
                        .with("error", run == Status.Code.ERROR ? "no such file" : "")
                        .build(),
                RawSpans.named("claude_code.tool")
                        .id("call")
                        .status(call)
                        .with("tool_name", "Read")
                        .build(),
                RawSpans.named("claude_code.tool.execution")
                        .id("alone")
                        .under("earlier")
                        .status(run)
                        .build()));

        assertThat(spans).extracting(span -> span.status().code()).containsExactly(runEnds, callEnds, run);
        assertThat(spans.get(1).status().message())
                .isEqualTo(call == Status.Code.UNSET && run == Status.Code.ERROR ? "no such file" : "");
    }
}
