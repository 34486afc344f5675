package dev.vedette.ingest;

import com.fasterxml.jackson.databind.JsonNode;
import dev.vedette.telemetry.Message;
import dev.vedette.telemetry.Operation;
import dev.vedette.telemetry.ResponseDetails;
import dev.vedette.telemetry.Usage;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A request to Gemini and its answer in the form of Gemini's own API, in camelCase as Java and JavaScript write it or in
 * snake_case as Python does. An empty object stands for content that was held back.
 */
record GeminiExchange(JsonNode request, JsonNode response) {
    private static final String ASSISTANT = "assistant";

    /** The messages to the model, the system's instruction first. */
    List<Message> input() {
        List<Message> messages = new ArrayList<>(system());
        messages.addAll(MessageReader.messages(request.path("contents"), "user"));
        return asAssistant(messages);
    }

    /** What the model answered, from the answer itself or from its candidates. */
    List<Message> output() {
        JsonNode candidates = response.path("candidates");
        List<Message> messages = new ArrayList<>();
        if (candidates.isArray()) {
            candidates.forEach(candidate -> addAnswer(candidate, messages));
        } else {
            addAnswer(response, messages);
        }
        return asAssistant(messages);
    }

    /** The call as far as the two tell of it. */
    Operation.ModelCall call() {
        JsonNode config = config();
        String requested = Json.first(request, "model");
        List<Message> output = output();
        return new Operation.ModelCall(
                ModelNames.provider(requested),
                requested,
                Json.first(response, "modelVersion", "model_version"),
                input(),
                output,
                ToolDefinitionReader.read(config.path("tools")),
                output.stream()
                        .map(Message::finishReason)
                        .filter(reason -> reason != null)
                        .toList(),
                null,
                RequestReader.read(config),
                new ResponseDetails(Json.first(response, "responseId", "response_id"), null, null, null));
    }

    /** The tokens; Gemini counts thoughts beside the answer and tool results beside the prompt. */
    Usage usage() {
        JsonNode counts = either(response, "usageMetadata", "usage_metadata");
        Long thoughts = count(counts, "thoughtsTokenCount", "thoughts_token_count");
        Usage usage = new Usage(
                TokenCount.sum(
                        count(counts, "promptTokenCount", "prompt_token_count"),
                        count(counts, "toolUsePromptTokenCount", "tool_use_prompt_token_count")),
                TokenCount.sum(count(counts, "candidatesTokenCount", "candidates_token_count"), thoughts),
                count(counts, "cachedContentTokenCount", "cached_content_token_count"),
                null,
                thoughts,
                null,
                true);
        return usage.equals(Usage.NONE) ? Usage.NONE : usage;
    }

    /** The code that the answer failed with, or null. */
    @Nullable
    String errorCode() {
        return Json.first(response, "errorCode", "error_code");
    }

    /** What the answer says of its failure, may be empty. */
    String errorMessage() {
        String message = Json.first(response, "errorMessage", "error_message");
        return message == null ? "" : message;
    }

    /** Gemini's role for the model is {@code model}. */
    static List<Message> asAssistant(List<Message> messages) {
        return messages.stream()
                .map(message -> message.role().equals("model")
                        ? new Message(ASSISTANT, message.parts(), message.finishReason())
                        : message)
                .toList();
    }

    private List<Message> system() {
        JsonNode instruction = either(config(), "systemInstruction", "system_instruction");
        return MessageReader.partsOnly(instruction, "system");
    }

    private JsonNode config() {
        JsonNode config = request.path("config");
        return config.isObject() ? config : either(request, "generationConfig", "generation_config");
    }

    private static void addAnswer(JsonNode answer, List<Message> messages) {
        String finish = Json.first(answer, "finishReason", "finish_reason");
        if (!answer.path("content").isObject()) {
            return;
        }
        Message said = MessageReader.message(answer.path("content"), ASSISTANT);
        messages.add(new Message(said.role(), said.parts(), finish == null ? null : FinishReasons.word(finish)));
    }

    private static JsonNode either(JsonNode node, String camel, String snake) {
        return node.has(camel) ? node.path(camel) : node.path(snake);
    }

    private static @Nullable Long count(JsonNode counts, String camel, String snake) {
        JsonNode count = either(counts, camel, snake);
        return count.isIntegralNumber() ? TokenCount.believed(count.longValue()) : null;
    }
}
