package dev.vedette.agent.openai;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.vedette.agent.model.ChatModel.PieceListener;
import dev.vedette.agent.model.ModelException;
import dev.vedette.agent.model.ModelFault.Kind;
import dev.vedette.agent.model.ModelRequest;
import dev.vedette.agent.model.ModelServer;
import dev.vedette.agent.model.ModelSettings;
import dev.vedette.agent.model.SeenRequest;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.slf4j.LoggerFactory;

class KeysTest {
    private static final String KEY = "sk-secret-0123456789";

    private final ModelServer server = ModelServer.start();

    @AfterEach
    void close() {
        server.close();
    }

    static Stream<KeySupplier> useless() {
        return Stream.of(() -> null, () -> "", () -> " \n", () -> "sk-\u00e9", () -> "a\r\nHost: b", () -> {
            throw new IllegalStateException(KEY);
        });
    }

    @ParameterizedTest
    @MethodSource("useless")
    void withoutAKeyNothingIsAsked(KeySupplier keys) {
        ModelException failure =
                catchThrowableOfType(ModelException.class, () -> ask(OpenAi.at(server.baseUrl(), keys)));
        assertThat(failure.fault().kind()).isEqualTo(Kind.NO_KEY);
        assertThat(failure).hasMessage("the model gave no answer: no_key").hasNoCause();
        assertThat(server.requests()).isEmpty();
    }

    @Test
    void theKeyIsAskedForEachTime() throws Exception {
        Deque<String> keys = new ArrayDeque<>(List.of("first", "second"));
        OpenAi provider = OpenAi.at(server.answers("a").answers("b").baseUrl(), keys::poll);
        ask(provider);
        ask(provider);
        assertThat(server.requests())
                .extracting(request -> request.header("authorization"))
                .containsExactly("Bearer first", "Bearer second");
    }

    @Test
    void aProviderThatWantsNoKeyIsSentNone() throws Exception {
        ask(OpenAi.at(server.answers("a").baseUrl(), KeySupplier.none()));
        assertThat(server.lastRequest())
                .extracting(SeenRequest::headers)
                .satisfies(headers -> assertThat(headers).doesNotContainKeys("authorization", "api-key"));
    }

    @Test
    void headersOfARequestCannotChangeTheKey() throws Exception {
        OpenAi provider = OpenAi.at(server.answers("a").baseUrl(), () -> KEY);
        provider.chat("m").call(with(Map.of("Authorization", "Bearer other")), PieceListener.NONE);
        assertThat(server.lastRequest().headers().get("authorization")).containsExactly("Bearer " + KEY);
    }

    @Test
    void aHeaderThatCannotBeSentIsNotQuoted() {
        OpenAi provider = OpenAi.at(server.baseUrl(), () -> KEY);
        assertThatThrownBy(() -> provider.chat("m").call(with(Map.of("tracestate", "a\nb")), PieceListener.NONE))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a header of the request cannot be sent");
    }

    @Test
    void theEnvironmentSaysWhereAndAsWhom() throws Exception {
        Map<String, String> variables =
                Map.of("OPENAI_API_KEY", KEY, "OPENAI_BASE_URL", server.baseUrl() + "/", "OPENAI_ORG_ID", "org-9");
        server.answers("a");
        ask(OpenAi.from(variables::get));
        assertThat(server.lastRequest().header("authorization")).isEqualTo("Bearer " + KEY);
        assertThat(server.lastRequest().header("openai-organization")).isEqualTo("org-9");
        assertThat(server.lastRequest().path()).isEqualTo("/v1/chat/completions");
    }

    @Test
    void theLogNeverHoldsTheKeyHoweverMuchIsLogged() throws Exception {
        Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        Level before = root.getLevel();
        ListAppender<ILoggingEvent> lines = new ListAppender<>();
        lines.start();
        root.addAppender(lines);
        root.setLevel(Level.TRACE);
        try {
            OpenAi provider = OpenAi.at(server.answers("a").fails(401).baseUrl(), () -> KEY);
            ask(provider);
            assertThatThrownBy(() -> ask(provider)).isInstanceOf(ModelException.class);
            assertThat(provider.chat("m").toString()).isEqualTo("openai/m");
        } finally {
            root.setLevel(before);
            root.detachAppender(lines);
        }
        assertThat(lines.list).noneMatch(line -> line.getFormattedMessage().contains(KEY));
    }

    private static void ask(OpenAi provider) throws ModelException, InterruptedException {
        provider.chat("m").call(Asking.question(false), PieceListener.NONE);
    }

    private static ModelRequest with(Map<String, String> headers) {
        return new ModelRequest("", List.of(), List.of(), ModelSettings.DEFAULTS, null, false, Asking.PATIENT, headers);
    }
}
