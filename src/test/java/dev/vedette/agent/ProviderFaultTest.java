package dev.vedette.agent;

import static io.opentelemetry.api.common.AttributeKey.stringKey;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vedette.agent.model.ModelRoute;
import dev.vedette.agent.model.ModelServer;
import dev.vedette.agent.openai.OpenAi;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Providers that fail in every way, over real HTTP: a typed result, whole traces, and a conversation that goes on. */
@Timeout(60)
class ProviderFaultTest {
    private static final String RUN = "invoke_agent support";
    private static final String CHAT = "chat small-1";

    private final Stage stage = new Stage();

    @AfterEach
    void close() throws InterruptedException {
        assertThat(stage.unended()).isEmpty();
        stage.close();
        for (Thread thread : Thread.getAllStackTraces().keySet()) {
            if (thread.getName().startsWith("vedette-agent")) {
                thread.join(30_000);
                assertThat(thread.isAlive()).as(thread.getName()).isFalse();
            }
        }
    }

    static Stream<Arguments> faults() {
        return Stream.of(
                fault("rate_limited", server -> server.fails(429, "1")),
                fault("unavailable", server -> server.fails(500)),
                fault("unauthenticated", server -> server.fails(401)),
                fault("rejected", server -> server.fails(400)),
                fault("stalled", server -> server.stallsAfter(3)),
                fault("cut_off", server -> server.cutsAfter(3)),
                fault("cut_off", server -> server.endsAfter(3)),
                fault("malformed", ModelServer::malformed),
                fault("too_large", server -> server.huge(1_000_000)));
    }

    private static Arguments fault(String errorType, Consumer<ModelServer> script) {
        return Arguments.of(errorType, script);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("faults")
    void aFaultIsAResultAndTheConversationGoesOn(String errorType, Consumer<ModelServer> script) throws Exception {
        ModelRoute model = OpenAi.at(stage.server.baseUrl(), () -> "key")
                .withStallLimit(errorType.equals("stalled") ? Duration.ofSeconds(2) : Duration.ofSeconds(30))
                .withAnswerLimit(100_000)
                .chat("small-1");
        Conversation conversation =
                stage.runtime().converse(Agent.named("support").model(model).build(), Stage.JO);
        script.accept(stage.server);

        assertThat(streamed(conversation, "One?").outcome()).isEqualTo(new Outcome.Failed(errorType));

        assertThat(stage.attribute(CHAT, "error.type")).isEqualTo(errorType);
        assertThat(stage.attribute(RUN, "error.type")).isEqualTo(errorType);
        assertThat(stage.span(CHAT).getParentSpanId()).isEqualTo(stage.span(RUN).getSpanId());
        stage.server.answers("Two.");
        assertThat(streamed(conversation, "Two?").text()).isEqualTo("Two.");
        assertThat(stage.server.lastRequest().body().toString()).doesNotContain("One?");
    }

    private static RunResult streamed(Conversation conversation, String text) throws Exception {
        return conversation
                .start(text, event -> {})
                .result()
                .toCompletableFuture()
                .get(30, TimeUnit.SECONDS);
    }

    @Test
    void everyAttemptIsACallOfItsOwn() {
        stage.server.fails(429, "7").fails(500).answers("The end.");

        RunResult result = stage.run(Agent.named("support").model(stage.model().retrying(3)));

        assertThat(result.text()).isEqualTo("The end.");
        assertThat(stage.clock.instant()).isEqualTo("2026-05-05T12:00:08Z");
        assertThat(stage.spans().stream().filter(span -> span.getName().equals(CHAT)))
                .extracting(span -> Objects.toString(span.getAttributes().get(stringKey("error.type"))))
                .containsExactly("rate_limited", "unavailable", "null");
        assertThat(stage.spans()).extracting(SpanData::getTraceId).containsOnly(result.traceId());
    }

    @ParameterizedTest(name = "a weak answer of {0} sentences: {1}")
    @CsvSource({"1, true", "500, true", "0, false"})
    void theWeakerAnswerIsTakenWhereTheStrongerModelGivesNone(int sentences, boolean taken) throws Exception {
        String weak = "This is weak. ".repeat(sentences);
        List<String> shown = new CopyOnWriteArrayList<>();
        stage.server.answers(weak).fails(500);
        ModelRoute strong = OpenAi.at(stage.server.baseUrl(), () -> "key").chat("large-1");
        Agent agent = Agent.named("support")
                .model(stage.model().escalatingTo(strong, reply -> true))
                .build();

        RunResult result = stage.runtime()
                .converse(agent, Stage.JO)
                .start("Go.", event -> shown.add(shown(event)))
                .result()
                .toCompletableFuture()
                .get(30, TimeUnit.SECONDS);

        assertThat(stage.attribute("chat large-1", "error.type")).isEqualTo("unavailable");
        if (!taken) {
            assertThat(result.outcome()).isEqualTo(new Outcome.Failed("unavailable"));
            assertThat(stage.span(RUN).getEvents()).isEmpty();
        } else {
            assertThat(result.completed()).isTrue();
            assertThat(result.text()).isEqualTo(weak);
            assertThat(shown.contains("void")).isEqualTo(sentences > 1);
            assertThat(String.join("", shown.subList(shown.lastIndexOf("void") + 1, shown.size())))
                    .isEqualTo(weak + "end");
            assertThat(stage.span(RUN).getEvents()).singleElement().satisfies(event -> {
                assertThat(event.getName()).isEqualTo("vedette.model.fallback");
                assertThat(event.getAttributes().get(stringKey("gen_ai.request.model")))
                        .isEqualTo("small-1");
                assertThat(event.getAttributes().get(stringKey("error.type"))).isEqualTo("unavailable");
            });
        }
    }

    private static String shown(RunEvent event) {
        if (event instanceof RunEvent.Text text) {
            return text.text();
        }
        return event instanceof RunEvent.TextRestarted ? "void" : "end";
    }

    /** Counts how often one is made of an answer. */
    record Counted(String word) {
        private static final AtomicInteger MADE = new AtomicInteger();

        Counted {
            MADE.incrementAndGet();
        }
    }

    @Test
    void anAnswerInAFormIsReadOnce() {
        stage.server.answers("{\"word\":\"yes\"}");
        Counted.MADE.set(0);

        RunResult result = stage.run(stage.agent().answering(Counted.class));

        assertThat(Counted.MADE).hasValue(1);
        assertThat(result.as(Counted.class).word()).isEqualTo("yes");
    }

    @Test
    void whoAsksToWaitLongerThanThereIsTimeIsNotWaitedFor() {
        stage.server.fails(429, "3600").answers("The end.");

        RunResult result = stage.run(Agent.named("support").model(stage.model().retrying(3, Duration.ofDays(1))));

        assertThat(result.outcome()).isEqualTo(new Outcome.LimitReached("run", "wall_time"));
        assertThat(stage.server.requests()).hasSize(1);
    }

    @Test
    void whereNobodyListensThereIsNoAnswer() {
        ModelServer gone = ModelServer.start();
        gone.close();
        ModelRoute model = OpenAi.at(gone.baseUrl(), () -> "key").chat("small-1");

        RunResult result = stage.run(Agent.named("support").model(model));

        assertThat(result.outcome()).isEqualTo(new Outcome.Failed("unavailable"));
        assertThat(stage.attribute(CHAT, "error.type")).isEqualTo("unavailable");
    }

    @Test
    void idsThatComeTwiceAreToldApart() {
        stage.server
                .duplicateCallIds("send", "{\"words\":\"one\"}", "{\"words\":\"two\"}")
                .answers("The end.");

        RunResult result = stage.run(stage.agent(stage.recording("send")));

        assertThat(result.completed()).isTrue();
        assertThat(stage.done).containsExactlyInAnyOrder("one", "two");
        assertThat(stage.server.lastRequest().body().path("messages").findValuesAsText("tool_call_id"))
                .doesNotHaveDuplicates()
                .hasSize(2);
    }

    @Test
    void halfOfAnArgumentIsRefusedAndTheRunGoesOn() {
        stage.server.callsTool("send", "{\"words\":\"hal").answers("The end.");

        RunResult result = stage.run(stage.agent(stage.recording("send")));

        assertThat(result.completed()).isTrue();
        assertThat(stage.done).isEmpty();
        assertThat(stage.attribute("execute_tool send", "error.type")).isEqualTo("policy_denied");
    }
}
