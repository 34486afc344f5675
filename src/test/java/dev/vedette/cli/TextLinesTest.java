package dev.vedette.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

class TextLinesTest {
    @Test
    void aLineEndsWithALineFeedWithOrWithoutACarriageReturn() throws IOException {
        assertThat(lines("a\nb\r\n\nc\rd")).containsExactly("a", "b", "", "c\rd");
        assertThat(lines("a\n")).containsExactly("a");
        assertThat(lines("")).isEmpty();
        assertThat(lines("\uFEFFü")).containsExactly("ü");
    }

    @Test
    void linesMayCrossTheBuffer() throws IOException {
        String text = "x".repeat(100_000) + "\n" + "y".repeat(31_071) + "\nz";

        assertThat(lines(text)).containsExactlyElementsOf(List.of(text.split("\n", -1)));
    }

    @Test
    void gzipIsKnownByItsContent() throws IOException {
        assertThat(read(new ByteArrayInputStream(gzip("a\nb")))).containsExactly("a", "b");
    }

    @Test
    void whatIsNoTextOrCutOffIsSaid() throws IOException {
        byte[] zipped = gzip("abc".repeat(1000));

        assertThatThrownBy(() -> lines("PK\0\0")).hasMessage("it is not a text in UTF-8: it holds zero bytes");
        assertThatThrownBy(() -> read(new ByteArrayInputStream(Arrays.copyOf(zipped, zipped.length - 9))))
                .isInstanceOf(PlainException.class)
                .hasMessageContaining("it cannot be read");
    }

    @Test
    void anEndlessLineIsRefusedBeforeItFillsTheMemory() {
        InputStream endless = new InputStream() {
            @Override
            public int read() {
                return 'x';
            }

            @Override
            public int read(byte[] target, int offset, int length) {
                Arrays.fill(target, offset, offset + length, (byte) 'x');
                return length;
            }
        };

        assertThatThrownBy(() -> read(endless)).hasMessageContaining("it line 1 is longer than 64 Mi characters");
    }

    private static List<String> lines(String text) throws IOException {
        return read(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
    }

    private static List<String> read(InputStream bytes) throws IOException {
        List<String> all = new ArrayList<>();
        try (TextLines lines = TextLines.of(bytes, "it")) {
            for (String line = lines.next(); line != null; line = lines.next()) {
                all.add(line);
                assertThat(lines.number()).isEqualTo(all.size());
            }
        }
        return all;
    }

    private static byte[] gzip(String text) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream zipped = new GZIPOutputStream(bytes)) {
            zipped.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return bytes.toByteArray();
    }
}
