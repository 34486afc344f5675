package dev.vedette.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vedette.telemetry.Message;
import dev.vedette.telemetry.Operation;
import dev.vedette.telemetry.Operation.AgentRun.Extent;
import dev.vedette.telemetry.Span;
import dev.vedette.telemetry.Usage;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Several dialects have something to say of one span, and spans repeat each other's numbers. */
class PrecedenceTest {
    private static final Usage LITTLE = new Usage(3L, null, null, null, null, null, true);
    private static final Usage MUCH = new Usage(9L, 8L, 7L, null, null, 0.5, false);

    @Test
    void theFirstNamesTheKindAndLaterOnesFillWhatIsOpen() {
        SpanReading first =
                SpanReading.of(call("openai", null, List.of()), LITTLE).by(Identity.named("writer"));
        SpanReading second = SpanReading.of(call("azure", "gpt", List.of(Message.text("user", "Hi"))), MUCH)
                .by(Identity.named("other").inSession("s", "t1"));

        Span span = normalized(first, second);
        Operation.ModelCall call = (Operation.ModelCall) span.operation();

        assertThat(span.dialect()).isEqualTo("dialect 0");
        assertThat(call.provider()).isEqualTo("openai");
        assertThat(call.requestModel()).isEqualTo("gpt");
        assertThat(call.input()).containsExactly(Message.text("user", "Hi"));
        assertThat(span.usage()).isEqualTo(new Usage(3L, 8L, 7L, null, null, 0.5, true));
        assertThat(span.actor().agent()).isEqualTo("writer");
        assertThat(span.actor().session()).isEqualTo("s");
        assertThat(span.actor().turn()).isEqualTo("t1");
    }

    @Test
    void anotherKindFillsOnlyWhoActed() {
        SpanReading first =
                SpanReading.of(new Operation.AgentRun(Extent.STEP, List.of(), List.of(), List.of()), Usage.NONE);
        SpanReading second =
                SpanReading.of(call("openai", "gpt", List.of()), MUCH).by(Identity.of("spring-ai"));

        Span span = normalized(first, second);

        assertThat(span.operation()).isEqualTo(first.operation());
        assertThat(span.usage()).isEqualTo(Usage.NONE);
        assertThat(span.actor().framework()).isEqualTo("spring-ai");
    }

    @Test
    void whoHasNothingToSayIsPassedOver() {
        SpanReading second = SpanReading.of(call("openai", "gpt", List.of()), MUCH);

        assertThat(normalized(null, second).dialect()).isEqualTo("dialect 1");
    }

    @Test
    void aWrapperThatRepeatsTheTokensBelowItIsNotCountedAgain() {
        List<Span> spans = Normalizer.standard()
                .normalizeAll(List.of(
                        call("a", null, 10, 4), call("b", "a", 10, 4), call("c", "b", 4, 3), call("d", "b", 6, 1)));

        assertThat(spans.stream().map(span -> span.usage().own())).containsExactly(false, false, true, true);
        assertThat(spans.get(0).usage().inputTokens()).isEqualTo(10);
    }

    @Test
    void spansInACircleAreTakenAtTheirWord() {
        List<Span> spans = Normalizer.standard()
                .normalizeAll(List.of(call("a", "b", 1, 1), call("b", "a", 1, 1), call("c", "c", 1, 1)));

        assertThat(spans).allSatisfy(span -> assertThat(span.usage().own()).isTrue());
    }

    private static RawSpan call(String id, @Nullable String parent, long input, long output) {
        RawSpans span = RawSpans.named("chat").id(id).with("gen_ai.operation.name", "chat");
        span.with("gen_ai.usage.input_tokens", input).with("gen_ai.usage.output_tokens", output);
        return parent == null ? span.build() : span.under(parent).build();
    }

    private static Operation.ModelCall call(String provider, @Nullable String model, List<Message> input) {
        return new Operation.ModelCall(provider, model, null, input, List.of(), List.of(), List.of(), null);
    }

    private static Span normalized(@Nullable SpanReading first, @Nullable SpanReading second) {
        return new Normalizer(List.of(saying("dialect 0", first), saying("dialect 1", second)))
                .normalize(RawSpans.named("x").build());
    }

    private static Dialect saying(String name, @Nullable SpanReading reading) {
        return new Dialect() {
            @Override
            public String name() {
                return name;
            }

            @Override
            public @Nullable SpanReading read(RawSpan span) {
                return reading;
            }
        };
    }
}
