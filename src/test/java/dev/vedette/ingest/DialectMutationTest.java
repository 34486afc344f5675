package dev.vedette.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vedette.telemetry.Attributes;
import dev.vedette.telemetry.MetricPoint;
import dev.vedette.telemetry.MetricReading;
import dev.vedette.telemetry.SpanEvent;
import dev.vedette.telemetry.SpanKind;
import dev.vedette.telemetry.Status;
import dev.vedette.telemetry.Temporality;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * Damages what real and made-up senders sent in every way there is. Asks the dialects themselves as well, because the
 * normaliser would hide a fault of theirs.
 */
class DialectMutationTest {
    private static final int VARIANTS = 100_000;
    private static final int MOST_OF_ONE = 100;
    private static final String BODY = "the body of the log record";
    private final Random random = new Random(20_260_101L);
    private final List<MetricPoint> points = MetricSeeds.all();

    @Test
    void noVariantOfARecordMakesADialectThrow() {
        List<RawSpan> seeds = seeds();
        Normalizer normalizer = Normalizer.standard();
        for (int i = 0; i < VARIANTS; i++) {
            RawSpan variant = mutate(seeds.get(i % seeds.size()));
            RawLog log = log(variant);
            try {
                normalizer.dialects().forEach(dialect -> dialect.read(variant));
                normalizer.dialects().forEach(dialect -> dialect.read(log));
                normalizer.normalizeAll(List.of(variant, variant));
                normalizer.normalize(log);
                MetricPoint point = point(i);
                normalizer.dialects().forEach(dialect -> dialect.read(point));
                assertThat(hasFiniteNumbers(normalizer.normalize(point))).isTrue();
            } catch (RuntimeException | StackOverflowError fault) {
                throw new AssertionError("variant " + i + ": " + variant.name() + " of " + variant.scope(), fault);
            }
        }
    }

    /** A point of a real or made-up sender, or one of no sender at all. */
    private MetricPoint point(int number) {
        MetricPoint seed = points.get(number % points.size());
        Map<String, Object> attributes = mutate(seed.attributes());
        return new MetricPoint(
                random.nextInt(8) == 0 ? damaged(seed.name()) : seed.name(),
                random.nextInt(4) == 0 ? String.valueOf(value(1)) : seed.unit(),
                random.nextBoolean() ? "sum" : seed.type(),
                List.of(Temporality.values()).get(random.nextInt(3)),
                random.nextLong(),
                random.nextLong(),
                random.nextLong(),
                Double.longBitsToDouble(random.nextLong()),
                Attributes.of(attributes),
                seed.resource(),
                seed.scope(),
                null);
    }

    private static boolean hasFiniteNumbers(MetricPoint point) {
        MetricReading reading = point.reading();
        return reading == null
                || (Double.isFinite(reading.scale())
                        && (reading.usdPerUnit() == null || Double.isFinite(reading.usdPerUnit())));
    }

    private RawLog log(RawSpan variant) {
        Object body = variant.attributes().has(BODY) ? variant.attributes().get(BODY) : value(3);
        return new RawLog(
                1, variant.name(), 0, body, variant.attributes(), null, null, variant.resource(), variant.scope());
    }

    @Test
    void valuesNestedWithoutEndAreCutOff() {
        Object deep = "bottom";
        for (int i = 0; i < 100_000; i++) {
            deep = i % 2 == 0 ? List.of(deep) : Map.of("content", deep);
        }
        for (String key : List.of("gen_ai.input.messages", "gen_ai.tool.definitions", "gen_ai.tool.call.arguments")) {
            RawSpan span = RawSpans.named("chat")
                    .with("gen_ai.operation.name", key.contains("call") ? "execute_tool" : "chat")
                    .with(key, deep)
                    .build();

            assertThat(Normalizer.standard().normalize(span).dialect()).isEqualTo("otel-genai");
        }
    }

    /** The made-up ones and, where the corpus is there, all spans and log records of it that carry something. */
    private static List<RawSpan> seeds() {
        List<RawSpan> seeds = new ArrayList<>(madeUp());
        seeds.addAll(VendorSeeds.all());
        seeds.addAll(FrameworkSpans.madeUp());
        for (Fixture fixture : Fixture.all()) {
            OtlpJsonFile payload = fixture.read();
            payload.spans().stream().limit(MOST_OF_ONE).forEach(seeds::add);
            payload.logs().stream()
                    .limit(MOST_OF_ONE)
                    .map(DialectMutationTest::asSpan)
                    .forEach(seeds::add);
        }
        return seeds;
    }

    /** A log record as a span that {@link #log} makes a log record again. */
    private static RawSpan asSpan(RawLog log) {
        Map<String, Object> attributes = new LinkedHashMap<>(log.attributes().asMap());
        Object body = log.body();
        if (body != null) {
            attributes.put(BODY, body);
        }
        RawSpan empty = RawSpans.named(log.eventName()).build();
        return new RawSpan(
                empty.traceId(),
                empty.spanId(),
                null,
                log.eventName(),
                SpanKind.INTERNAL,
                1,
                2,
                Status.UNSET,
                Attributes.of(attributes),
                List.of(),
                List.of(),
                null,
                log.resource(),
                log.scope());
    }

    private static List<RawSpan> madeUp() {
        String messages = "[{\"role\":\"user\",\"parts\":[{\"type\":\"text\",\"content\":\"Hi\"},"
                + "{\"type\":\"tool_call\",\"name\":\"f\",\"arguments\":{}},{\"type\":\"blob\",\"content\":\"AA\"}]}]";
        return List.of(
                RawSpans.named("chat gpt")
                        .with("gen_ai.operation.name", "chat")
                        .with("gen_ai.input.messages", messages)
                        .with("gen_ai.output.messages", messages)
                        .with("gen_ai.system_instructions", "[{\"type\":\"text\",\"content\":\"x\"}]")
                        .with("gen_ai.tool.definitions", "[{\"name\":\"f\"},{\"function\":{\"name\":\"g\"}}]")
                        .with("gen_ai.response.finish_reasons", List.of("stop"))
                        .with("gen_ai.usage.input_tokens", 4L)
                        .event("gen_ai.choice", Map.of("message", "{\"content\":\"x\"}", "finish_reason", "stop"))
                        .event("gen_ai.tool.message", Map.of("content", "x", "tool_calls", "[{}]"))
                        .build(),
                RawSpans.named("tools/call f")
                        .with("mcp.method.name", "tools/call")
                        .with("gen_ai.tool.call.arguments", Map.of("a", List.of(1L, Map.of())))
                        .with("error", true)
                        .build(),
                RawSpans.named("LLM")
                        .with("openinference.span.kind", "LLM")
                        .with("llm.input_messages.0.message.role", "user")
                        .with("llm.input_messages.0.message.content", "x")
                        .with("llm.input_messages.0.message.tool_calls.0.tool_call.function.name", "f")
                        .with("llm.output_messages.0.message.contents.0.message_content.image.image.url", "data:;")
                        .with("llm.tools.0.tool.json_schema", "{\"name\":\"f\"}")
                        .with("retrieval.documents.0.document.content", "d")
                        .with("input.value", messages)
                        .build(),
                RawSpans.named("openai.chat")
                        .with("llm.request.type", "chat")
                        .with("traceloop.span.kind", "tool")
                        .with("traceloop.entity.input", "{\"inputs\":{}}")
                        .with("gen_ai.prompt.0.role", "user")
                        .with("gen_ai.prompt.0.content", "x")
                        .with("gen_ai.completion.0.tool_calls.0.name", "f")
                        .build());
    }

    private Map<String, Object> mutate(Attributes seed) {
        Map<String, Object> attributes = new LinkedHashMap<>(seed.asMap());
        for (String key : List.copyOf(attributes.keySet())) {
            switch (random.nextInt(8)) {
                case 0 -> attributes.remove(key);
                case 1 -> attributes.put(key, value(4));
                case 2 -> attributes.put(key, damaged(String.valueOf(attributes.get(key))));
                case 3 -> attributes.put(key + "." + random.nextInt(3) + ".role", value(2));
                default -> {}
            }
        }
        if (random.nextInt(4) == 0) {
            attributes.put("gen_ai.operation.name", OPERATIONS[random.nextInt(OPERATIONS.length)]);
        }
        return attributes;
    }

    private RawSpan mutate(RawSpan seed) {
        Map<String, Object> attributes = mutate(seed.attributes());
        List<SpanEvent> events = new ArrayList<>();
        for (SpanEvent event : seed.events()) {
            Map<String, Object> told = new LinkedHashMap<>(event.attributes().asMap());
            told.put(random.nextBoolean() ? "content" : "message", value(3));
            events.add(new SpanEvent(event.name(), random.nextLong(), Attributes.of(told)));
        }
        return new RawSpan(
                seed.traceId(),
                seed.spanId(),
                random.nextBoolean() ? seed.spanId() : null,
                random.nextBoolean() ? seed.name() : "",
                SpanKind.CLIENT,
                random.nextLong(),
                random.nextLong(),
                new Status(
                        List.of(Status.Code.UNSET, Status.Code.OK, Status.Code.ERROR)
                                .get(random.nextInt(3)),
                        "",
                        ""),
                Attributes.of(attributes),
                events,
                List.of(),
                null,
                seed.resource(),
                seed.scope());
    }

    private static final String[] OPERATIONS = {
        "chat", "embeddings", "execute_tool", "invoke_agent", "retrieval", "plan", "search_memory", "\u0000", ""
    };

    private Object value(int depth) {
        return switch (random.nextInt(depth > 0 ? 12 : 8)) {
            case 0 -> random.nextLong();
            case 1 -> Double.longBitsToDouble(random.nextLong());
            case 2 -> random.nextBoolean();
            case 3 -> "";
            case 4 -> "[".repeat(random.nextInt(500));
            case 5 ->
                "{\"role\":null,\"parts\":[null,1,{\"type\":7},{\"type\":\"uri\",\"uri\":[]}],\"tool_calls\":[3]}";
            case 6 -> "[{\"message\":{\"message\":{}}},{\"function\":4},{\"image_url\":{\"image_url\":1}}]";
            case 7 -> "x".repeat(random.nextInt(20_000));
            case 8, 9 -> List.of(value(depth - 1), value(depth - 1));
            default -> Map.of("role", value(depth - 1), "content", value(depth - 1), "0", value(depth - 1));
        };
    }

    private String damaged(String text) {
        if (text.isEmpty()) {
            return "\uD800";
        }
        int cut = random.nextInt(text.length());
        return random.nextBoolean() ? text.substring(0, cut) : text.substring(cut) + "\uFFFE";
    }
}
