package dev.vedette.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vedette.telemetry.Message;
import dev.vedette.telemetry.Operation;
import dev.vedette.telemetry.Span;
import dev.vedette.telemetry.Usage;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** By the names that its SDKs publish: there is no recording of what they send. */
class GrafanaDialectTest {
    private final Normalizer normalizer = Normalizer.standard();

    @ParameterizedTest(name = "{0} of {1}")
    @CsvSource({
        "agento11y, generateText",
        "agento11y, streamText",
        "agento11y, chat",
        "sigil, generateText",
        "sigil, streamText"
    })
    void readsAGenerationUnderTheNewPrefixAndTheOld(String prefix, String operation) {
        Span span = normalizer.normalize(RawSpans.named(operation + " gpt-5")
                .with("gen_ai.operation.name", operation)
                .with("gen_ai.provider.name", "openai")
                .with("gen_ai.request.model", "gpt-5")
                .with("gen_ai.response.finish_reasons", List.of("stop"))
                .with(
                        "gen_ai.input.messages",
                        "[{\"role\":\"user\",\"parts\":[{\"type\":\"text\",\"content\":\"Hi\"}]}]")
                .with("gen_ai.usage.input_tokens", 10L)
                .with("gen_ai.usage.output_tokens", 4L)
                .with("gen_ai.usage.cache_read_input_tokens", 3L)
                .with("gen_ai.conversation.id", "c1")
                .with("gen_ai.agent.name", "helper")
                .with(prefix + ".generation.id", "gen_1")
                .with(prefix + ".conversation.title", "Greetings")
                .with(prefix + ".user.id", "u1")
                .with(prefix + ".tag.team", "support")
                .with(prefix + ".framework.name", "langgraph")
                .build());

        Operation.ModelCall call = (Operation.ModelCall) span.operation();
        assertThat(span.dialect()).isEqualTo("grafana-agento11y");
        assertThat(call.provider()).isEqualTo("openai");
        assertThat(call.model()).isEqualTo("gpt-5");
        assertThat(call.input()).containsExactly(Message.text("user", "Hi"));
        assertThat(call.finishReasons()).containsExactly("stop");
        assertThat(span.usage()).isEqualTo(new Usage(10L, 4L, 3L, null, null, null, true));
        assertThat(span.actor().session()).isEqualTo("c1");
        assertThat(span.actor().agent()).isEqualTo("helper");
        assertThat(span.actor().user()).isEqualTo("u1");
        assertThat(span.actor().framework()).isEqualTo("langgraph");
        assertThat(span.attributes().text(prefix + ".tag.team")).isEqualTo("support");
    }

    @Test
    void readsToolsAndHandsDownWhoItIsFor() {
        List<Span> spans = normalizer.normalizeAll(List.of(
                RawSpans.named("framework.request")
                        .id("a")
                        .with("sigil.framework.name", "google-adk")
                        .with("user.id", "the shared name")
                        .with("sigil.user.id", "its own")
                        .build(),
                RawSpans.named("execute_tool roll")
                        .id("b")
                        .under("a")
                        .scope("github.com/grafana/sigil/sdks/java")
                        .with("gen_ai.operation.name", "execute_tool")
                        .with("gen_ai.tool.name", "roll")
                        .build()));

        assertThat(spans).extracting(Span::dialect).containsOnly("grafana-agento11y");
        assertThat(spans).extracting(span -> span.actor().framework()).containsOnly("google-adk");
        assertThat(spans).extracting(span -> span.actor().user()).containsOnly("the shared name");
        assertThat(spans.get(0).operation()).isEqualTo(new Operation.Other());
        assertThat(spans.get(1).operation()).isEqualTo(new Operation.ToolCall("roll", null, null, null, null));
    }

    @Test
    void leavesOthersAlone() {
        Span span = normalizer.normalize(RawSpans.named("x")
                .scope("github.com/grafana/beyla")
                .with("sigil.other", "y")
                .build());

        assertThat(span.dialect()).isEqualTo("none");
    }
}
