package dev.vedette.storage;

import dev.vedette.telemetry.Activity;
import dev.vedette.telemetry.Actor;
import dev.vedette.telemetry.Attributes;
import dev.vedette.telemetry.BatchReader;
import dev.vedette.telemetry.LogEvent;
import dev.vedette.telemetry.MetricPoint;
import dev.vedette.telemetry.Operation;
import dev.vedette.telemetry.Signal;
import dev.vedette.telemetry.Span;
import dev.vedette.telemetry.Status;
import dev.vedette.telemetry.TelemetryBatch;
import dev.vedette.telemetry.Usage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A made-up payload format that holds what the samples hold, so that storage is tested without any decoder of OTLP. */
final class SampleCodec implements BatchReader {
    private static final int MAGIC = 0x7E57DA7A;

    private interface Writing<T> {
        void write(DataOutputStream out, T item) throws IOException;
    }

    private interface Reading<T> {
        T read(DataInputStream in) throws IOException;
    }

    static TelemetryBatch spans(List<Span> spans) {
        return TelemetryBatch.ofSpans(write(spans, SampleCodec::writeSpan), spans);
    }

    static TelemetryBatch logs(List<LogEvent> logs) {
        return TelemetryBatch.ofLogs(write(logs, SampleCodec::writeLog), logs);
    }

    static TelemetryBatch points(List<MetricPoint> points) {
        return TelemetryBatch.ofPoints(write(points, SamplePointCodec::write), points);
    }

    @Override
    public TelemetryBatch read(Signal signal, byte[] payload) {
        return switch (signal) {
            case TRACES -> TelemetryBatch.ofSpans(payload, read(payload, SampleCodec::readSpan));
            case LOGS -> TelemetryBatch.ofLogs(payload, read(payload, SampleCodec::readLog));
            case METRICS -> TelemetryBatch.ofPoints(payload, read(payload, SamplePointCodec::read));
        };
    }

    private static <T> byte[] write(List<T> items, Writing<T> writing) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeInt(MAGIC);
            out.writeInt(items.size());
            for (T item : items) {
                writing.write(out, item);
            }
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return bytes.toByteArray();
    }

    private static <T> List<T> read(byte[] payload, Reading<T> reading) {
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(payload))) {
            if (in.readInt() != MAGIC) {
                throw new IllegalArgumentException("not a sample payload");
            }
            List<T> items = new ArrayList<>();
            for (int left = in.readInt(); left > 0; left--) {
                items.add(reading.read(in));
            }
            return items;
        } catch (IOException damaged) {
            throw new IllegalArgumentException("not a sample payload", damaged);
        }
    }

    private static void writeSpan(DataOutputStream out, Span span) throws IOException {
        text(out, span.traceId(), span.spanId(), span.parentSpanId(), span.name());
        out.writeLong(span.startEpochNanos());
        out.writeLong(span.endEpochNanos());
        writeTold(out, span);
        text(out, span.attributes().text("content"));
    }

    private static void writeTold(DataOutputStream out, Activity told) throws IOException {
        out.writeBoolean(told.status().isError());
        Actor actor = told.actor();
        text(out, actor.service(), actor.agent(), actor.session(), actor.user());
        text(out, told.operation().kind(), subject(told.operation()));
        Usage usage = told.usage();
        text(out, string(usage.inputTokens()), string(usage.outputTokens()), string(usage.costUsd()));
        out.writeBoolean(usage.own());
        out.writeBoolean(usage.costEstimated());
    }

    private record Told(Status status, Actor actor, Operation operation, Usage usage) {}

    private static Told readTold(DataInputStream in) throws IOException {
        Status status = SampleSpans.status(in.readBoolean());
        Actor actor = SampleSpans.actor(text(in), text(in), text(in), optional(in));
        Operation operation = SampleSpans.operation(text(in), optional(in));
        String input = optional(in);
        String output = optional(in);
        String cost = optional(in);
        Usage usage = new Usage(
                input == null ? null : Long.valueOf(input),
                output == null ? null : Long.valueOf(output),
                null,
                null,
                null,
                null,
                null,
                cost == null ? null : Double.valueOf(cost),
                in.readBoolean(),
                in.readBoolean());
        return new Told(status, actor, operation, usage);
    }

    private static Span readSpan(DataInputStream in) throws IOException {
        String traceId = text(in);
        String spanId = text(in);
        String parent = optional(in);
        String name = text(in);
        long start = in.readLong();
        long end = in.readLong();
        Told told = readTold(in);
        String content = optional(in);
        return SampleSpans.span(
                traceId,
                spanId,
                parent,
                name,
                start,
                end,
                told.status(),
                told.actor(),
                told.operation(),
                told.usage(),
                content == null ? Attributes.empty() : Attributes.of(Map.of("content", content)));
    }

    private static @Nullable String subject(Operation operation) {
        if (operation instanceof Operation.ToolCall call) {
            return call.tool();
        }
        if (operation instanceof Operation.ModelCall call) {
            return call.model();
        }
        return operation instanceof Operation.Embedding embedding ? embedding.model() : null;
    }

    private static void writeLog(DataOutputStream out, LogEvent event) throws IOException {
        out.writeLong(event.epochNanos());
        text(out, event.eventName(), event.body(), event.traceId(), string(event.durationNanos()));
        writeTold(out, event);
    }

    private static LogEvent readLog(DataInputStream in) throws IOException {
        long nanos = in.readLong();
        String name = text(in);
        String body = text(in);
        String traceId = optional(in);
        String took = optional(in);
        Told told = readTold(in);
        return SampleLogs.event(
                nanos,
                name,
                body,
                traceId,
                told.actor(),
                told.operation(),
                told.usage(),
                told.status(),
                took == null ? null : Long.valueOf(took));
    }

    private static @Nullable String string(@Nullable Object value) {
        return value == null ? null : value.toString();
    }

    static void text(DataOutputStream out, @Nullable String... texts) throws IOException {
        for (String text : texts) {
            byte[] bytes = text == null ? new byte[0] : text.getBytes(StandardCharsets.UTF_8);
            out.writeInt(text == null ? -1 : bytes.length);
            out.write(bytes);
        }
    }

    static String text(DataInputStream in) throws IOException {
        return Objects.requireNonNull(optional(in));
    }

    static @Nullable String optional(DataInputStream in) throws IOException {
        int length = in.readInt();
        return length < 0 ? null : new String(in.readNBytes(length), StandardCharsets.UTF_8);
    }
}
