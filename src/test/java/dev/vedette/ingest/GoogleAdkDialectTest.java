package dev.vedette.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vedette.telemetry.Message;
import dev.vedette.telemetry.Message.Part;
import dev.vedette.telemetry.Operation;
import dev.vedette.telemetry.Operation.AgentRun.Extent;
import dev.vedette.telemetry.Span;
import dev.vedette.telemetry.Status;
import dev.vedette.telemetry.ToolDefinition;
import dev.vedette.telemetry.Usage;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GoogleAdkDialectTest {
    private static final String SCOPE = "gcp.vertex.agent";

    private final Normalizer normalizer = Normalizer.standard();

    @Test
    void readsARequestOfJava() {
        Span span = normalizer.normalize(call().with(
                        "gcp.vertex.agent.llm_request",
                        "{\"model\":\"gemini-2.0-flash\",\"config\":{\"systemInstruction\":{\"parts\":[{\"text\":\"Be"
                                + " terse\"}]},\"maxOutputTokens\":9,\"tools\":[{\"functionDeclarations\":[{\"name\":\"f\"}]}]},"
                                + "\"contents\":[{\"role\":\"user\",\"parts\":[{\"text\":\"Hi\"}]}]}")
                .with(
                        "gcp.vertex.agent.llm_response",
                        "{\"content\":{\"role\":\"model\",\"parts\":[{\"functionCall\":{\"id\":\"c1\",\"name\":\"f\","
                                + "\"args\":{\"a\":1}}}]},\"finishReason\":\"STOP\",\"usageMetadata\":{\"promptTokenCount\":7,"
                                + "\"candidatesTokenCount\":3,\"thoughtsTokenCount\":2,\"cachedContentTokenCount\":4}}")
                .build());

        assertThat(span.dialect()).isEqualTo("google-adk");
        assertThat(span.actor().framework()).isEqualTo("google-adk");
        assertThat(span.actor().session()).isEqualTo("s1");
        assertThat(span.actor().turn()).isEqualTo("i1");
        Operation.ModelCall call = (Operation.ModelCall) span.operation();
        assertThat(call.provider()).isEqualTo("gcp.gemini");
        assertThat(call.requestModel()).isEqualTo("gemini-2.0-flash");
        assertThat(call.input()).containsExactly(Message.text("system", "Be terse"), Message.text("user", "Hi"));
        assertThat(call.output())
                .containsExactly(
                        new Message("assistant", List.of(new Part.ToolCallRequest("c1", "f", "{\"a\":1}")), "stop"));
        assertThat(call.tools()).extracting(ToolDefinition::name).containsExactly("f");
        assertThat(call.finishReasons()).containsExactly("stop");
        assertThat(call.request().maxTokens()).isEqualTo(9L);
        assertThat(span.usage()).isEqualTo(new Usage(7L, 5L, 4L, null, 2L, null, true));
    }

    @Test
    void readsARequestOfPython() {
        Span span = normalizer.normalize(call().with("gen_ai.request.model", "gemini-2.0-flash")
                .with("gen_ai.usage.input_tokens", 7L)
                .with("gen_ai.usage.output_tokens", 3L)
                .with(
                        "gcp.vertex.agent.llm_request",
                        "{\"model\":\"gemini-2.0-flash\",\"config\":{\"system_instruction\":\"Be terse\"},\"contents\":["
                                + "{\"role\":\"user\",\"parts\":[{\"function_response\":{\"id\":\"c1\",\"response\":{\"r\":1}}}]}]}")
                .with(
                        "gcp.vertex.agent.llm_response",
                        "{\"content\":{\"role\":\"model\",\"parts\":[{\"thought\":true,\"text\":\"Hm\"},{\"text\":\"One\"}]},"
                                + "\"finish_reason\":\"MAX_TOKENS\"}")
                .build());

        Operation.ModelCall call = (Operation.ModelCall) span.operation();
        assertThat(call.input())
                .containsExactly(
                        Message.text("system", "Be terse"),
                        new Message("user", List.of(new Part.ToolCallResponse("c1", "{\"r\":1}")), null));
        assertThat(call.output().get(0).parts()).containsExactly(new Part.Reasoning("Hm"), new Part.Text("One"));
        assertThat(call.finishReasons()).containsExactly("length");
        assertThat(span.usage().inputTokens()).isEqualTo(7L);
        assertThat(span.usage().outputTokens()).isEqualTo(3L);
    }

    @Test
    void aFailedCallHasNothingButItsScopeAndName() {
        Span span = normalizer.normalize(RawSpans.named("call_llm")
                .scope(SCOPE)
                .status(Status.Code.ERROR)
                .event("exception", Map.of("exception.type", "ClientException", "exception.message", "404"))
                .build());

        assertThat(span.operation()).isInstanceOf(Operation.ModelCall.class);
        assertThat(span.status()).isEqualTo(new Status(Status.Code.ERROR, "404", "ClientException"));
    }

    @Test
    void anErrorInTheAnswerIsAnError() {
        Span span = normalizer.normalize(
                call().with("gcp.vertex.agent.llm_response", "{\"error_code\":\"SAFETY\",\"error_message\":\"no\"}")
                        .build());

        assertThat(span.status()).isEqualTo(new Status(Status.Code.ERROR, "no", "SAFETY"));
    }

    @Test
    void readsATool() {
        Span span = normalizer.normalize(RawSpans.named("execute_tool bake")
                .scope(SCOPE)
                .with("gen_ai.operation.name", "execute_tool")
                .with("gen_ai.tool.name", "bake")
                .with("gen_ai.tool.type", "FunctionTool")
                .with("gen_ai.tool.description", "bakes")
                .with("gen_ai.tool_call.id", "c1")
                .with("gcp.vertex.agent.tool_call_args", "{\"q\":1}")
                .with("gcp.vertex.agent.tool_response", "{\"r\":2}")
                .with("gcp.vertex.agent.llm_request", "{}")
                .build());

        assertThat(span.operation())
                .isEqualTo(new Operation.ToolCall(
                        "bake", "c1", null, "{\"q\":1}", "{\"r\":2}", "function", "bakes", null));
    }

    @Test
    void theSumOfSeveralToolsIsNoToolsRun() {
        Span span = normalizer.normalize(RawSpans.named("execute_tool (merged)")
                .scope(SCOPE)
                .with("gen_ai.operation.name", "execute_tool")
                .with("gen_ai.tool.name", "(merged tools)")
                .with("gcp.vertex.agent.tool_call_args", "N/A")
                .with("gcp.vertex.agent.tool_response", "{}")
                .build());

        assertThat(span.operation()).isInstanceOf(Operation.AgentRun.class);
    }

    @ParameterizedTest
    @CsvSource({
        "agent_run [weather], AGENT, weather",
        "invoke_agent weather, AGENT, weather",
        "invocation, WORKFLOW, shop",
        "tool_response [f], STEP, shop"
    })
    void readsRuns(String name, Extent extent, String agent) {
        Span span = normalizer.normalize(RawSpans.named(name).scope(SCOPE).build());

        assertThat(((Operation.AgentRun) span.operation()).extent()).isEqualTo(extent);
        assertThat(span.actor().agent()).isEqualTo(agent);
        assertThat(span.usage().own()).isFalse();
    }

    @Test
    void dataSentIsNoOperation() {
        Span span =
                normalizer.normalize(RawSpans.named("send_data").scope(SCOPE).build());

        assertThat(span.operation()).isEqualTo(new Operation.Other());
        assertThat(span.dialect()).isEqualTo("google-adk");
    }

    private static RawSpans call() {
        return RawSpans.named("call_llm")
                .scope(SCOPE)
                .with("gen_ai.system", SCOPE)
                .with("gen_ai.operation.name", "call_llm")
                .with("gcp.vertex.agent.session_id", "s1")
                .with("gcp.vertex.agent.invocation_id", "i1");
    }
}
