package dev.vedette.agent.openai;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.vedette.agent.model.ChatModel.PieceListener;
import dev.vedette.agent.model.ModelException;
import dev.vedette.agent.model.ModelFault;
import dev.vedette.agent.model.ModelFault.Kind;
import dev.vedette.agent.model.ModelRequest;
import dev.vedette.agent.model.ModelServer;
import dev.vedette.agent.model.ScriptedReply;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever goes wrong on the way is told by its kind, soon, and without a word of what was sent. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class OpenAiFaultsTest {
    private static final String KEY = "sk-secret-0123456789";
    private static final Duration SHORT = Duration.ofMillis(300);

    private final ModelServer server = ModelServer.start();
    private final OpenAi provider =
            OpenAi.at(server.baseUrl(), () -> KEY).withStallLimit(SHORT).withAnswerLimit(100_000);

    @AfterEach
    void close() {
        server.close();
    }

    record Case(String sentence, Consumer<ModelServer> script, Kind streamed, Kind notStreamed) {
        Case(String sentence, Consumer<ModelServer> script, Kind kind) {
            this(sentence, script, kind, kind);
        }

        @Override
        public String toString() {
            return sentence;
        }
    }

    static Stream<Arguments> cases() {
        Stream<Case> cases = Stream.of(
                new Case("too many requests", server -> server.fails(429), Kind.RATE_LIMITED),
                new Case("the provider is broken", server -> server.fails(500), Kind.UNAVAILABLE),
                new Case("the provider is overloaded", server -> server.fails(529), Kind.UNAVAILABLE),
                new Case("the key is wrong", server -> server.fails(401), Kind.UNAUTHENTICATED),
                new Case("the key may not", server -> server.fails(403), Kind.UNAUTHENTICATED),
                new Case("the request is wrong", server -> server.fails(400), Kind.REJECTED),
                new Case("there is no such model", server -> server.fails(404), Kind.REJECTED),
                new Case("the request cannot be processed", server -> server.fails(422), Kind.REJECTED),
                new Case("it leads elsewhere", server -> server.fails(307), Kind.REJECTED),
                new Case("the answer stops in the middle", server -> server.stallsAfter(3), Kind.STALLED),
                new Case("the connection breaks at once", server -> server.cutsAfter(1), Kind.CUT_OFF),
                new Case("the connection breaks in the middle", server -> server.cutsAfter(4), Kind.CUT_OFF),
                new Case("a stream closes early", server -> server.endsAfter(4), Kind.CUT_OFF, Kind.MALFORMED),
                new Case("a stream has nothing in it", server -> server.endsAfter(0), Kind.CUT_OFF, Kind.MALFORMED),
                new Case("it is no JSON", ModelServer::malformed, Kind.MALFORMED),
                new Case("it is JSON, but no answer", ModelServer::answersBesideThePoint, Kind.MALFORMED),
                new Case("the answer is huge", server -> server.huge(200_000), Kind.TOO_LARGE),
                new Case("one event is huge", server -> server.hugeEvent(200_000), Kind.TOO_LARGE),
                new Case("one event has many empty things in it", server -> server.crowded(20_000), Kind.TOO_LARGE));
        return cases.flatMap(one -> Stream.of(WayToAsk.values()).map(way -> Arguments.of(one, way)));
    }

    @ParameterizedTest(name = "{0} ({1})")
    @MethodSource("cases")
    void everyFaultHasItsKind(Case one, WayToAsk way) {
        one.script().accept(server);
        ModelException failure = fault(provider, way, Asking.question(way.streamed()));
        assertThat(failure.fault().kind()).isEqualTo(way.streamed() ? one.streamed() : one.notStreamed());
        assertThat(server.requests()).hasSize(1);
        assertTellsNothing(failure);
    }

    @ParameterizedTest
    @EnumSource(WayToAsk.class)
    void theWholeIsBoundedEvenIfTheProviderNeverSaysAnything(WayToAsk way) {
        server.saysNothing();
        ModelException failure = fault(provider, way, Asking.question(way.streamed(), SHORT));
        assertThat(failure.fault().kind()).isEqualTo(Kind.TIMED_OUT);
    }

    @ParameterizedTest
    @EnumSource(WayToAsk.class)
    void theWholeIsBoundedEvenIfAStallWouldBeAllowed(WayToAsk way) {
        server.stallsAfter(2);
        OpenAi patient = provider.withStallLimit(Asking.PATIENT);
        ModelException failure = fault(patient, way, Asking.question(way.streamed(), SHORT));
        assertThat(failure.fault().kind()).isEqualTo(Kind.TIMED_OUT);
    }

    @ParameterizedTest
    @EnumSource(WayToAsk.class)
    void thePauseThatIsAskedForIsTold(WayToAsk way) {
        server.fails(429, "7");
        ModelFault fault = fault(provider, way, Asking.question(way.streamed())).fault();
        assertThat(fault).isEqualTo(new ModelFault(Kind.RATE_LIMITED, 429, Duration.ofSeconds(7)));
    }

    @ParameterizedTest
    @EnumSource(WayToAsk.class)
    void nobodyListens(WayToAsk way) throws IOException {
        int free;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            free = socket.getLocalPort();
        }
        OpenAi nobody = OpenAi.at("http://127.0.0.1:" + free + "/v1", () -> KEY);
        ModelException failure = fault(nobody, way, Asking.question(way.streamed()));
        assertThat(failure.fault()).isEqualTo(new ModelFault(Kind.UNAVAILABLE, 0, null));
        assertTellsNothing(failure);
    }

    @Test
    void noSuchHost() {
        OpenAi nowhere = OpenAi.at("https://no-such-host.invalid/v1", () -> KEY);
        ModelException failure = fault(nowhere, WayToAsk.CHAT, Asking.question(false));
        assertThat(failure.fault().kind()).isEqualTo(Kind.UNAVAILABLE);
        assertTellsNothing(failure);
    }

    @ParameterizedTest
    @EnumSource(names = {"CHAT_STREAMED", "RESPONSES_STREAMED"})
    void anErrorInTheMiddleOfAStreamIsAFault(WayToAsk way) {
        server.replies(ScriptedReply.raw("{\"error\":{\"message\":\"" + KEY
                + "\",\"type\":\"server_error\",\"code\":\"rate_limit_exceeded\"}}"));
        ModelException failure = fault(provider, way, Asking.question(true));
        assertThat(failure.fault().kind()).isEqualTo(Kind.RATE_LIMITED);
        assertTellsNothing(failure);
    }

    @ParameterizedTest
    @EnumSource(WayToAsk.class)
    void whoeverIsInterruptedLeavesAtOnceAndTheConnectionCloses(WayToAsk way) throws InterruptedException {
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch broken = new CountDownLatch(1);
        server.replies((request, exchange, closing) -> {
            exchange.getResponseHeaders().add("Content-Type", "text/event-stream");
            exchange.sendResponseHeaders(200, 0);
            asked.countDown();
            try {
                while (true) {
                    exchange.getResponseBody().write(": still there\n\n".getBytes(StandardCharsets.UTF_8));
                    exchange.getResponseBody().flush();
                }
            } catch (IOException gone) {
                broken.countDown();
                throw gone;
            }
        });
        AtomicReference<Throwable> thrown = new AtomicReference<>();
        OpenAi roomy = provider.withAnswerLimit(Integer.MAX_VALUE);
        Thread caller = new Thread(() -> {
            try {
                way.model(roomy).call(Asking.question(way.streamed()), PieceListener.NONE);
            } catch (ModelException | InterruptedException | RuntimeException e) {
                thrown.set(e);
            }
        });
        caller.start();
        asked.await();
        caller.interrupt();
        caller.join();
        assertThat(thrown.get()).isInstanceOf(InterruptedException.class);
        assertThat(broken.await(30, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void aThreadThatWasInterruptedBeforeAsksNothing() {
        Thread.currentThread().interrupt();
        assertThat(catchThrowableOfType(
                        InterruptedException.class,
                        () -> provider.chat("scripted").call(Asking.question(false), PieceListener.NONE)))
                .isNotNull();
        assertThat(Thread.interrupted()).isFalse();
        assertThat(server.requests()).isEmpty();
    }

    @Test
    void aListenerThatThrowsEndsTheCall() {
        server.answers("one two three");
        IllegalStateException thrown = catchThrowableOfType(
                IllegalStateException.class,
                () -> provider.chat("scripted").call(Asking.question(true), text -> {
                    throw new IllegalStateException("enough");
                }));
        assertThat(thrown).hasMessage("enough");
    }

    private static ModelException fault(OpenAi provider, WayToAsk way, ModelRequest request) {
        ModelException failure = catchThrowableOfType(
                ModelException.class, () -> way.model(provider).call(request, PieceListener.NONE));
        assertThat(failure).isNotNull();
        return failure;
    }

    private static void assertTellsNothing(ModelException failure) {
        StringWriter printed = new StringWriter();
        failure.printStackTrace(new PrintWriter(printed));
        assertThat(printed.toString()).doesNotContain(KEY, "Bearer", "What is it?", "http://", "https://", "127.0.0.1");
        assertThat(failure).hasNoCause();
        assertThat(failure.getSuppressed()).isEmpty();
    }
}
