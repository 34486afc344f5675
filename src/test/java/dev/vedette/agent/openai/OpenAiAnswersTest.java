package dev.vedette.agent.openai;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.vedette.agent.model.ChatMessage;
import dev.vedette.agent.model.ChatModel.PieceListener;
import dev.vedette.agent.model.ModelReply;
import dev.vedette.agent.model.ModelRequest;
import dev.vedette.agent.model.ModelServer;
import dev.vedette.agent.model.ModelSettings;
import dev.vedette.agent.model.ModelTool;
import dev.vedette.agent.model.ScriptedAnswer;
import dev.vedette.agent.model.TokenCount;
import dev.vedette.agent.model.ToolRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Questions go out as the two APIs want them, and answers come back as one thing. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class OpenAiAnswersTest {
    private static final String SCHEMA =
            "{\"type\":\"object\",\"properties\":{\"id\":{\"type\":\"integer\"}},\"required\":[\"id\"],"
                    + "\"additionalProperties\":false}";

    private final ModelServer server = ModelServer.start();
    private final OpenAi provider = OpenAi.at(server.baseUrl(), () -> "sk-test\n");

    @AfterEach
    void close() {
        server.close();
    }

    @ParameterizedTest
    @EnumSource(WayToAsk.class)
    void wordsComeWhole(WayToAsk way) throws Exception {
        server.answers("It is a lighthouse.");
        List<String> pieces = new ArrayList<>();
        ModelReply reply = way.model(provider).call(Asking.question(way.streamed()), pieces::add);
        assertThat(reply.text()).isEqualTo("It is a lighthouse.");
        assertThat(reply.toolRequests()).isEmpty();
        assertThat(reply.finishReason()).isEqualTo("stop");
        assertThat(reply.tokens()).isEqualTo(new TokenCount(21, 8, 5, 3, true));
        assertThat(reply.responseModel()).isEqualTo("scripted-2026");
        assertThat(reply.responseId()).isEqualTo(way.responses() ? "resp_1" : "chatcmpl-1");
        if (way.streamed()) {
            assertThat(pieces).containsExactly("It ", "is ", "a ", "lighthouse.");
            assertThat(reply.timeToFirstPiece()).isPositive();
        } else {
            assertThat(pieces).isEmpty();
            assertThat(reply.timeToFirstPiece()).isNull();
        }
    }

    @ParameterizedTest
    @EnumSource(WayToAsk.class)
    void severalToolsAreAskedForAtOnce(WayToAsk way) throws Exception {
        ToolRequest first = new ToolRequest("call_a", "lookup", "{\"id\":1}");
        ToolRequest second = new ToolRequest("call_b", "write", "{\"text\":\"two words\"}");
        server.callsTools(first, second);
        ModelReply reply = way.model(provider).call(Asking.question(way.streamed()), PieceListener.NONE);
        assertThat(reply.toolRequests()).containsExactly(first, second);
        assertThat(reply.finishReason()).isEqualTo("tool_call");
        assertThat(reply.text()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(WayToAsk.class)
    void repeatedIdsAreMended(WayToAsk way) throws Exception {
        server.duplicateCallIds("lookup", "{\"id\":1}", "{\"id\":2}");
        ModelReply reply = way.model(provider).call(Asking.question(way.streamed()), PieceListener.NONE);
        assertThat(reply.toolRequests()).extracting(ToolRequest::arguments).containsExactly("{\"id\":1}", "{\"id\":2}");
        assertThat(reply.toolRequests()).extracting(ToolRequest::id).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @EnumSource(WayToAsk.class)
    void aRefusalIsToldByItsReason(WayToAsk way) throws Exception {
        server.refuses("I will not.");
        ModelReply reply = way.model(provider).call(Asking.question(way.streamed()), PieceListener.NONE);
        assertThat(reply.text()).isEqualTo("I will not.");
        assertThat(reply.finishReason()).isEqualTo("refusal");
    }

    @ParameterizedTest
    @EnumSource(WayToAsk.class)
    void otherEndsAreToldInTheSameWords(WayToAsk way) throws Exception {
        server.runsOutOfRoom("It is a").answers(ScriptedAnswer.text("It").ending("content_filter"));
        ModelRequest question = Asking.question(way.streamed());
        assertThat(way.model(provider).call(question, PieceListener.NONE).finishReason())
                .isEqualTo("length");
        assertThat(way.model(provider).call(question, PieceListener.NONE).finishReason())
                .isEqualTo("content_filter");
    }

    @ParameterizedTest
    @EnumSource(WayToAsk.class)
    void keyAndHeadersGoAlong(WayToAsk way) throws Exception {
        server.answers("Yes.");
        OpenAi billed = provider.withBilling("org-1", "proj-1");
        way.model(billed).call(Asking.question(way.streamed()), PieceListener.NONE);
        assertThat(server.lastRequest().header("authorization")).isEqualTo("Bearer sk-test");
        assertThat(server.lastRequest().header("traceparent")).startsWith("00-0af7651916cd43dd");
        assertThat(server.lastRequest().header("openai-organization")).isEqualTo("org-1");
        assertThat(server.lastRequest().header("openai-project")).isEqualTo("proj-1");
        assertThat(server.lastRequest().header("user-agent")).isEqualTo("vedette");
        assertThat(server.lastRequest().streamed()).isEqualTo(way.streamed());
    }

    @Test
    void chatCompletionsAreToldAll() throws Exception {
        server.answers("{}");
        provider.chat("m").call(full(true), PieceListener.NONE);
        JsonNode body = server.lastRequest().body();
        assertThat(body.path("messages").findValuesAsText("role"))
                .containsExactly("system", "user", "assistant", "tool", "system");
        assertThat(body.at("/messages/2/content").isMissingNode()).isTrue();
        assertThat(body.at("/messages/2/tool_calls/0/function/name").asText()).isEqualTo("lookup");
        assertThat(body.at("/messages/3/tool_call_id").asText()).isEqualTo("call_1");
        assertThat(body.at("/messages/4/content").asText()).isEqualTo("Come to an end.");
        assertThat(body.at("/tools/0/function/strict").asBoolean()).isTrue();
        assertThat(body.at("/tools/0/function/parameters/additionalProperties").isBoolean())
                .isTrue();
        assertThat(body.path("parallel_tool_calls").asBoolean()).isTrue();
        assertThat(body.at("/response_format/json_schema/strict").asBoolean()).isTrue();
        assertThat(body.at("/response_format/json_schema/schema/required/0").asText())
                .isEqualTo("id");
        assertThat(body.at("/stream_options/include_usage").asBoolean()).isTrue();
        assertThat(body.path("temperature").asDouble()).isEqualTo(0.2);
        assertThat(body.path("top_p").asDouble()).isEqualTo(0.9);
        assertThat(body.path("max_tokens").asInt()).isEqualTo(300);
        assertThat(body.path("seed").asInt()).isEqualTo(7);
        assertThat(body.path("reasoning_effort").asText()).isEqualTo("low");
    }

    @Test
    void theResponsesApiIsToldAll() throws Exception {
        server.answers("{}");
        provider.responses("m").call(full(true), PieceListener.NONE);
        JsonNode body = server.lastRequest().body();
        assertThat(body.path("instructions").asText()).isEqualTo("Be brief.");
        assertThat(body.at("/input/0/role").asText()).isEqualTo("user");
        assertThat(body.at("/input/1/type").asText()).isEqualTo("function_call");
        assertThat(body.at("/input/1/call_id").asText()).isEqualTo("call_1");
        assertThat(body.at("/input/2/type").asText()).isEqualTo("function_call_output");
        assertThat(body.at("/input/2/output").asText()).isEqualTo("found");
        assertThat(body.at("/input/3/role").asText()).isEqualTo("developer");
        assertThat(body.at("/tools/0/name").asText()).isEqualTo("lookup");
        assertThat(body.at("/tools/0/strict").asBoolean()).isTrue();
        assertThat(body.path("parallel_tool_calls").asBoolean()).isTrue();
        assertThat(body.at("/text/format/strict").asBoolean()).isTrue();
        assertThat(body.at("/text/format/schema/required/0").asText()).isEqualTo("id");
        assertThat(body.path("max_output_tokens").asInt()).isEqualTo(300);
        assertThat(body.at("/reasoning/effort").asText()).isEqualTo("low");
        assertThat(body.path("store").isBoolean() && !body.path("store").asBoolean())
                .isTrue();
    }

    private static ModelRequest full(boolean streamed) {
        return new ModelRequest(
                "Be brief.",
                List.of(
                        new ChatMessage.User("What is it?"),
                        new ChatMessage.Assistant("", List.of(new ToolRequest("call_1", "lookup", "{\"id\":1}"))),
                        new ChatMessage.ToolAnswer("call_1", "found"),
                        new ChatMessage.Notice("Come to an end.")),
                List.of(new ModelTool("lookup", "Looks up.", SCHEMA, true)),
                new ModelSettings(0.2, 0.9, 300, 7L, "low"),
                SCHEMA,
                streamed,
                Asking.PATIENT,
                Map.of());
    }
}
