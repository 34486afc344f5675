package dev.vedette.agent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vedette.agent.identity.Caller;
import dev.vedette.agent.instrumentation.ContentCapture;
import dev.vedette.agent.model.ChatModel;
import dev.vedette.agent.model.ModelReply;
import dev.vedette.agent.model.ModelRequest;
import dev.vedette.agent.tool.Tool;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.time.Duration;
import java.util.Collection;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Tools, models, watchers and exporters that do what they must not: the run goes on, or ends as it should. */
@Timeout(60)
class BrokenPartsTest {
    private static final String TOOL = "execute_tool send";

    private final Stage stage = new Stage();

    @AfterEach
    void close() {
        assertThat(stage.unended()).isEmpty();
        stage.close();
    }

    private RunResult runs(Tool tool) {
        stage.script("send", "hello");
        RunResult result = stage.run(stage.agent(tool));
        assertThat(result.text()).isEqualTo("The end.");
        return result;
    }

    @Test
    void aToolThatThrowsHasFailedAndItsWordsAreNotTold() {
        runs(stage.taking("send").answering(words -> {
            throw new IllegalStateException("the password is sesame");
        }));

        assertThat(stage.told()).containsExactly("The tool failed. Do not rely on it having done anything.");
        assertThat(stage.attribute(TOOL, "error.type")).isEqualTo("java.lang.IllegalStateException");
        assertThat(stage.spans().toString()).doesNotContain("sesame");
    }

    @Test
    void aToolThatBreaksTheMachineHasFailed() {
        runs(stage.taking("send").answering(words -> {
            throw new StackOverflowError();
        }));

        assertThat(stage.attribute(TOOL, "error.type")).isEqualTo("java.lang.StackOverflowError");
    }

    @Test
    void aToolThatAnswersNothingAtAllHasFailed() {
        Tool bounded = stage.recording("send");
        runs(new Tool(bounded.definition(), (arguments, context) -> nothing()));

        assertThat(stage.attribute(TOOL, "error.type")).isEqualTo("tool_error");
    }

    /** What a careless program gives in spite of what it promised. */
    @SuppressWarnings({"NullAway", "TypeParameterUnusedInFormals"})
    private static <T> T nothing() {
        return null;
    }

    @Test
    void tenMegabytesAreCut() {
        runs(stage.taking("send").answering(words -> "x".repeat(10_000_000)));

        assertThat(stage.told().get(0)).hasSizeLessThan(300_000).contains("[cut: only the first");
    }

    @Test
    void aToolThatNeverReturnsIsInterruptedWhenItsTimeIsOver() throws Exception {
        CountDownLatch interrupted = new CountDownLatch(1);
        runs(stage.taking("send").within(Duration.ofMillis(50)).answering(words -> {
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException late) {
                interrupted.countDown();
                throw late;
            }
            return "never";
        }));

        assertThat(interrupted.await(30, TimeUnit.SECONDS)).isTrue();
        assertThat(stage.told()).containsExactly("The tool took too long and was stopped. It may have done a part.");
        assertThat(stage.attribute(TOOL, "error.type")).isEqualTo("timeout");
    }

    @Test
    void aToolThatIgnoresThatIsLeftAlone() {
        CountDownLatch release = new CountDownLatch(1);
        runs(stage.taking("send").within(Duration.ofMillis(50)).answering(words -> {
            while (release.getCount() > 0) {
                Thread.interrupted();
                Thread.onSpinWait();
            }
            return stage.note(words);
        }));

        assertThat(stage.attribute(TOOL, "error.type")).isEqualTo("timeout");
        release.countDown();
    }

    @Test
    void aSubAgentsAnswerCanBeLimitedLikeAnyOther() {
        Agent helper = Agent.named("helper").model(stage.model()).build();
        stage.server
                .callsTool("helper", "{\"task\":\"t\"}")
                .answers("A long answer of many words.")
                .answers("The end.");

        stage.run(stage.agent(helper.asTool("Helps").answeringAtMost(6)));

        assertThat(stage.told().get(0)).startsWith("A long\n[cut");
    }

    @Test
    void aModelThatThrowsEndsTheRunAndItsSpan() {
        for (Throwable fault : new Throwable[] {new IllegalStateException("sesame"), new NoClassDefFoundError("x")}) {
            Agent agent = Agent.named("support").model(new Breaking(fault)).build();

            RunResult result = stage.runtime().run(agent, "Go.", Caller.ANONYMOUS);

            assertThat(result.outcome())
                    .isEqualTo(new Outcome.Failed(fault.getClass().getName()));
        }
        assertThat(stage.spans().toString()).doesNotContain("sesame");
        assertThat(stage.attribute("chat breaking", "error.type")).isEqualTo("java.lang.IllegalStateException");
    }

    @Test
    void aTurnThatBrokeOffDoesNotForgetWhatItHasDone() {
        stage.server.callsTool("send", "{\"words\":\"money\"}").fails(400).answers("I know.");
        Conversation conversation =
                stage.runtime().converse(stage.agent(stage.recording("send")).build(), Stage.JO);

        assertThat(conversation.say("Send it.").completed()).isFalse();
        assertThat(conversation.say("Did you?").completed()).isTrue();

        assertThat(stage.server.lastRequest().body().path("messages").toString())
                .contains("What these tools did for it may be done already: send.")
                .doesNotContain("Send it.");
    }

    @Test
    void aWatcherThatThrowsIsToldNoMore() throws Exception {
        stage.script("send", "hello");

        RunResult result = stage.runtime()
                .converse(stage.agent(stage.recording("send")).build(), Stage.JO)
                .start("Go.", event -> {
                    throw new IllegalStateException("broken");
                })
                .result()
                .toCompletableFuture()
                .get(30, TimeUnit.SECONDS);

        assertThat(result.text()).isEqualTo("The end.");
    }

    @Test
    void aSubscriberThatLeavesStopsTheRunAtOnce() throws Exception {
        CountDownLatch ended = new CountDownLatch(1);
        CountDownLatch begun = new CountDownLatch(1);
        CompletableFuture<Flow.Subscription> subscription = new CompletableFuture<>();
        Tool waiting = stage.taking("send").answering(words -> {
            begun.countDown();
            try {
                new CountDownLatch(1).await();
            } finally {
                ended.countDown();
            }
            return "never";
        });
        stage.script("send", "hello");
        stage.runtime().converse(stage.agent(waiting).build(), Stage.JO).stream("Go.")
                .subscribe(new Silent(subscription));
        assertThat(begun.await(30, TimeUnit.SECONDS)).isTrue();

        subscription.get(30, TimeUnit.SECONDS).cancel();

        assertThat(ended.await(30, TimeUnit.SECONDS)).isTrue();
        stage.runtime().close();
    }

    @Test
    void anExporterThatThrowsBreaksNoRun() {
        SdkTracerProvider traces = SdkTracerProvider.builder()
                .addSpanProcessor(SimpleSpanProcessor.create(new BreakingExporter()))
                .build();
        OpenTelemetrySdk telemetry =
                OpenTelemetrySdk.builder().setTracerProvider(traces).build();
        stage.builder.telemetry(Telemetry.using(telemetry, ContentCapture.SPAN_ONLY));

        runs(stage.recording("send"));

        assertThat(stage.done).containsExactly("hello");
    }

    @Test
    void policiesThatAreMadeForEveryRunDoNotFillTheMemory() {
        Enforcements enforcements = new Enforcements(stage.parts());
        Enforcement standard = enforcements.of(Policy.standard());
        assertThat(enforcements.of(Policy.standard())).isSameAs(standard);

        for (int each = 0; each <= Enforcements.KEPT; each++) {
            enforcements.of(Policy.standard().shadowing("guard-" + each));
        }

        assertThat(enforcements.size()).isEqualTo(Enforcements.KEPT);
    }

    private record Breaking(Throwable fault) implements ChatModel {
        @Override
        public String provider() {
            return "test";
        }

        @Override
        public String name() {
            return "breaking";
        }

        @Override
        public @Nullable Endpoint endpoint() {
            return null;
        }

        @Override
        public ModelReply call(ModelRequest request, PieceListener pieces) {
            if (fault instanceof Error error) {
                throw error;
            }
            throw (RuntimeException) fault;
        }
    }

    private record Silent(CompletableFuture<Flow.Subscription> given) implements Flow.Subscriber<RunEvent> {
        @Override
        public void onSubscribe(Flow.Subscription subscription) {
            given.complete(subscription);
            subscription.request(100);
        }

        @Override
        public void onNext(RunEvent event) {}

        @Override
        public void onError(Throwable failure) {}

        @Override
        public void onComplete() {}
    }

    private static final class BreakingExporter implements SpanExporter {
        @Override
        public CompletableResultCode export(Collection<SpanData> spans) {
            throw new IllegalStateException("broken");
        }

        @Override
        public CompletableResultCode flush() {
            throw new IllegalStateException("broken");
        }

        @Override
        public CompletableResultCode shutdown() {
            return CompletableResultCode.ofSuccess();
        }
    }
}
