package dev.vedette.agent.openai;

import com.openai.models.Reasoning;
import com.openai.models.ReasoningEffort;
import com.openai.models.responses.EasyInputMessage;
import com.openai.models.responses.FunctionTool;
import com.openai.models.responses.ResponseCreateParams;
import com.openai.models.responses.ResponseFormatTextJsonSchemaConfig;
import com.openai.models.responses.ResponseFunctionToolCall;
import com.openai.models.responses.ResponseInputItem;
import com.openai.models.responses.ResponseTextConfig;
import dev.vedette.agent.model.ChatMessage;
import dev.vedette.agent.model.ModelRequest;
import dev.vedette.agent.model.ModelSettings;
import dev.vedette.agent.model.ModelTool;
import dev.vedette.agent.model.ToolRequest;
import java.util.ArrayList;
import java.util.List;

/** Puts a question into the words of the Responses API, which has none for a seed. */
final class ResponsesQuestion {
    private ResponsesQuestion() {}

    static ResponseCreateParams of(String model, ModelRequest request) {
        ResponseCreateParams.Builder params = ResponseCreateParams.builder()
                .model(model)
                .inputOfResponse(input(request.messages()))
                .store(false);
        if (!request.instructions().isEmpty()) {
            params.instructions(request.instructions());
        }
        request.tools().forEach(tool -> params.addTool(function(tool)));
        if (!request.tools().isEmpty()) {
            params.parallelToolCalls(true);
        }
        if (request.answerSchema() != null) {
            params.text(format(request.answerSchema()));
        }
        request.headers().forEach(params::putAdditionalHeader);
        settle(params, request.settings());
        return params.build();
    }

    private static void settle(ResponseCreateParams.Builder params, ModelSettings settings) {
        if (settings.temperature() != null) {
            params.temperature(settings.temperature());
        }
        if (settings.topP() != null) {
            params.topP(settings.topP());
        }
        if (settings.maximumOutputTokens() != null) {
            params.maxOutputTokens(settings.maximumOutputTokens().longValue());
        }
        if (settings.reasoningEffort() != null) {
            params.reasoning(Reasoning.builder()
                    .effort(ReasoningEffort.of(settings.reasoningEffort()))
                    .build());
        }
    }

    private static List<ResponseInputItem> input(List<ChatMessage> messages) {
        List<ResponseInputItem> items = new ArrayList<>();
        for (ChatMessage message : messages) {
            if (message instanceof ChatMessage.User user) {
                items.add(said(EasyInputMessage.Role.USER, user.text()));
            } else if (message instanceof ChatMessage.Assistant assistant) {
                addAssistant(items, assistant);
            } else if (message instanceof ChatMessage.ToolAnswer answer) {
                items.add(ResponseInputItem.ofFunctionCallOutput(ResponseInputItem.FunctionCallOutput.builder()
                        .callId(answer.requestId())
                        .output(answer.text())
                        .build()));
            } else if (message instanceof ChatMessage.Notice notice) {
                items.add(said(EasyInputMessage.Role.DEVELOPER, notice.text()));
            }
        }
        return items;
    }

    private static void addAssistant(List<ResponseInputItem> items, ChatMessage.Assistant assistant) {
        if (!assistant.text().isEmpty()) {
            items.add(said(EasyInputMessage.Role.ASSISTANT, assistant.text()));
        }
        for (ToolRequest request : assistant.toolRequests()) {
            items.add(ResponseInputItem.ofFunctionCall(ResponseFunctionToolCall.builder()
                    .callId(request.id())
                    .name(request.name())
                    .arguments(request.arguments())
                    .build()));
        }
    }

    private static ResponseInputItem said(EasyInputMessage.Role role, String text) {
        return ResponseInputItem.ofEasyInputMessage(
                EasyInputMessage.builder().role(role).content(text).build());
    }

    private static FunctionTool function(ModelTool tool) {
        return FunctionTool.builder()
                .name(tool.name())
                .description(tool.description())
                .parameters(FunctionTool.Parameters.builder()
                        .putAllAdditionalProperties(Schemas.members(tool.parameters()))
                        .build())
                .strict(tool.strict())
                .build();
    }

    private static ResponseTextConfig format(String schema) {
        return ResponseTextConfig.builder()
                .format(ResponseFormatTextJsonSchemaConfig.builder()
                        .name("answer")
                        .schema(ResponseFormatTextJsonSchemaConfig.Schema.builder()
                                .putAllAdditionalProperties(Schemas.members(schema))
                                .build())
                        .strict(true)
                        .build())
                .build();
    }
}
