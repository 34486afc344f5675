package dev.vedette.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vedette.telemetry.Message;
import dev.vedette.telemetry.Message.Part;
import dev.vedette.telemetry.Operation;
import dev.vedette.telemetry.Span;
import dev.vedette.telemetry.ToolDefinition;
import dev.vedette.telemetry.Usage;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PydanticAiDialectTest {
    private static final String PARAMETERS = "{\"function_tools\":[{\"name\":\"f\",\"description\":\"does f\"}],"
            + "\"output_mode\":\"native\",\"output_tools\":[{\"name\":\"final_result\"}]}";

    private final Normalizer normalizer = Normalizer.standard();

    private static RawSpans span(String name) {
        return RawSpans.named(name).scope("pydantic-ai");
    }

    private Span read(RawSpans span) {
        return normalizer.normalize(span.build());
    }

    @Test
    void readsACallOfTheFirstFormat() {
        Span span = read(span("chat gpt-4o")
                .with("gen_ai.operation.name", "chat")
                .with("gen_ai.system", "openai")
                .with("gen_ai.request.model", "gpt-4o")
                .with("model_request_parameters", PARAMETERS)
                .with(
                        "events",
                        "[{\"event.name\":\"gen_ai.system.message\",\"content\":\"Be terse.\",\"role\":\"system\"},"
                                + "{\"event.name\":\"gen_ai.user.message\",\"content\":\"Hi\",\"role\":\"user\","
                                + "\"gen_ai.message.index\":0},"
                                + "{\"event.name\":\"gen_ai.assistant.message\",\"role\":\"assistant\",\"tool_calls\":"
                                + "[{\"id\":\"c1\",\"type\":\"function\",\"function\":{\"name\":\"f\",\"arguments\":{}}}]},"
                                + "{\"event.name\":\"gen_ai.tool.message\",\"content\":\"14\",\"role\":\"tool\","
                                + "\"id\":\"c1\"},"
                                + "{\"event.name\":\"gen_ai.choice\",\"index\":0,\"message\":"
                                + "{\"role\":\"assistant\",\"content\":\"It is 14.\"}}]")
                .with("gen_ai.usage.input_tokens", 9L)
                .with("gen_ai.usage.details.cache_read_tokens", 4L)
                .with("operation.cost", 0.1));

        assertThat(span.dialect()).isEqualTo("pydantic-ai");
        Operation.ModelCall call = (Operation.ModelCall) span.operation();
        assertThat(call.input())
                .containsExactly(
                        Message.text("system", "Be terse."),
                        Message.text("user", "Hi"),
                        new Message("assistant", List.of(new Part.ToolCallRequest("c1", "f", "{}")), null),
                        new Message("tool", List.of(new Part.ToolCallResponse("c1", "14")), null));
        assertThat(call.output()).containsExactly(Message.text("assistant", "It is 14."));
        assertThat(call.tools()).extracting(ToolDefinition::name).containsExactly("f", "final_result");
        assertThat(call.request().outputType()).isEqualTo("json");
        assertThat(span.usage()).isEqualTo(new Usage(9L, null, 4L, null, null, 0.1, true));
        assertThat(span.actor().framework()).isEqualTo("pydantic-ai");
    }

    @ParameterizedTest(name = "a run says {0}")
    @CsvSource({"gen_ai.aggregated_usage.input_tokens", "gen_ai.usage.input_tokens"})
    void aRunOnlyRepeatsTheTokensOfItsCalls(String key) {
        Span span = read(span("agent run").with("agent_name", "writer").with(key, 9L));

        assertThat(span.operation().kind()).isEqualTo("agent");
        assertThat(span.usage()).isEqualTo(new Usage(9L, null, null, null, null, null, false));
        assertThat(span.actor().agent()).isEqualTo("writer");
    }

    @Test
    void readsTheMessagesOfARun() {
        Span parts = read(span("invoke_agent writer")
                .with(
                        "pydantic_ai.all_messages",
                        "[{\"role\":\"user\",\"parts\":[{\"type\":\"text\",\"content\":\"Hi\"}]},"
                                + "{\"role\":\"assistant\",\"parts\":[{\"type\":\"text\",\"content\":\"Yes\"}]}]")
                .with("final_result", "Yes"));
        Span events = read(span("agent run")
                .with(
                        "all_messages_events",
                        "[{\"event.name\":\"gen_ai.user.message\",\"content\":\"Hi\",\"role\":\"user\"},"
                                + "{\"event.name\":\"gen_ai.tool.message\",\"content\":\"ok\",\"role\":\"tool\"}]")
                .with("final_result", "{\"a\":1}"));

        assertThat(parts.operation().input()).containsExactly(Message.text("user", "Hi"));
        assertThat(parts.operation().output()).containsExactly(Message.text("assistant", "Yes"));
        assertThat(events.operation().input()).hasSize(2);
        assertThat(events.operation().output()).containsExactly(Message.text("assistant", "{\"a\":1}"));
    }

    @Test
    void readsToolsOfEveryFormat() {
        Operation.ToolCall expected = new Operation.ToolCall("f", "c1", null, "{}", "14");
        RawSpans old = span("running tool").with("gen_ai.tool.name", "f").with("gen_ai.tool.call.id", "c1");
        RawSpans current = span("execute_tool f").with("gen_ai.tool.name", "f").with("gen_ai.tool.call.id", "c1");

        assertThat(read(old.with("tool_arguments", "{}").with("tool_response", "14"))
                        .operation())
                .isEqualTo(expected);
        assertThat(read(current.with("gen_ai.tool.call.arguments", "{}").with("gen_ai.tool.call.result", "14"))
                        .operation())
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"running tools", "running 2 tools"})
    void severalToolsAreAStep(String name) {
        assertThat(read(span(name).with("tools", List.of("f", "g"))).operation().kind())
                .isEqualTo("step");
    }

    @Test
    void leavesOtherSpansOfItsScopeAlone() {
        assertThat(read(span("preparing")).dialect()).isEqualTo("none");
    }

    @Test
    void readsWhatWasReallySent() {
        RealSpans run = RealSpans.of("pydantic-ai", "pydantic-ai-logfire-feedback.json");

        assertThat(run.kinds()).containsExactly("model", "agent", "evaluation");
        assertThat(run.tokens()).isEqualTo(55);
    }
}
