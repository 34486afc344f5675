package dev.vedette.cli;

import java.io.BufferedReader;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;

/** Text files, plain or gzipped. */
final class TextFiles {
    private static final int BUFFER = 1 << 16;

    private TextFiles() {}

    /** The file's text as UTF-8; reading advances the progress by bytes of the file itself. */
    static BufferedReader open(Path file, Progress progress) throws IOException {
        InputStream counted = new FilterInputStream(Files.newInputStream(file)) {
            @Override
            public int read() throws IOException {
                int value = super.read();
                progress.advance(value < 0 ? 0 : 1);
                return value;
            }

            @Override
            public int read(byte[] buffer, int offset, int length) throws IOException {
                int count = super.read(buffer, offset, length);
                progress.advance(Math.max(0, count));
                return count;
            }
        };
        InputStream bytes = file.toString().endsWith(".gz") ? new GZIPInputStream(counted, BUFFER) : counted;
        return new BufferedReader(new InputStreamReader(bytes, StandardCharsets.UTF_8), BUFFER);
    }
}
