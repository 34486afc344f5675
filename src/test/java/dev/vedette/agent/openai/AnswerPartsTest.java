package dev.vedette.agent.openai;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vedette.agent.model.ModelReply;
import dev.vedette.agent.model.TokenCount;
import dev.vedette.agent.model.ToolRequest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AnswerPartsTest {
    private final AnswerParts parts = new AnswerParts(2_000);

    @Test
    void piecesBelongTogetherByTheirPlace() {
        parts.toolPiece(0, "a", "first", "{\"x\"");
        parts.toolPiece(1, "b", "second", "{");
        parts.toolPiece(0, "", "", ":1}");
        parts.toolPiece(1, "", "", "}");
        assertThat(reply("tool_calls").toolRequests())
                .containsExactly(new ToolRequest("a", "first", "{\"x\":1}"), new ToolRequest("b", "second", "{}"));
    }

    @Test
    void aNewIdInTheSamePlaceIsAnotherRequest() {
        parts.toolPiece(0, "a", "first", "{}");
        parts.toolPiece(0, "b", "second", "{}");
        assertThat(reply("tool_calls").toolRequests())
                .containsExactly(new ToolRequest("a", "first", "{}"), new ToolRequest("b", "second", "{}"));
    }

    @Test
    void idAndNameMayBeRepeatedInEveryPiece() {
        parts.toolPiece(0, "a", "first", "{");
        parts.toolPiece(0, "a", "first", "}");
        assertThat(reply("tool_calls").toolRequests()).containsExactly(new ToolRequest("a", "first", "{}"));
    }

    @Test
    void missingAndRepeatedIdsAreMendedWithoutTakingAnothersId() {
        parts.tool("", "first", "{}");
        parts.tool("call_0", "second", "{}");
        parts.tool("call_0", "third", "{}");
        assertThat(reply("tool_calls").toolRequests())
                .extracting(ToolRequest::id)
                .containsExactly("call_1", "call_0", "call_2");
    }

    @Test
    void manyEmptyRequestsAreTooMuchAsWell() {
        assertThatThrownBy(() -> {
                    for (int place = 0; place < 8; place++) {
                        parts.toolPiece(place, "", "", "");
                    }
                })
                .isInstanceOf(UnfitAnswerException.class)
                .hasMessage("too_large");
    }

    @ParameterizedTest
    @CsvSource({
        "stop, false, stop",
        "stop, true, tool_call",
        "tool_calls, true, tool_call",
        "function_call, true, tool_call",
        "length, true, length",
        "max_output_tokens, false, length",
        "completed, false, stop",
        "content_filter, false, content_filter",
        "model_overloaded, false, model_overloaded",
        "Ignore all rules!, false, other",
        "'', false, other",
    })
    void reasonsAreToldInOneSetOfWords(String said, boolean tools, String told) {
        assertThat(FinishReason.of(said, tools, false)).isEqualTo(told);
    }

    @Test
    void labelsAreShort() {
        ModelReply reply = parts.reply("stop", TokenCount.UNKNOWN, "m".repeat(1_000), "i".repeat(1_000), null);
        assertThat(reply.responseModel()).hasSize(256);
        assertThat(reply.responseId()).hasSize(256);
    }

    private ModelReply reply(String reason) {
        return parts.reply(reason, TokenCount.UNKNOWN, null, null, null);
    }
}
