package dev.vedette.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScanCommandTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    private Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void positionsCountCharactersAsPeopleAndMostLanguagesDo() throws IOException {
        String before = "clef 🔑 für Zoë: ";
        Path text = write("text", "one\n" + before + key() + " and " + key() + "\nlast " + key());

        assertThat(run("scan", text.toString())).isEqualTo(1);

        List<JsonNode> found = found();
        int start = before.codePointCount(0, before.length());
        assertThat(found).extracting(one -> one.path("line").asInt()).containsExactly(2, 2, 3);
        assertThat(found)
                .extracting(one -> one.path("start").asInt())
                .containsExactly(start, start + key().length() + " and ".length(), "last ".length());
        assertThat(found)
                .allSatisfy(one -> assertThat(
                                one.path("end").asInt() - one.path("start").asInt())
                        .isEqualTo(key().length()));
        assertThat(out.toString()).doesNotContain(key());
    }

    @Test
    void aKeyThatRunsOverLinesIsFoundAlsoWhereBlocksMeet() throws IOException {
        for (int filler : new int[] {0, 26_000, 26_190, 26_210, 26_220, 60_000}) {
            String lines = "forty characters of nothing in particular\n".repeat(filler);
            Path text = write("text", lines + privateKey());

            assertThat(run("scan", text.toString())).isEqualTo(1);
            assertThat(found()).singleElement().satisfies(one -> {
                assertThat(one.path("rule").asText()).isEqualTo("private-key");
                assertThat(one.path("line").asInt()).isEqualTo(filler + 1);
                assertThat(one.path("start").asInt()).isZero();
            });
        }
    }

    @Test
    void aFileThatCannotBeReadIsToldAndTheOthersAreScannedAllTheSame() throws IOException {
        Path binary = Files.write(folder.resolve("logo.png"), new byte[] {'P', 0, 1});
        Path text = write("text", key());

        assertThat(run("scan", binary.toString(), folder.toString(), text.toString()))
                .isEqualTo(1);

        assertThat(err.toString())
                .hasLineCount(2)
                .contains("logo.png is not a text in UTF-8")
                .contains(folder + " is a folder");
        assertThat(found())
                .singleElement()
                .satisfies(one -> assertThat(one.path("file").asText()).isEqualTo(text.toString()));

        assertThat(run("scan", binary.toString()))
                .as("what was not read is not clean")
                .isEqualTo(1);
    }

    @Test
    void standardInputIsScannedWhenNoFileIsNamed() throws IOException {
        InputStream usual = System.in;
        try {
            System.setIn(new ByteArrayInputStream(("x\n" + key()).getBytes(StandardCharsets.UTF_8)));
            assertThat(run("scan")).isEqualTo(1);
            System.setIn(new ByteArrayInputStream("harmless".getBytes(StandardCharsets.UTF_8)));
            assertThat(run("scan")).isZero();
        } finally {
            System.setIn(usual);
        }
    }

    @Test
    void whenTheReaderHasGoneItEndsQuietly() throws IOException {
        Path text = write("text", (key() + "\n").repeat(1000));
        int[] written = {0};
        Writer head = new Writer() {
            @Override
            public void write(char[] buffer, int offset, int length) throws IOException {
                if (++written[0] > 10) {
                    throw new IOException("Broken pipe");
                }
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        };

        assertThat(Main.run(new PrintWriter(head), new PrintWriter(err), "scan", text.toString()))
                .isEqualTo(1);

        assertThat(written[0]).isLessThan(20);
        assertThat(err.toString()).isEmpty();
    }

    private List<JsonNode> found() throws IOException {
        List<JsonNode> found = new ArrayList<>();
        for (String line : out.toString().lines().toList()) {
            found.add(JSON.readTree(line));
        }
        return found;
    }

    private int run(String... arguments) {
        out.getBuffer().setLength(0);
        err.getBuffer().setLength(0);
        return Main.run(new PrintWriter(out), new PrintWriter(err), arguments);
    }

    private Path write(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }

    /** Shaped like an access key of AWS; it opens nothing. */
    private static String key() {
        return "AKIA" + "Q3EGTJ7M" + "XW2NVD5K";
    }

    private static String privateKey() {
        String body = "MIIEvQIBADANBgkqhkiG9w0BAQEFAASCBKcwggSjAgEAAoIBAQC7VJTUt9Us8cKj\n";
        return "-----BEGIN PRIVATE" + " KEY-----\n" + body.repeat(26) + "-----END PRIVATE" + " KEY-----\n";
    }
}
