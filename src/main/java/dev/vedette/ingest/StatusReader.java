package dev.vedette.ingest;

import dev.vedette.telemetry.Attributes;
import dev.vedette.telemetry.Operation;
import dev.vedette.telemetry.SpanEvent;
import dev.vedette.telemetry.Status;
import org.jspecify.annotations.Nullable;

/** How a span ended. Senders mark errors in many ways besides the status of OTLP, and some say OK beside them. */
final class StatusReader {
    private StatusReader() {}

    static Status read(RawSpan span, Operation operation) {
        Attributes attributes = span.attributes();
        Attributes exception = exception(span);
        Status.Code sent = span.status().code();
        if (sent != Status.Code.ERROR
                && !saysError(attributes, operation)
                && !(exception != null && counts(sent, operation))) {
            return span.status();
        }
        return new Status(Status.Code.ERROR, message(span, exception), type(attributes, exception));
    }

    private static boolean saysError(Attributes attributes, Operation operation) {
        return attributes.text(GenAi.ERROR_TYPE) != null
                || flagged(attributes)
                || "error".equals(attributes.text("gen_ai.tool.status"))
                || "ERROR".equals(attributes.text("langfuse.observation.level"))
                || Boolean.FALSE.equals(attributes.flag("success"))
                || (operation instanceof Operation.ModelCall call
                        && call.finishReasons().contains("error"));
    }

    /** {@code error} is a flag for some senders and a message for others; {@code false} is neither. */
    private static boolean flagged(Attributes attributes) {
        Object error = attributes.get("error");
        return error != null
                && !Boolean.FALSE.equals(attributes.flag("error"))
                && (error instanceof Boolean || attributes.text("error") != null);
    }

    /** An exception beside an explicit OK was handled, unless the operation has nothing to show for it. */
    private static boolean counts(Status.Code sent, Operation operation) {
        if (sent != Status.Code.OK) {
            return true;
        }
        if (operation instanceof Operation.ModelCall call) {
            return call.output().isEmpty();
        }
        return operation instanceof Operation.ToolCall call && call.result() == null;
    }

    private static @Nullable Attributes exception(RawSpan span) {
        for (SpanEvent event : span.events()) {
            if (event.name().equals(GenAi.EXCEPTION_EVENT)) {
                return event.attributes();
            }
        }
        return null;
    }

    private static String message(RawSpan span, @Nullable Attributes exception) {
        if (!span.status().message().isEmpty()) {
            return span.status().message();
        }
        String thrown = exception == null ? null : exception.text("exception.message");
        String told = thrown == null
                ? span.attributes()
                        .firstText("error.message", "exception.message", "langfuse.observation.status_message", "error")
                : thrown;
        return told == null || told.equalsIgnoreCase("true") ? "" : told;
    }

    private static String type(Attributes attributes, @Nullable Attributes exception) {
        String type = attributes.firstText(GenAi.ERROR_TYPE, "exception.type");
        if (type == null && exception != null) {
            type = exception.text("exception.type");
        }
        return type == null ? "" : type;
    }
}
