package dev.vedette.agent.openai;

import com.openai.core.JsonValue;
import com.openai.models.FunctionDefinition;
import com.openai.models.FunctionParameters;
import com.openai.models.ReasoningEffort;
import com.openai.models.ResponseFormatJsonSchema;
import com.openai.models.chat.completions.ChatCompletionAssistantMessageParam;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import com.openai.models.chat.completions.ChatCompletionMessageFunctionToolCall;
import com.openai.models.chat.completions.ChatCompletionStreamOptions;
import com.openai.models.chat.completions.ChatCompletionToolMessageParam;
import dev.vedette.agent.model.ChatMessage;
import dev.vedette.agent.model.ModelRequest;
import dev.vedette.agent.model.ModelSettings;
import dev.vedette.agent.model.ModelTool;
import dev.vedette.agent.model.ToolRequest;
import java.util.List;

/** Puts a question into the words of Chat Completions. */
final class ChatQuestion {
    private final boolean completionTokens;

    ChatQuestion(boolean completionTokens) {
        this.completionTokens = completionTokens;
    }

    ChatCompletionCreateParams of(String model, ModelRequest request) {
        ChatCompletionCreateParams.Builder params =
                ChatCompletionCreateParams.builder().model(model).messages(List.of());
        if (!request.instructions().isEmpty()) {
            params.addSystemMessage(request.instructions());
        }
        request.messages().forEach(message -> add(params, message));
        request.tools().forEach(tool -> params.addFunctionTool(function(tool)));
        if (!request.tools().isEmpty()) {
            params.parallelToolCalls(true);
        }
        if (request.answerSchema() != null) {
            params.responseFormat(format(request.answerSchema()));
        }
        if (request.streamed()) {
            params.streamOptions(
                    ChatCompletionStreamOptions.builder().includeUsage(true).build());
        }
        request.headers().forEach(params::putAdditionalHeader);
        settle(params, request.settings());
        return params.build();
    }

    private void settle(ChatCompletionCreateParams.Builder params, ModelSettings settings) {
        if (settings.temperature() != null) {
            params.temperature(settings.temperature());
        }
        if (settings.topP() != null) {
            params.topP(settings.topP());
        }
        if (settings.maximumOutputTokens() != null) {
            String name = completionTokens ? "max_completion_tokens" : "max_tokens";
            params.putAdditionalBodyProperty(name, JsonValue.from(settings.maximumOutputTokens()));
        }
        if (settings.seed() != null) {
            params.putAdditionalBodyProperty("seed", JsonValue.from(settings.seed()));
        }
        if (settings.reasoningEffort() != null) {
            params.reasoningEffort(ReasoningEffort.of(settings.reasoningEffort()));
        }
    }

    private static void add(ChatCompletionCreateParams.Builder params, ChatMessage message) {
        if (message instanceof ChatMessage.User user) {
            params.addUserMessage(user.text());
        } else if (message instanceof ChatMessage.Assistant assistant) {
            params.addMessage(assistant(assistant));
        } else if (message instanceof ChatMessage.ToolAnswer answer) {
            params.addMessage(ChatCompletionToolMessageParam.builder()
                    .toolCallId(answer.requestId())
                    .content(answer.text())
                    .build());
        } else if (message instanceof ChatMessage.Notice notice) {
            params.addSystemMessage(notice.text());
        }
    }

    /** A message must have content unless it asks for tools. */
    private static ChatCompletionAssistantMessageParam assistant(ChatMessage.Assistant message) {
        ChatCompletionAssistantMessageParam.Builder assistant = ChatCompletionAssistantMessageParam.builder();
        if (!message.text().isEmpty() || message.toolRequests().isEmpty()) {
            assistant.content(message.text());
        }
        for (ToolRequest request : message.toolRequests()) {
            assistant.addToolCall(ChatCompletionMessageFunctionToolCall.builder()
                    .id(request.id())
                    .function(ChatCompletionMessageFunctionToolCall.Function.builder()
                            .name(request.name())
                            .arguments(request.arguments())
                            .build())
                    .build());
        }
        return assistant.build();
    }

    private static FunctionDefinition function(ModelTool tool) {
        return FunctionDefinition.builder()
                .name(tool.name())
                .description(tool.description())
                .parameters(FunctionParameters.builder()
                        .putAllAdditionalProperties(Schemas.members(tool.parameters()))
                        .build())
                .strict(tool.strict())
                .build();
    }

    private static ResponseFormatJsonSchema format(String schema) {
        return ResponseFormatJsonSchema.builder()
                .jsonSchema(ResponseFormatJsonSchema.JsonSchema.builder()
                        .name("answer")
                        .schema(ResponseFormatJsonSchema.JsonSchema.Schema.builder()
                                .putAllAdditionalProperties(Schemas.members(schema))
                                .build())
                        .strict(true)
                        .build())
                .build();
    }
}
