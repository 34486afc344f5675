package dev.vedette.ingest;

import dev.vedette.telemetry.Message;
import dev.vedette.telemetry.Operation;
import dev.vedette.telemetry.Status;
import dev.vedette.telemetry.Usage;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a dialect found in a log record: an operation where the sender tells operations in log records, else at most
 * messages that belong to an operation told elsewhere.
 *
 * @param who what only this dialect can tell of who acted
 * @param status how the operation ended where this dialect says so in its own way, else null
 * @param durationNanos how long the operation took, or null
 * @param input messages to a model that are not in the operation
 * @param output messages from a model that are not in the operation
 */
record LogReading(
        Operation operation,
        Usage usage,
        Identity who,
        @Nullable Status status,
        @Nullable Long durationNanos,
        List<Message> input,
        List<Message> output) {
    static final LogReading NOTHING = messages(List.of(), List.of());

    static LogReading messages(List<Message> input, List<Message> output) {
        return new LogReading(new Operation.Other(), Usage.NONE, Identity.UNKNOWN, null, null, input, output);
    }

    static LogReading of(Operation operation, Usage usage) {
        return new LogReading(operation, usage, Identity.UNKNOWN, null, null, List.of(), List.of());
    }

    LogReading by(Identity who) {
        return new LogReading(operation, usage, who, status, durationNanos, input, output);
    }

    LogReading ended(@Nullable Status status, @Nullable Long durationNanos) {
        return new LogReading(operation, usage, who, status, durationNanos, input, output);
    }
}
