package dev.vedette.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vedette.telemetry.MetricReading;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the metrics of coding agents count. Unpriced are the tokens that an estimate is to be made for. */
class CodingAgentMetricsTest {
    private final Normalizer normalizer = Normalizer.standard();

    @ParameterizedTest(name = "{0}: {2}")
    @CsvSource(delimiter = '|', textBlock = """
            claude_code.token.usage           | type=input model=claude-x         | claude-code INPUT_TOKENS model claude-x
            claude_code.token.usage           | type=cacheRead model=claude-x     | claude-code INPUT_TOKENS model claude-x
            claude_code.token.usage           | type=cacheCreation model=claude-x | claude-code INPUT_TOKENS model claude-x
            claude_code.token.usage           | type=output model=claude-x        | claude-code OUTPUT_TOKENS model claude-x
            claude_code.token.usage           | type=thinking                     | nothing
            claude_code.token.usage           | model=claude-x                    | nothing
            claude_code.cost.usage            | model=claude-x                    | claude-code COST model claude-x
            claude_code.code_edit_tool.decision | tool_name=Edit decision=reject  | claude-code CALLS decision Edit
            claude_code.session.count         | start_type=fresh                  | nothing
            claude_code.lines_of_code.count   | type=added                        | nothing
            claude_code.active_time.total     | type=cli                          | nothing
            """)
    void claudeCodeTellsTheCostOfItsTokens(String metric, String attributes, String words) {
        assertThat(understood(Points.named(metric).withAll(attributes))).isEqualTo(words);
    }

    @ParameterizedTest(name = "{0} {1}: {2}")
    @CsvSource(delimiter = '|', textBlock = """
            codex.turn.token_usage      | token_type=input model=gpt-5     | codex-cli INPUT_TOKENS model gpt-5 unpriced
            codex.turn.token_usage      | token_type=cached_input          | codex-cli TOKENS_AMONG_OTHERS model unpriced
            codex.turn.token_usage      | token_type=cache_write_input     | codex-cli TOKENS_AMONG_OTHERS model unpriced
            codex.turn.token_usage      | token_type=output                | codex-cli OUTPUT_TOKENS model unpriced
            codex.turn.token_usage      | token_type=reasoning_output      | codex-cli TOKENS_AMONG_OTHERS model unpriced
            codex.turn.token_usage      | token_type=total                 | nothing
            codex.turn.token_usage      | token_type=non_cached_input      | nothing
            codex.turn.cost_microusd    | model=gpt-5                      | codex-cli COST model gpt-5 x1.0E-6 again
            codex.api_request           | status=200 success=true          | codex-cli CALLS model
            codex.api_request           | status=429                       | codex-cli CALLS model failed
            codex.api_request.duration_ms | status=429                     | codex-cli DURATION model x1000000.0 failed
            codex.websocket.request     | success=false                    | codex-cli CALLS model failed
            codex.tool.call             | tool=exec_command success=true   | codex-cli CALLS tool exec_command
            codex.tool.call             | tool=exec_command success=false  | codex-cli CALLS tool exec_command failed
            codex.tool.call.duration_ms | tool=exec_command                | codex-cli DURATION tool exec_command x1000000.0
            codex.turn.tool.call        | model=gpt-5                      | codex-cli CALLS tool again
            codex.turn.e2e_duration_ms  | model=gpt-5                      | codex-cli TIMED_CALLS agent x1000000.0
            codex.conversation.turn.count | model=gpt-5                    | codex-cli CALLS agent again
            codex.approval.requested    | tool=exec_command approved=denied | codex-cli CALLS decision exec_command
            codex.turn.ttft.duration_ms | model=gpt-5                      | nothing
            codex.thread.started        | model=gpt-5                      | nothing
            """)
    void codexCountsSomeTokensAmongOthers(String metric, String attributes, String words) {
        assertThat(understood(Points.named(metric).withAll(attributes))).isEqualTo(words);
    }

    @ParameterizedTest(name = "{0} {1}: {2}")
    @CsvSource(delimiter = '|', textBlock = """
            gemini_cli.token.usage       | type=input model=gemini-2.5   | gemini-cli INPUT_TOKENS model gemini-2.5 unpriced
            gemini_cli.token.usage       | type=cache model=gemini-2.5   | gemini-cli TOKENS_AMONG_OTHERS model gemini-2.5 unpriced
            gemini_cli.token.usage       | type=output model=gemini-2.5  | gemini-cli OUTPUT_TOKENS model gemini-2.5 unpriced
            gemini_cli.token.usage       | type=thought model=gemini-2.5 | gemini-cli OUTPUT_TOKENS model gemini-2.5 unpriced
            gemini_cli.token.usage       | type=tool model=gemini-2.5    | nothing
            gemini_cli.api.request.count | status_code=200               | gemini-cli CALLS model
            gemini_cli.api.request.count | status_code=503               | gemini-cli CALLS model failed
            gemini_cli.api.request.count | error_type=ApiError           | gemini-cli CALLS model failed
            gemini_cli.api.request.latency | model=gemini-2.5            | gemini-cli DURATION model gemini-2.5 x1000000.0
            gemini_cli.tool.call.count   | function_name=ls success=true | gemini-cli CALLS tool ls
            gemini_cli.tool.call.count   | function_name=ls success=false | gemini-cli CALLS tool ls failed
            gemini_cli.tool.call.count   | function_name=ls success=false decision=reject | gemini-cli CALLS decision ls
            gemini_cli.tool.call.latency | function_name=ls              | gemini-cli DURATION tool ls x1000000.0
            gemini_cli.agent.run.count   | terminate_reason=GOAL         | gemini-cli CALLS agent
            gemini_cli.agent.run.count   | terminate_reason=ERROR_NO_COMPLETE_TASK_CALL | gemini-cli CALLS agent failed
            gemini_cli.agent.duration    | agent_name=reviewer           | gemini-cli DURATION agent x1000000.0
            gemini_cli.agent.turns       | agent_name=reviewer           | nothing
            gemini_cli.session.count     | interactive=true              | nothing
            gemini_cli.startup.duration  | phase=load_settings           | nothing
            """)
    void geminiCliTellsARefusedCallAsADecision(String metric, String attributes, String words) {
        assertThat(understood(Points.named(metric).from("gemini-cli").withAll(attributes)))
                .isEqualTo(words);
    }

    @ParameterizedTest(name = "{0} {1}: {2}")
    @CsvSource(delimiter = '|', textBlock = """
            github.copilot.tool.call.count    | gen_ai.tool.name=view success=false | github-copilot-cli CALLS tool view failed
            github.copilot.tool.call.duration | gen_ai.tool.name=view  | github-copilot-cli DURATION tool view x1.0E9
            gen_ai.client.token.usage         | gen_ai.token.type=input gen_ai.operation.name=chat | github-copilot-cli INPUT_TOKENS model unpriced
            gen_ai.client.token.usage         | gen_ai.token.type=input gen_ai.operation.name=invoke_agent | github-copilot-cli INPUT_TOKENS agent again
            gen_ai.client.operation.duration  | gen_ai.operation.name=invoke_agent | github-copilot-cli TIMED_CALLS agent x1.0E9
            github.copilot.agent.turn.count   | a=b                    | nothing
            """)
    void copilotTellsCallsByOpenTelemetrysNames(String metric, String attributes, String words) {
        assertThat(understood(Points.named(metric).from("github.copilot").withAll(attributes)))
                .isEqualTo(words);
    }

    @Test
    void whatGeminiCliTellsByOpenTelemetrysNamesAsWellIsARepetition() {
        Points tokens = Points.named("gen_ai.client.token.usage").with("gen_ai.token.type", "input");

        assertThat(understood(tokens.from("gemini-cli"))).isEqualTo("gemini-cli INPUT_TOKENS model again");
        assertThat(understood(tokens.from("another"))).isEqualTo("otel-genai INPUT_TOKENS model unpriced");
    }

    @Test
    void whoActedIsReadOfThePointAndOfWhoSentIt() {
        MetricReading told = Points.reading(
                normalizer,
                Points.named("gemini_cli.agent.run.count")
                        .of("gemini")
                        .with("session.id", "s1")
                        .with("agent_name", "reviewer"));
        MetricReading untold =
                Points.reading(normalizer, Points.named("codex.tool.call").of("codex_exec"));

        assertThat(told.actor().session()).isEqualTo("s1");
        assertThat(told.actor().agent()).isEqualTo("reviewer");
        assertThat(told.actor().framework()).isEqualTo("gemini-cli");
        assertThat(told.hasSession()).isTrue();
        assertThat(untold.actor().session()).isEqualTo("codex_exec");
        assertThat(untold.hasSession()).isFalse();
    }

    private String understood(Points point) {
        return Points.words(normalizer.normalize(point.build()));
    }
}
