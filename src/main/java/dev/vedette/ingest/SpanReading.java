package dev.vedette.ingest;

import dev.vedette.telemetry.Operation;
import dev.vedette.telemetry.Status;
import dev.vedette.telemetry.Usage;
import org.jspecify.annotations.Nullable;

/**
 * What a dialect found in a span.
 *
 * @param who what only this dialect can tell of who acted, from the span's name for example; the names that several
 *     dialects share are read for all of them by {@link Identity}
 * @param status how it ended where this dialect says so in its own way, else null
 * @param model the model that calls below it ask where they name none themselves, else null
 */
record SpanReading(
        Operation operation,
        Usage usage,
        Identity who,
        @Nullable Status status,
        @Nullable String model) {
    static SpanReading of(Operation operation, Usage usage) {
        return new SpanReading(operation, usage, Identity.UNKNOWN, null, null);
    }

    /** The operation with the numbers that the span tells: runs of agents and their steps only repeat them. */
    static SpanReading of(RawSpan span, Operation operation) {
        if (operation instanceof Operation.Other) {
            return of(operation, Usage.NONE);
        }
        return of(operation, UsageReader.read(span.attributes(), !(operation instanceof Operation.AgentRun)));
    }

    SpanReading by(Identity who) {
        return new SpanReading(operation, usage, who, status, model);
    }

    SpanReading of(Operation settled) {
        return new SpanReading(settled, usage, who, status, model);
    }

    SpanReading using(Usage changed) {
        return new SpanReading(operation, changed, who, status, model);
    }

    SpanReading asking(@Nullable String model) {
        return new SpanReading(operation, usage, who, status, model);
    }

    SpanReading ended(Status status) {
        return new SpanReading(operation, usage, who, status, model);
    }

    /**
     * This reading with its gaps filled from that of a dialect further down. The kind of operation stays; numbers are
     * only taken from a reading that sees the same kind.
     */
    SpanReading filledFrom(SpanReading later) {
        Identity anybody = FillIn.fill(who, later.who);
        Status ending = status == null ? later.status : status;
        String asked = model == null ? later.model : model;
        if (operation.getClass() != later.operation.getClass()) {
            return new SpanReading(operation, usage, anybody, ending, asked);
        }
        return new SpanReading(
                filled(operation, later.operation), FillIn.fill(usage, later.usage), anybody, ending, asked);
    }

    private static Operation filled(Operation first, Operation second) {
        return first instanceof Record one && second instanceof Record other
                ? (Operation) FillIn.fill(one, other)
                : first;
    }
}
