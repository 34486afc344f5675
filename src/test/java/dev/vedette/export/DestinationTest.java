package dev.vedette.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vedette.telemetry.Signal;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DestinationTest {
    @Test
    void showsNoSecret() {
        String secret = "not-a-" + "real-key";
        Destination destination = destination(
                Destination.Protocol.HTTP_PROTOBUF,
                "https://example.com/otlp?key=" + secret,
                Map.of("Authorization", "Bearer " + secret));

        assertThat(destination.toString())
                .contains("example.com", "Authorization")
                .doesNotContain(secret);
        assertThat(destination.masked("who is " + secret + "?")).isEqualTo("who is ***?");
    }

    @ParameterizedTest
    @CsvSource({
        "http://a:4318, http://a:4318/v1/logs",
        "http://a:4318/, http://a:4318/v1/logs",
        "https://a/api/public/otel, https://a/api/public/otel/v1/logs",
        "https://a/v1/logs?x=1, https://a/v1/logs?x=1"
    })
    void completesTheAddress(String endpoint, String url) {
        assertThat(destination(Destination.Protocol.HTTP_PROTOBUF, endpoint, Map.of())
                        .url(Signal.LOGS))
                .isEqualTo(url);
    }

    @ParameterizedTest
    @CsvSource({
        "GRPC, ftp://a, http",
        "GRPC, http://a/path, without a path",
        "HTTP_PROTOBUF, http://user:pw@a, into headers",
        "HTTP_PROTOBUF, /only/a/path, http"
    })
    void refusesWhatCannotWork(Destination.Protocol protocol, String endpoint, String why) {
        assertThatThrownBy(() -> destination(protocol, endpoint, Map.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(why)
                .hasMessageNotContaining("pw");
    }

    @Test
    void refusesHeadersThatWouldSmuggleAnother() {
        assertThatThrownBy(() -> destination(Destination.Protocol.GRPC, "http://a", Map.of("X-Key", "a\r\nX-Other: b")))
                .hasMessageContaining("header");
    }

    @Test
    void noNameOfADestinationChoosesAPath(@TempDir Path folder) throws Exception {
        FileCursorStore cursors = new FileCursorStore(folder.resolve("cursors"));
        List<String> names = List.of("../../etc/passwd", "a/b", "a-b", "", "\u0000", "x".repeat(5_000));
        long position = 0;
        for (String name : names) {
            assertThat(cursors.load(name)).isEqualTo(CursorStore.UNKNOWN);
            cursors.save(name, ++position);
        }

        try (Stream<Path> files = Files.walk(folder)) {
            assertThat(files.filter(Files::isRegularFile))
                    .hasSize(names.size())
                    .allSatisfy(file -> assertThat(file.getParent()).isEqualTo(folder.resolve("cursors")));
        }
        assertThat(cursors.load("a/b")).isEqualTo(2);
        assertThat(cursors.load("a-b")).isEqualTo(3);
    }

    @Test
    void aDamagedCursorIsIgnored(@TempDir Path folder) throws Exception {
        FileCursorStore cursors = new FileCursorStore(folder);
        cursors.save("d", 12);
        try (Stream<Path> files = Files.list(folder)) {
            Files.writeString(files.findFirst().orElseThrow(), "12\u0000garbage");
        }

        assertThat(cursors.load("d")).isEqualTo(CursorStore.UNKNOWN);
    }

    private static Destination destination(
            Destination.Protocol protocol, String endpoint, Map<String, String> headers) {
        return new Destination(
                "d",
                protocol,
                URI.create(endpoint),
                headers,
                Destination.Compression.NONE,
                EnumSet.allOf(Signal.class),
                Duration.ofSeconds(5));
    }
}
