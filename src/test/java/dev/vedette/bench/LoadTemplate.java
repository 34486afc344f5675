package dev.vedette.bench;

import com.google.protobuf.ByteString;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.resource.v1.Resource;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.ScopeSpans;
import io.opentelemetry.proto.trace.v1.Span;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/**
 * One export request that is encoded once and sent many times, each time with new ids and times written over the old
 * ones: so the load generator costs little beside the server that it measures. Ids and times have a fixed length in
 * protobuf; their places are found by looking for the marks they are first given. Not thread-safe: one per sender.
 */
final class LoadTemplate {
    private static final int SPANS_PER_TRACE = 10;
    private static final String WORDS =
            "the order was shipped on monday from the second warehouse and the customer asked"
                    + " whether the delivery address can still be changed before the parcel leaves because she has moved last"
                    + " week and the new flat is in another city so please look it up and tell her what is possible today ";

    private final byte[] bytes;
    private final List<int[]> traceIds = new ArrayList<>();
    private final List<Integer> spanIds = new ArrayList<>();
    private final List<Integer> times = new ArrayList<>();
    private final RandomGenerator random;
    private final int spans;

    LoadTemplate(int sender, int traces) {
        this.random = new SplittableRandom(sender);
        this.spans = traces * SPANS_PER_TRACE;
        this.bytes = request(sender, traces).toByteArray();
        find(traces);
    }

    int spans() {
        return spans;
    }

    int size() {
        return bytes.length;
    }

    /** The request with fresh ids, ended now. */
    byte[] next(long nowEpochNanos) {
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        for (int[] places : traceIds) {
            long high = random.nextLong() | 1;
            long low = random.nextLong();
            for (int place : places) {
                buffer.putLong(place, high).putLong(place + Long.BYTES, low);
            }
        }
        long[] ids = new long[spans];
        for (int span = 0; span < spans; span++) {
            ids[span] = random.nextLong() | 1;
            buffer.putLong(spanIds.get(2 * span), ids[span]);
            int parent = spanIds.get(2 * span + 1);
            if (parent >= 0) {
                buffer.putLong(parent, ids[span - span % SPANS_PER_TRACE]);
            }
        }
        buffer.order(ByteOrder.LITTLE_ENDIAN);
        for (int index = 0; index < times.size(); index++) {
            buffer.putLong(times.get(index), nowEpochNanos - (index % 2 == 0 ? 900_000_000L : 0L));
        }
        return bytes.clone();
    }

    private void find(int traces) {
        for (int trace = 0; trace < traces; trace++) {
            int[] places = new int[SPANS_PER_TRACE];
            for (int span = 0; span < SPANS_PER_TRACE; span++) {
                int number = trace * SPANS_PER_TRACE + span;
                places[span] = indexOf(traceMark(number));
                spanIds.add(indexOf(spanMark(number)));
                spanIds.add(span == 0 ? -1 : indexOf(parentMark(number)));
                times.add(indexOf(timeMark(number, 0)));
                times.add(indexOf(timeMark(number, 1)));
            }
            traceIds.add(places);
        }
    }

    private int indexOf(byte[] mark) {
        for (int start = 0; start <= bytes.length - mark.length; start++) {
            int length = 0;
            while (length < mark.length && bytes[start + length] == mark[length]) {
                length++;
            }
            if (length == mark.length) {
                return start;
            }
        }
        throw new IllegalStateException("A mark is missing from the encoded request.");
    }

    private ExportTraceServiceRequest request(int sender, int traces) {
        ScopeSpans.Builder scope = ScopeSpans.newBuilder();
        for (int number = 0; number < traces * SPANS_PER_TRACE; number++) {
            scope.addSpans(span(number));
        }
        return ExportTraceServiceRequest.newBuilder()
                .addResourceSpans(ResourceSpans.newBuilder()
                        .setResource(Resource.newBuilder()
                                .addAttributes(text("service.name", "load-service-" + sender))
                                .addAttributes(text("telemetry.sdk.language", "java")))
                        .addScopeSpans(scope))
                .build();
    }

    private Span span(int number) {
        int role = number % SPANS_PER_TRACE;
        Span.Builder span = Span.newBuilder()
                .setTraceId(ByteString.copyFrom(traceMark(number)))
                .setSpanId(ByteString.copyFrom(spanMark(number)))
                .setStartTimeUnixNano(ByteBuffer.wrap(timeMark(number, 0))
                        .order(ByteOrder.LITTLE_ENDIAN)
                        .getLong())
                .setEndTimeUnixNano(ByteBuffer.wrap(timeMark(number, 1))
                        .order(ByteOrder.LITTLE_ENDIAN)
                        .getLong())
                .addAttributes(text("gen_ai.conversation.id", "conversation-" + number / SPANS_PER_TRACE));
        if (role != 0) {
            span.setParentSpanId(ByteString.copyFrom(parentMark(number)));
        }
        if (role == 0) {
            return span.setName("invoke_agent load")
                    .addAttributes(text("gen_ai.operation.name", "invoke_agent"))
                    .addAttributes(text("gen_ai.agent.name", "load"))
                    .build();
        }
        return role % 2 == 1 ? modelCall(span) : toolCall(span, number);
    }

    private Span modelCall(Span.Builder span) {
        return span.setName("chat gpt-5-mini")
                .setKind(Span.SpanKind.SPAN_KIND_CLIENT)
                .addAttributes(text("gen_ai.operation.name", "chat"))
                .addAttributes(text("gen_ai.agent.name", "load"))
                .addAttributes(text("gen_ai.provider.name", "openai"))
                .addAttributes(text("gen_ai.request.model", "gpt-5-mini"))
                .addAttributes(number("gen_ai.usage.input_tokens", 400 + random.nextInt(400)))
                .addAttributes(number("gen_ai.usage.output_tokens", 50 + random.nextInt(100)))
                .addAttributes(text("gen_ai.input.messages", message("user", 700 + random.nextInt(600))))
                .addAttributes(text("gen_ai.output.messages", message("assistant", 300 + random.nextInt(400))))
                .build();
    }

    private Span toolCall(Span.Builder span, int number) {
        return span.setName("execute_tool lookup_order")
                .addAttributes(text("gen_ai.operation.name", "execute_tool"))
                .addAttributes(text("gen_ai.agent.name", "load"))
                .addAttributes(text("gen_ai.tool.name", "lookup_order"))
                .addAttributes(text("gen_ai.tool.call.id", "call_" + number))
                .addAttributes(text("gen_ai.tool.call.arguments", "{\"order\":\"A-" + number + "\"}"))
                .addAttributes(
                        text("gen_ai.tool.call.result", "{\"status\":\"shipped\",\"note\":\"" + words(200) + "\"}"))
                .build();
    }

    private String message(String role, int length) {
        return "[{\"role\":\"" + role + "\",\"parts\":[{\"type\":\"text\",\"content\":\"" + words(length) + "\"}]}]";
    }

    private String words(int length) {
        StringBuilder text = new StringBuilder(length + WORDS.length());
        while (text.length() < length) {
            text.append(WORDS, random.nextInt(WORDS.length() / 2), WORDS.length());
        }
        return text.substring(0, length);
    }

    private static KeyValue text(String key, String value) {
        return KeyValue.newBuilder()
                .setKey(key)
                .setValue(AnyValue.newBuilder().setStringValue(value))
                .build();
    }

    private static KeyValue number(String key, long value) {
        return KeyValue.newBuilder()
                .setKey(key)
                .setValue(AnyValue.newBuilder().setIntValue(value))
                .build();
    }

    private static byte[] traceMark(int number) {
        return ByteBuffer.allocate(16)
                .putLong(0x7A7A7A7A01010101L)
                .putLong(number)
                .array();
    }

    private static byte[] spanMark(int number) {
        return ByteBuffer.allocate(8).putInt(0x5B5B5B5B).putInt(number).array();
    }

    private static byte[] parentMark(int number) {
        return ByteBuffer.allocate(8).putInt(0x3C3C3C3C).putInt(number).array();
    }

    private static byte[] timeMark(int number, int which) {
        return ByteBuffer.allocate(8).putInt(0x1D1D1D00 + which).putInt(number).array();
    }
}
