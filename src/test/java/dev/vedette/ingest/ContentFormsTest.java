package dev.vedette.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.JsonNode;
import dev.vedette.telemetry.Message;
import dev.vedette.telemetry.Message.Part;
import dev.vedette.telemetry.ToolDefinition;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Messages, their parts and declared tools in the forms of the providers, which senders pass through as they are. */
class ContentFormsTest {
    static Stream<Arguments> parts() {
        return Stream.of(
                Arguments.of("{'type':'refusal','refusal':'No.'}", new Part.Text("No.")),
                Arguments.of(
                        "{'type':'reasoning','content':[],'summary':[{'type':'summary_text','text':'a'},{'text':'b'}]}",
                        new Part.Reasoning("a\nb")),
                Arguments.of(
                        "{'type':'function_call','id':'fc_1','call_id':'call_1','name':'f','arguments':'{}'}",
                        new Part.ToolCallRequest("call_1", "f", "{}")),
                Arguments.of(
                        "{'type':'function_call_output','id':'fco_1','call_id':'call_1','output':'fine'}",
                        new Part.ToolCallResponse("call_1", "fine")),
                Arguments.of(
                        "{'type':'tool-error','toolCallId':'c','toolName':'f','error':'broken'}",
                        new Part.ToolCallResponse("c", "broken")),
                Arguments.of(
                        "{'type':'mcp_tool_use','id':'m','name':'f','input':{'a':1},'server_name':'s'}",
                        new Part.ToolCallRequest("m", "f", "{\"a\":1}")),
                Arguments.of(
                        "{'type':'web_search_tool_result','tool_use_id':'w','content':[{'title':'T'}]}",
                        new Part.ToolCallResponse("w", "[{\"title\":\"T\"}]")),
                Arguments.of(
                        "{'type':'tool_call','id':'c','name':'f','arguments':'__REDACTED__'}",
                        new Part.ToolCallRequest("c", "f", "")),
                Arguments.of("{'image':{'format':'png','source':{'bytes':'AAAA'}}}", new Part.Media("png", "inline")),
                Arguments.of(
                        "{'document':{'format':'pdf','name':'n','source':{'s3Location':{'uri':'s3://b/k'}}}}",
                        new Part.Media("pdf", "s3://b/k")),
                Arguments.of(
                        "{'type':'document','source':{'type':'base64','media_type':'application/pdf','data':'AAAA'}}",
                        new Part.Media("application/pdf", "inline")),
                Arguments.of(
                        "{'type':'document','source':{'type':'text','media_type':'text/plain','data':'Words'}}",
                        new Part.Text("Words")),
                Arguments.of(
                        "{'type':'binary','media_type':'image/png','content':'AAAA'}",
                        new Part.Media("image/png", "inline")),
                Arguments.of(
                        "{'type':'video-url','url':'https://example.org/v.mp4'}",
                        new Part.Media("video_url", "https://example.org/v.mp4")),
                Arguments.of(
                        "{'type':'compaction','id':'x'}",
                        new Part.Unknown("compaction", "{\"type\":\"compaction\",\"id\":\"x\"}")));
    }

    @ParameterizedTest
    @MethodSource
    void parts(String sent, Part read) {
        assertThat(PartReader.read(tree(sent))).isEqualTo(read);
    }

    static Stream<Arguments> messages() {
        return Stream.of(
                Arguments.of(
                        "Anthropic's request has the instructions beside the messages",
                        "{'system':'Be brief.','messages':[{'role':'user','content':'Hi'}]}",
                        List.of(Message.text("system", "Be brief."), Message.text("user", "Hi"))),
                Arguments.of(
                        "Anthropic's answer says why it stopped in its own word",
                        "{'role':'assistant','content':[{'type':'text','text':'Yo'}],'stop_reason':'end_turn'}",
                        List.of(new Message("assistant", List.of(new Part.Text("Yo")), "stop"))),
                Arguments.of(
                        "Bedrock's answer says it beside the message",
                        "{'output':{'message':{'role':'assistant','content':[{'text':'Yo'}]}},'stopReason':'max_tokens'}",
                        List.of(new Message("assistant", List.of(new Part.Text("Yo")), "length"))),
                Arguments.of(
                        "Gemini's request",
                        "{'contents':[{'role':'user','parts':[{'text':'Hi'}]}]}",
                        List.of(Message.text("user", "Hi"))),
                Arguments.of(
                        "Gemini's answer",
                        "{'candidates':[{'content':{'role':'model','parts':[{'text':'Yo'}]},'finishReason':'STOP'}]}",
                        List.of(new Message("model", List.of(new Part.Text("Yo")), "stop"))),
                Arguments.of(
                        "calls and answers of tools between the messages of OpenAI's request",
                        "[{'role':'user','content':'Hi'},{'type':'function_call','call_id':'c','name':'f','arguments':'{}'},"
                                + "{'type':'function_call_output','call_id':'c','output':'ok'}]",
                        List.of(
                                Message.text("user", "Hi"),
                                new Message("assistant", List.of(new Part.ToolCallRequest("c", "f", "{}")), null),
                                new Message("tool", List.of(new Part.ToolCallResponse("c", "ok")), null))),
                Arguments.of(
                        "a flattened call in OpenAI's old form",
                        "[{'role':'assistant','function_call_name':'f','function_call_arguments_json':'{}'}]",
                        List.of(new Message("assistant", List.of(new Part.ToolCallRequest(null, "f", "{}")), null))),
                Arguments.of(
                        "a tool's answer in parts",
                        "[{'role':'tool','tool_call_id':'c','contents':[{'type':'text','text':'ok'}]}]",
                        List.of(new Message(
                                "tool",
                                List.of(new Part.ToolCallResponse("c", "[{\"type\":\"text\",\"text\":\"ok\"}]")),
                                null))),
                Arguments.of(
                        "content that was held back is none",
                        "[{'role':'user','content':'__REDACTED__'},{'role':'tool','content':'<REDACTED>'}]",
                        List.of(
                                new Message("user", List.of(), null),
                                new Message("tool", List.of(new Part.ToolCallResponse(null, "")), null))));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void messages(String what, String sent, List<Message> read) {
        assertThat(MessageReader.messages(tree(sent), "user")).as(what).isEqualTo(read);
    }

    @Test
    void instructionsMayBeMessagesInstead() {
        assertThat(MessageReader.partsOnly(
                        tree("[{'role':'system','parts':[{'type':'text','content':'Be brief.'}]}]"), "system"))
                .containsExactly(Message.text("system", "Be brief."));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "[{'type':'function','function':{'name':'f','description':'d'}}] | f",
                "[{'type':'function','name':'f','description':'d','parameters':{}}] | f",
                "[{'name':'f','description':'d','input_schema':{}}] | f",
                "{'functionDeclarations':[{'name':'f','description':'d'}]} | f",
                "[{'function_declarations':[{'name':'f','description':'d'}]}] | f",
                "{'tools':[{'toolSpec':{'name':'f','description':'d','inputSchema':{'json':{}}}}]} | f"
            })
    void declaredTools(String sent, String name) {
        assertThat(ToolDefinitionReader.read(tree(sent.replace('\'', '"'))))
                .extracting(ToolDefinition::name, ToolDefinition::description)
                .containsExactly(tuple(name, "d"));
    }

    private static JsonNode tree(String sent) {
        return Json.tree(sent.replace('\'', '"'));
    }
}
