package dev.vedette.detection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.vedette.telemetry.Actor;
import dev.vedette.telemetry.Attributes;
import dev.vedette.telemetry.Epoch;
import dev.vedette.telemetry.Message;
import dev.vedette.telemetry.Operation;
import dev.vedette.telemetry.Resource;
import dev.vedette.telemetry.Scope;
import dev.vedette.telemetry.Span;
import dev.vedette.telemetry.SpanKind;
import dev.vedette.telemetry.Status;
import dev.vedette.telemetry.Usage;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What services send, what is missing, and which rules are blind because of it. */
class ServiceCoverageTest {
    private static final Instant START = Spans.START;
    private static final ObjectMapper JSON = new ObjectMapper();

    @ParameterizedTest(name = "a service of {0} is blind to {1}: {2}")
    @CsvSource(
            delimiter = '|',
            value = {
                "20 silent model calls | gen_ai.input.messages | content capture is off: no gen_ai.input.messages in 20 model calls",
                "19 silent model calls | gen_ai.input.messages |",
                "20 talking model calls | gen_ai.input.messages |",
                "20 silent model calls | gen_ai.output.messages or gen_ai.input.messages | content capture is off: no gen_ai.output.messages or gen_ai.input.messages in 20 model calls",
                "20 talking model calls | gen_ai.output.messages or gen_ai.input.messages |",
                "20 redacted model calls | content | the sender holds content back: no content in 20 operations",
                "20 scrubbed model calls | content | the sender holds content back: no content in 20 operations",
                "20 quoting model calls | content | content capture is off: no content in 20 operations",
                "20 blank model calls | content | content capture is off: no content in 20 operations",
                "20 silent model calls | gen_ai.usage.input_tokens | no gen_ai.usage.input_tokens in 20 model calls",
                "20 silent model calls | user.id | no user.id in 20 operations",
                "20 silent model calls | gen_ai.tool.name |",
                "200 silent model calls | gen_ai.tool.name | no tool spans seen in 200 records",
                "200 silent model calls | gen_ai.tool.call.arguments | content capture is off: no gen_ai.tool.call.arguments in 200 records",
                "200 silent model calls | error.type | nothing failed in 200 operations; some instrumentations leave failed calls out",
                "199 silent model calls | error.type |",
                "200 silent model calls | my.own | no my.own in 200 records",
                "200 silent model calls | my.own or telemetry.sdk.name |",
                "200 plain spans | content | nothing that an agent did is told in 200 records"
            })
    void saysWhatAServiceNeverSends(String sent, String need, @Nullable String because) {
        DetectionEngine engine = engine(need);
        int count = Integer.parseInt(sent.substring(0, sent.indexOf(' ')));
        for (int i = 0; i < count; i++) {
            engine.observe(record(sent, i));
        }

        List<ServiceCoverage.BlindRule> blind = only(engine).blind();

        assertThat(blind.stream().map(ServiceCoverage.BlindRule::because))
                .containsExactlyElementsOf(because == null ? List.of() : List.of(because));
        assertThat(engine.activity().get(0).blindBecause() == null).isEqualTo(because == null);
    }

    @Test
    void aSiteIsBlindWhereEveryServiceIs() {
        DetectionEngine engine = engine("gen_ai.input.messages");
        for (int i = 0; i < 30; i++) {
            engine.observe(model(i, "deaf", null, List.of()));
            engine.observe(model(i, "open", null, List.of(Message.text("user", "hello"))));
        }

        assertThat(engine.activity().get(0).blindBecause()).isNull();
        assertThat(engine.coverage())
                .extracting(
                        each -> each.signals().service(), each -> each.blind().size())
                .containsExactly(tuple("open", 0), tuple("deaf", 1));
    }

    @Test
    void namesDialectScopeAndSdk() {
        DetectionEngine engine = engine("content");
        engine.observe(model(0, "shop", null, List.of()));

        ServiceSignals signals = only(engine).signals();

        assertThat(signals.sdk()).isEqualTo(new ServiceSignals.Sdk("python", "opentelemetry", "1.40.0", null));
        assertThat(signals.counts().dialects()).containsOnly(Map.entry("test", 1L));
        assertThat(signals.counts().scopes())
                .containsExactly(new SignalCounts.Instrumentation("openinference.instrumentation.openai", "0.1", 1));
    }

    @Test
    void aSettingThatIsSwitchedOffShowsWithinADay() {
        DetectionEngine engine = engine("gen_ai.input.messages");
        for (int i = 0; i < 300; i++) {
            engine.observe(model(i, "shop", null, List.of(Message.text("user", "hello"))));
        }
        assertThat(only(engine).blind()).isEmpty();

        for (int day = 1; day <= 3; day++) {
            for (int i = 0; i < 300; i++) {
                engine.observe(model(day * 86_400L + i, "shop", null, List.of()));
            }
        }

        assertThat(only(engine).blind()).hasSize(1);
        assertThat(only(engine).signals().counts().records()).isLessThan(1_200);
    }

    @Test
    void parentsThatNeverComeAreHoles() {
        DetectionEngine engine = engine("content");
        engine.observe(child(0, "10", "1", "2"));
        engine.observe(child(1, "10", "2", null));
        engine.observe(child(2, "20", "3", "4"));
        engine.observe(child(3, "20", "5", "4"));
        engine.observe(child(4, "31", "6", "7"));
        assertThat(only(engine).signals().counts().joined()).isEqualTo(1);
        assertThat(only(engine).signals().counts().orphaned()).isZero();

        engine.observe(child(900, "10", "8", null));

        assertThat(only(engine).signals().counts().orphaned()).isEqualTo(2);
    }

    @Test
    void aFloodOfServicesIsBounded() {
        DetectionEngine engine = engine("content");
        for (int i = 0; i < 3_000; i++) {
            engine.observe(model(i, "service-" + i + "x".repeat(300), null, List.of()));
        }

        assertThat(engine.coverage()).hasSize(500);
        assertThat(engine.coverage().get(0).signals().service())
                .startsWith("service-2999x")
                .hasSize(200);
    }

    @Test
    void goesOnFromASnapshotAsIfNothingHadHappened() throws Exception {
        DetectionEngine whole = engine("my.own", "gen_ai.usage.cost");
        DetectionEngine cut = engine("my.own", "gen_ai.usage.cost");
        for (Observation seen : stream(11)) {
            whole.observe(seen);
            cut.observe(seen);
            EngineSnapshot before = cut.snapshot();
            EngineSnapshot.Seen thawed =
                    JSON.readValue(JSON.writeValueAsString(before.seen()), EngineSnapshot.Seen.class);
            cut = engine("my.own", "gen_ai.usage.cost");
            cut.restore(new EngineSnapshot(
                    before.detectors(),
                    before.watermark(),
                    before.ticked(),
                    before.tellings(),
                    before.known(),
                    thawed,
                    before.metered(),
                    before.entries()));
        }

        assertThat(cut.coverage()).isEqualTo(whole.coverage());
        assertThat(whole.coverage()).hasSize(6);
    }

    private static List<Observation> stream(long seed) {
        Random random = new Random(seed);
        List<Observation> stream = new ArrayList<>();
        for (int i = 0; i < 600; i++) {
            long second = i * 200L;
            String service = "service-" + random.nextInt(6);
            stream.add(
                    switch (random.nextInt(3)) {
                        case 0 -> model(second, service, random.nextBoolean() ? "<REDACTED>" : null, List.of());
                        case 1 ->
                            child(
                                    second,
                                    random.nextInt(50) + "0",
                                    "" + random.nextInt(9),
                                    random.nextBoolean() ? null : "" + random.nextInt(9));
                        default -> Spans.of(service).named("agent").tool(START.plusSeconds(second), "t" + i, "search");
                    });
        }
        return stream;
    }

    private static Observation record(String sent, int second) {
        if (sent.contains("plain")) {
            return Spans.of("shop").span(START.plusSeconds(second), "t", new Operation.Other());
        }
        return model(
                second,
                "shop",
                prompt(sent),
                sent.contains("talking") ? List.of(Message.text("user", "hello")) : List.of());
    }

    private static @Nullable String prompt(String sent) {
        return switch (sent.split(" ", 3)[1]) {
            case "redacted" -> "<REDACTED>";
            case "scrubbed" -> "[Scrubbed due to 'password']";
            case "quoting" -> "[Scrubbed due to 'password'] is what it says";
            case "blank" -> "";
            default -> null;
        };
    }

    private static Observation model(long second, String service, @Nullable String prompt, List<Message> input) {
        return span(
                second,
                service,
                "t",
                String.format("%016x", second),
                null,
                new Operation.ModelCall("acme", "m", null, input, List.of(), List.of(), List.of(), null),
                prompt);
    }

    private static Observation child(long second, String trace, String id, @Nullable String parent) {
        return span(second, "service-0", trace, id, parent, new Operation.Other(), null);
    }

    private static Observation span(
            long second,
            String service,
            String trace,
            String id,
            @Nullable String parent,
            Operation operation,
            @Nullable String prompt) {
        Instant at = START.plusSeconds(second);
        Span span = new Span(
                trace,
                id,
                parent,
                "chat",
                SpanKind.INTERNAL,
                Epoch.nanos(at) - 1_000_000,
                Epoch.nanos(at),
                Status.UNSET,
                prompt == null ? Attributes.empty() : Attributes.of(Map.of("prompt", prompt)),
                List.of(),
                List.of(),
                null,
                new Resource(Attributes.of(Map.of(
                        "service.name",
                        service,
                        "telemetry.sdk.name",
                        "opentelemetry",
                        "telemetry.sdk.language",
                        "python",
                        "telemetry.sdk.version",
                        "1.40.0"))),
                new Scope("openinference.instrumentation.openai", "0.1"),
                "test",
                new Actor(service, service, null, null, trace, null, null, null),
                operation,
                Usage.NONE);
        return new Observation.SpanEnded(at, span, List.of());
    }

    private static ServiceCoverage only(DetectionEngine engine) {
        assertThat(engine.coverage()).hasSize(1);
        return engine.coverage().get(0);
    }

    private static DetectionEngine engine(String... needs) {
        return new DetectionEngine(List.of(new NeedyDetector(List.of(needs))), EngineLimits.DEFAULT);
    }
}
