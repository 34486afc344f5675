package dev.vedette.agent.openai;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import okhttp3.MediaType;
import okhttp3.ResponseBody;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BoundedBodyTest {
    private static final MediaType JSON = MediaType.get("application/json");
    private static final MediaType EVENTS = MediaType.get("text/event-stream; charset=utf-8");
    private static final int LIMIT = 1_000;

    @ParameterizedTest
    @ValueSource(strings = {"\n", "\r", "\r\n"})
    void aStreamMayBeLongIfItsEventsAreShort(String lineEnd) throws IOException {
        String stream = ("data: {\"text\":\"a, b: [c]\"}" + lineEnd + lineEnd).repeat(1_000);
        assertThat(read(EVENTS, stream)).isEqualTo(stream);
    }

    @ParameterizedTest
    @ValueSource(strings = {"data: 1\n", "data: 1\r\n", ": no more than a comment\n", "x"})
    void linesWithoutAnEventsEndAddUp(String line) {
        assertTooLarge(EVENTS, line.repeat(70_000));
    }

    @ParameterizedTest
    @ValueSource(strings = {"[],", "{},", "[", "1,", "\"\",", "\"\\\\\",", "\"a\":"})
    void structureWeighsMoreThanText(String crowd) throws IOException {
        assertTooLarge(JSON, crowd.repeat(2_000));
        String quoted = "\"" + crowd.replace("\\", "\\\\").replace("\"", "\\\"").repeat(2_000) + "\"";
        assertThat(read(JSON, quoted)).isEqualTo(quoted);
    }

    @ParameterizedTest
    @ValueSource(strings = {": \"\n", "event: \"\r", "id: \\\"\r\n"})
    void aQuoteInAnotherLineHidesNothing(String before) {
        assertTooLarge(EVENTS, before + "data: " + "[],".repeat(2_000));
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-16BE", "UTF-16LE", "UTF-32BE"})
    void anotherEncodingHidesNothing(String encoding) {
        byte[] bytes = ("\u2200" + "[],".repeat(2_000)).getBytes(Charset.forName(encoding));
        assertThatThrownBy(() -> bounded(JSON, bytes).bytes()).isInstanceOf(TooLargeException.class);
    }

    private static void assertTooLarge(MediaType type, String text) {
        assertThatThrownBy(() -> read(type, text)).isInstanceOf(TooLargeException.class);
    }

    private static String read(MediaType type, String text) throws IOException {
        return new String(bounded(type, text.getBytes(StandardCharsets.UTF_8)).bytes(), StandardCharsets.UTF_8);
    }

    private static ResponseBody bounded(MediaType type, byte[] bytes) {
        return new BoundedBody(ResponseBody.create(bytes, type), new Exchange(null, LIMIT));
    }
}
