package dev.vedette.telemetry;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One message to or from a model. Immutable.
 *
 * @param role system, user, assistant, tool, or whatever the sender wrote; never empty
 * @param parts what it says, in order
 * @param finishReason why the model stopped, on output messages that tell, else null
 */
public record Message(
        String role, List<Part> parts, @Nullable String finishReason) {
    public Message {
        parts = List.copyOf(parts);
    }

    /** A message of one text. */
    public static Message text(String role, String text) {
        return new Message(role, List.of(new Part.Text(text)), null);
    }

    /** One part of a message. */
    public sealed interface Part {
        /** Words. */
        record Text(String text) implements Part {}

        /** The model's reasoning, where shown. */
        record Reasoning(String text) implements Part {}

        /** The model asks for a tool. {@code arguments} is JSON text or whatever was sent; {@code id} may be null. */
        record ToolCallRequest(@Nullable String id, String name, String arguments) implements Part {}

        /** What a tool answered. {@code id} may be null. */
        record ToolCallResponse(@Nullable String id, String response) implements Part {}

        /** An image, a file, audio: only what it is ({@code image/png}, {@code uri}), never its bytes. */
        record Media(String mediaType, String reference) implements Part {}

        /** A part of a type that is not known here, as JSON text. */
        record Unknown(String type, String json) implements Part {}
    }
}
