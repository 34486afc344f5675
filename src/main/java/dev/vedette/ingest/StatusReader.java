package dev.vedette.ingest;

import dev.vedette.telemetry.Attributes;
import dev.vedette.telemetry.MetricPoint;
import dev.vedette.telemetry.Operation;
import dev.vedette.telemetry.Placeholder;
import dev.vedette.telemetry.SpanEvent;
import dev.vedette.telemetry.Status;
import org.jspecify.annotations.Nullable;

/**
 * How an operation ended. Senders mark errors in many ways besides the status of OTLP: {@code error.type}, an exception
 * event, {@code success=false}, a level, a finish reason, an HTTP status; and some say OK beside them.
 */
final class StatusReader {
    private static final String[] MESSAGE = {
        "error.message", "exception.message", "langfuse.observation.status_message", "error"
    };
    private static final String RPC_CODE = "rpc.response.status_code";
    private static final String[] POINT_ERRORS = {GenAi.ERROR_TYPE, "error_type", "error", "exception"};
    private static final String[] POINT_CODES = {"http.response.status_code", "status_code", "status"};
    private static final long FIRST_HTTP_ERROR = 400;
    private static final long LAST_HTTP_ERROR = 599;

    private final Status sent;
    private final Attributes attributes;
    private final Operation operation;
    private final @Nullable Attributes exception;

    private StatusReader(Status sent, Attributes attributes, Operation operation, @Nullable Attributes exception) {
        this.sent = sent;
        this.attributes = attributes;
        this.operation = operation;
        this.exception = exception;
    }

    /** How the span ended. */
    static Status read(RawSpan span, Operation operation) {
        return new StatusReader(span.status(), span.attributes(), operation, exception(span)).read();
    }

    /** How a span ended of which its dialect knows that it failed, whatever was sent. */
    static Status failed(RawSpan span, Operation operation) {
        StatusReader reader = new StatusReader(span.status(), span.attributes(), operation, exception(span));
        return new Status(Status.Code.ERROR, reader.message(), reader.type());
    }

    /** How the operation that a log record tells of ended; unset where it tells of none and of no error. */
    static Status read(RawLog log, Operation operation) {
        Attributes attributes = log.attributes();
        Attributes exception = log.event().startsWith(GenAi.PREFIX) && isException(log.event()) ? attributes : null;
        Status told = new StatusReader(Status.UNSET, attributes, operation, exception).read();
        if (told.isError() || operation instanceof Operation.Other) {
            return told;
        }
        Long http = attributes.number("http.response.status_code");
        Long code = http == null ? attributes.number("status_code") : http;
        return isError(code) ? new Status(Status.Code.ERROR, "", String.valueOf(code)) : told;
    }

    /** Whether what a metric's point counts failed. No error may be a word, as Micrometer gives every key a value. */
    static boolean failed(MetricPoint point) {
        Attributes attributes = point.attributes();
        for (String key : POINT_ERRORS) {
            if (isMessage(attributes.text(key)) && !Boolean.FALSE.equals(attributes.flag(key))) {
                return true;
            }
        }
        for (String key : POINT_CODES) {
            if (isError(attributes.number(key))) {
                return true;
            }
        }
        return Boolean.FALSE.equals(attributes.flag("success"));
    }

    private static boolean isError(@Nullable Long code) {
        return code != null && code >= FIRST_HTTP_ERROR && code <= LAST_HTTP_ERROR;
    }

    private Status read() {
        if (sent.code() != Status.Code.ERROR && !saysError() && !(exception != null && exceptionCounts())) {
            return sent;
        }
        return new Status(Status.Code.ERROR, message(), type());
    }

    private boolean saysError() {
        return attributes.text(GenAi.ERROR_TYPE) != null
                || flagged()
                || "error".equalsIgnoreCase(attributes.text("gen_ai.tool.status"))
                || "ERROR".equalsIgnoreCase(attributes.text("langfuse.observation.level"))
                || isRefusedByMcp()
                || Boolean.FALSE.equals(attributes.flag("success"))
                || (operation instanceof Operation.ModelCall call
                        && call.finishReasons().contains("error"));
    }

    /** The codes of JSON-RPC's errors, which alone are told, are negative. */
    private boolean isRefusedByMcp() {
        Long code = attributes.has(GenAi.MCP_METHOD) ? attributes.number(RPC_CODE) : null;
        return code != null && code < 0;
    }

    /** {@code error} is a flag for some senders and a message for others; {@code false} is neither. */
    private boolean flagged() {
        Object error = attributes.get("error");
        return error != null
                && !Boolean.FALSE.equals(attributes.flag("error"))
                && (error instanceof Boolean || isMessage(attributes.text("error")));
    }

    private static boolean isMessage(@Nullable String text) {
        return text != null && !Placeholder.isNoValue(text);
    }

    /** An exception beside an explicit OK was handled, unless the operation has nothing to show for it. */
    private boolean exceptionCounts() {
        if (sent.code() != Status.Code.OK) {
            return true;
        }
        if (operation instanceof Operation.ModelCall call) {
            return call.output().isEmpty();
        }
        return operation instanceof Operation.ToolCall call && call.result() == null;
    }

    /** Whether that is the name of an exception's event: of any operation or of one of OpenTelemetry's GenAI ones. */
    static boolean isException(String eventName) {
        return eventName.equals(GenAi.EXCEPTION_EVENT)
                || (eventName.startsWith(GenAi.PREFIX) && eventName.endsWith("." + GenAi.EXCEPTION_EVENT));
    }

    private static @Nullable Attributes exception(RawSpan span) {
        for (SpanEvent event : span.events()) {
            if (isException(event.name())) {
                return event.attributes();
            }
        }
        return null;
    }

    private String message() {
        if (!sent.message().isEmpty()) {
            return sent.message();
        }
        String thrown = exception == null ? null : exception.text("exception.message");
        String told = thrown == null ? attributes.firstText(MESSAGE) : thrown;
        return told == null || told.equalsIgnoreCase("true") ? "" : told;
    }

    private String type() {
        String type = attributes.firstText(GenAi.ERROR_TYPE, "error_type", "exception.type");
        if (type == null && exception != null) {
            type = exception.text("exception.type");
        }
        if (type == null && isRefusedByMcp()) {
            type = attributes.text(RPC_CODE);
        }
        return type == null ? "" : type;
    }
}
