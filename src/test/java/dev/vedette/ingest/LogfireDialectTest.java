package dev.vedette.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vedette.telemetry.McpExchange;
import dev.vedette.telemetry.Message;
import dev.vedette.telemetry.Message.Part;
import dev.vedette.telemetry.Operation;
import dev.vedette.telemetry.Oversight;
import dev.vedette.telemetry.Span;
import dev.vedette.telemetry.Status;
import dev.vedette.telemetry.Usage;
import dev.vedette.telemetry.Verdict;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LogfireDialectTest {
    private static final String QUESTION = "[{\"role\":\"user\",\"content\":\"1+1?\"}]";

    private final Normalizer normalizer = Normalizer.standard();

    private static RawSpans agents(String name) {
        return RawSpans.named(name).scope("logfire.openai_agents").with("logfire.span_type", "span");
    }

    private static RawSpans provider(String name) {
        return RawSpans.named(name).scope("logfire.openai").with("logfire.span_type", "span");
    }

    private Span read(RawSpans span) {
        return normalizer.normalize(span.build());
    }

    @ParameterizedTest(name = "the preview of a span of {0} is nothing done")
    @CsvSource({
        "gen_ai.operation.name, chat",
        "openinference.span.kind, LLM",
        "langfuse.observation.type, generation",
        "agent_name, writer",
        "traceloop.span.kind, tool"
    })
    void previewsAreNothingDone(String key, String value) {
        Span span = read(RawSpans.named("chat gpt")
                .with(key, value)
                .with("logfire.span_type", "pending_span")
                .with("logfire.pending_parent_id", "0000000000000000")
                .with("gen_ai.usage.input_tokens", 5L));

        assertThat(span.dialect()).isEqualTo("logfire");
        assertThat(span.operation()).isEqualTo(new Operation.Other());
        assertThat(span.usage()).isEqualTo(Usage.NONE);
    }

    @ParameterizedTest(name = "{0} is a {1}")
    @CsvSource({
        "OpenAI Agents trace: {name}, workflow",
        "Turn {turn} for agent a, step",
        "Task: Agent workflow, step",
        "Custom span: {name}, step",
        "Function: {name}, tool",
        "Chat completion with {gen_ai.request.model!r}, model",
        "Responses API with {gen_ai.request.model!r}, model",
        "Speech → Text with {gen_ai.request.model!r}, model",
        "Text → Speech, model",
        "Text → Speech group, step",
        "MCP: list tools from server {server}, mcp"
    })
    void knowsTheSpansOfTheOpenAiAgentsSdk(String name, String kind) {
        Span span = read(agents(name));

        assertThat(span.dialect()).isEqualTo("logfire");
        assertThat(span.operation().kind()).isEqualTo(kind);
        assertThat(span.actor().framework()).isEqualTo("openai-agents");
    }

    @Test
    void readsRunsHandoffsAndGuardrailsOfTheOpenAiAgentsSdk() {
        Span run = read(agents("Agent run: {name!r}")
                .with("name", "writer")
                .with("handoffs", "[]")
                .with("tools", "[\"f\"]"));
        Span workflow =
                read(agents("OpenAI Agents trace: {name}").with("name", "trip").with("group_id", "chat-7"));

        assertThat(run.operation().kind()).isEqualTo("agent");
        assertThat(run.operation().tools()).hasSize(1);
        assertThat(run.actor().agent()).isEqualTo("writer");
        assertThat(workflow.actor().agent()).isEqualTo("trip");
        assertThat(workflow.actor().session()).isEqualTo("chat-7");
        assertThat(read(agents("OpenAI Agents trace: {name}")
                                .with("name", "Agent workflow")
                                .with("group_id", "null"))
                        .actor())
                .satisfies(actor -> assertThat(actor.agent()).isEqualTo("shop"))
                .satisfies(actor -> assertThat(actor.session()).isEqualTo(RawSpans.TRACE));
        assertThat(read(agents("Handoff: {from_agent} → {to_agent}")
                                .with("from_agent", "a")
                                .with("to_agent", "b"))
                        .operation())
                .isEqualTo(new Operation.Handoff("a", "b"));
        assertThat(read(agents("Guardrail {name!r} {triggered=}")
                                .with("name", "zero")
                                .with("triggered", true))
                        .operation())
                .isEqualTo(new Oversight.Guardrail("zero", Verdict.DENY, null));
    }

    @Test
    void readsCallsOfTheOpenAiAgentsSdk() {
        Span function = read(agents("Function: {name}")
                .with("name", "f")
                .with("input", "{\"a\":1}")
                .with("output", "4")
                .with("mcp_data", "{\"server\":\"dice\"}"));
        Span response = read(agents("Responses API with {gen_ai.request.model!r}")
                .with("gen_ai.request.model", "gpt-4o")
                .with("response_id", "r1")
                .with("raw_input", QUESTION)
                .with(
                        "events",
                        "[{\"event.name\":\"gen_ai.system.message\",\"content\":\"Be terse.\",\"role\":\"system\"},"
                                + "{\"event.name\":\"gen_ai.user.message\",\"content\":\"1+1?\",\"role\":\"user\"},"
                                + "{\"event.name\":\"gen_ai.unknown\",\"role\":\"assistant\",\"content\":\"x\","
                                + "\"data\":{\"type\":\"web_search\"}},"
                                + "{\"event.name\":\"gen_ai.assistant.message\",\"content\":\"2\"}]")
                .with(
                        "usage",
                        "{\"input_tokens\":9,\"output_tokens\":3,\"input_tokens_details\":{\"cached_tokens\":4},"
                                + "\"output_tokens_details\":{\"reasoning_tokens\":1}}"));
        Span turn = read(agents("Turn {turn} for agent a")
                .with("agent_name", "a")
                .with("usage", "{\"input_tokens\":9,\"output_tokens\":3,\"cached_input_tokens\":4}"));

        assertThat(function.operation())
                .isEqualTo(new Operation.ToolCall(
                        "f",
                        null,
                        "dice",
                        "{\"a\":1}",
                        "4",
                        null,
                        null,
                        new McpExchange("tools/call", "dice", null, null, null, null)));
        Operation.ModelCall call = (Operation.ModelCall) response.operation();
        assertThat(call.input()).containsExactly(Message.text("system", "Be terse."), Message.text("user", "1+1?"));
        assertThat(call.output())
                .containsExactly(
                        new Message(
                                "assistant",
                                List.of(new Part.Unknown("web_search", "{\"type\":\"web_search\"}")),
                                null),
                        Message.text("assistant", "2"));
        assertThat(call.response().id()).isEqualTo("r1");
        assertThat(response.usage()).isEqualTo(new Usage(9L, 3L, 4L, null, 1L, null, true));
        assertThat(turn.usage()).isEqualTo(new Usage(9L, 3L, 4L, null, null, null, false));
        assertThat(turn.actor().agent()).isEqualTo("a");
    }

    @Test
    void readsWhatWasSaidAndHeard() {
        Operation heard = read(agents("Speech → Text with {gen_ai.request.model!r}")
                        .with("input", "{\"format\":\"pcm\"}")
                        .with("output", "hello"))
                .operation();

        assertThat(heard.input())
                .containsExactly(new Message("user", List.of(new Part.Media("audio/pcm", "inline")), null));
        assertThat(heard.output()).containsExactly(Message.text("assistant", "hello"));
    }

    @Test
    void readsAProvidersRequestAndAnswerOfOldVersions() {
        Span span = read(provider("Chat Completion with {request_data[model]!r}")
                .with(
                        "request_data",
                        "{\"model\":\"gpt-4\",\"temperature\":0.5,\"messages\":" + QUESTION
                                + ",\"tools\":[{\"type\":\"function\",\"function\":{\"name\":\"f\"}}]}")
                .with(
                        "response_data",
                        "{\"message\":{\"role\":\"assistant\",\"content\":\"2\"},"
                                + "\"usage\":{\"prompt_tokens\":4,\"completion_tokens\":1}}"));

        Operation.ModelCall call = (Operation.ModelCall) span.operation();
        assertThat(call.requestModel()).isEqualTo("gpt-4");
        assertThat(call.input()).containsExactly(Message.text("user", "1+1?"));
        assertThat(call.output()).containsExactly(Message.text("assistant", "2"));
        assertThat(call.tools()).hasSize(1);
        assertThat(call.request().temperature()).isEqualTo(0.5);
        assertThat(span.usage()).isEqualTo(new Usage(4L, 1L, null, null, null, null, true));
    }

    @Test
    void aStreamIsOneCallWithTheSpanOfItsAnswer() {
        String request =
                "{\"model\":\"claude\",\"stream\":true,\"system\":\"Be terse.\",\"messages\":" + QUESTION + "}";
        Span opens = read(provider("Message with {request_data[model]!r}").with("request_data", request));
        Span fails = read(provider("Message with {request_data[model]!r}")
                .with("request_data", request)
                .status(Status.Code.ERROR));
        Span answer = read(provider("streaming response from {request_data[model]!r} took {duration:.2f}s")
                .with("logfire.span_type", "log")
                .with("request_data", request)
                .with("response_data", "{\"combined_chunk_content\":\"2\",\"chunk_count\":2}"));

        assertThat(opens.operation().kind()).isEqualTo("step");
        assertThat(fails.operation().kind()).isEqualTo("model");
        assertThat(answer.operation().input())
                .containsExactly(Message.text("system", "Be terse."), Message.text("user", "1+1?"));
        assertThat(answer.operation().output()).containsExactly(Message.text("assistant", "2"));
    }

    @Test
    void readsEmbeddings() {
        Span span = read(provider("Embedding Creation with {request_data[model]!r}")
                .with("request_data", "{\"model\":\"text-embedding-3-small\",\"input\":[\"a\",\"b\"]}")
                .with("response_data", "{\"usage\":{\"prompt_tokens\":2}}"));

        assertThat(span.operation())
                .isEqualTo(new Operation.Embedding("openai", "text-embedding-3-small", List.of("a", "b"), null));
        assertThat(span.usage().inputTokens()).isEqualTo(2);
    }

    @Test
    void theRunOfTheClaudeAgentSdkTellsTheTokensOfItsCalls() {
        Span call = read(RawSpans.named("chat claude")
                .scope("logfire.claude_agent_sdk")
                .with("gen_ai.operation.name", "chat")
                .with("gen_ai.usage.partial.input_tokens", 90L)
                .with("gen_ai.usage.partial.cache_read.input_tokens", 70L));
        Span run = read(RawSpans.named("invoke_agent")
                .scope("logfire.claude_agent_sdk")
                .with("gen_ai.operation.name", "invoke_agent")
                .with("gen_ai.conversation.id", "s1")
                .with("gen_ai.usage.input_tokens", 90L)
                .with("operation.cost", 0.01));

        assertThat(call.usage()).isEqualTo(new Usage(90L, null, 70L, null, null, null, false));
        assertThat(run.usage()).isEqualTo(new Usage(90L, null, null, null, null, 0.01, true));
        assertThat(run.actor().framework()).isEqualTo("claude-agent-sdk");
    }

    @Test
    void readsFeedbackAndMcp() {
        assertThat(read(RawSpans.named("feedback: facts")
                                .with("logfire.span_type", "annotation")
                                .with("logfire.feedback.name", "facts")
                                .with("facts", "wrong")
                                .with("logfire.feedback.comment", "it lied"))
                        .operation())
                .isEqualTo(new Oversight.Evaluation("facts", null, "wrong", "it lied", null));
        Span request = read(RawSpans.named("MCP server handle request: tools/call")
                .with("logfire.msg", "MCP server handle request: tools/call")
                .with("request", "{\"method\":\"tools/call\",\"params\":{\"name\":\"f\",\"arguments\":{\"a\":1}}}")
                .with("response", "{\"isError\":true,\"content\":[{\"type\":\"text\",\"text\":\"no\"}]}"));
        assertThat(request.operation())
                .isEqualTo(new Operation.ToolCall(
                        "f",
                        null,
                        null,
                        "{\"a\":1}",
                        "[{\"type\":\"text\",\"text\":\"no\"}]",
                        null,
                        null,
                        new McpExchange("tools/call", null, null, null, null, null)));
        assertThat(request.status().errorType()).isEqualTo("tool_error");
        assertThat(read(RawSpans.named("MCP server handle request: tools/call")
                                .with("logfire.msg", "MCP server handle request: tools/call"))
                        .operation())
                .isEqualTo(new Operation.McpRequest(new McpExchange("tools/call", null, null, null, null, null)));
    }

    @Test
    void itsMarksOnSpansOfOthersMakeThemNoneOfItsOwn() {
        Span span = read(RawSpans.named("Chat Completion with x")
                .with("openinference.span.kind", "LLM")
                .with("request_data", "{\"stream\":true}")
                .with("logfire.msg", "x"));

        assertThat(span.dialect()).isEqualTo("openinference");
        assertThat(read(RawSpans.named("hello").scope("logfire").with("logfire.span_type", "log"))
                        .dialect())
                .isEqualTo("none");
    }

    @ParameterizedTest(name = "{0}/{1} counts {2} tokens")
    @CsvSource({
        "openai-agents, logfire-openai_agents-function_tool_exception.json, 567",
        "openai-agents, logfire-openai_agents-file_search.json, 2054",
        "mcp, logfire-openai_agents_mcp-mcp.json, 156",
        "claude-agent-sdk, logfire-claude_agent_sdk-tool_use_conversation_cassette.json, 19287",
        "logfire, logfire-openai-sync_chat_tool_call_stream.json, 3"
    })
    void countsWhatWasReallySentOnce(String folder, String file, long tokens) {
        assertThat(RealSpans.of(folder, file).tokens()).isEqualTo(tokens);
    }
}
