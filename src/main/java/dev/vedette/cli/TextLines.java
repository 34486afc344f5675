package dev.vedette.cli;

import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/**
 * The lines of a text in UTF-8, plain or gzipped, each of bounded length. A line ends with a line feed; a carriage return
 * before it does not belong to the line. Not thread-safe.
 */
final class TextLines implements Closeable {
    private static final int LONGEST_MEBI = 64;
    private static final int BUFFER = 1 << 16;
    private static final int GZIP_MAGIC = 0x1f8b;
    private static final char BYTE_ORDER_MARK = '\uFEFF';

    private final String name;
    private final Reader text;
    private final char[] buffer = new char[BUFFER];
    private final StringBuilder line = new StringBuilder();
    private int position;
    private int filled;
    private boolean begun;
    private long number;

    private TextLines(String name, Reader text) {
        this.name = name;
        this.text = text;
    }

    /** The lines of a file; reading advances the progress by bytes of the file itself. */
    static TextLines open(Path file, Progress progress) throws IOException {
        if (Files.isDirectory(file)) {
            throw new PlainException(file + " is a folder; name the files in it, such as " + file.resolve("*"));
        }
        return of(new Counted(Files.newInputStream(file), progress), file.toString());
    }

    /** The lines of a stream; {@code name} is for messages. */
    static TextLines of(InputStream stream, String name) throws IOException {
        BufferedInputStream bytes = new BufferedInputStream(stream, BUFFER);
        try {
            bytes.mark(2);
            int magic = bytes.read() << Byte.SIZE | bytes.read();
            bytes.reset();
            InputStream plain = magic == GZIP_MAGIC ? new GZIPInputStream(bytes, BUFFER) : bytes;
            return new TextLines(name, new InputStreamReader(plain, StandardCharsets.UTF_8));
        } catch (IOException broken) {
            bytes.close();
            throw unreadable(name, broken);
        }
    }

    /** The next line without its end, or null after the last. */
    @Nullable
    String next() {
        line.setLength(0);
        boolean any = false;
        while (fill()) {
            any = true;
            int end = position;
            while (end < filled && buffer[end] != '\n') {
                end++;
            }
            append(end);
            position = end + 1;
            if (end < filled) {
                break;
            }
        }
        if (!any) {
            return null;
        }
        number++;
        int length = line.length();
        return length > 0 && line.charAt(length - 1) == '\r' ? line.substring(0, length - 1) : line.toString();
    }

    /** The number of the line that was read last, from 1. */
    long number() {
        return number;
    }

    /** Where the line is that was read last, for messages. */
    String place() {
        return name + " line " + number;
    }

    @Override
    public void close() throws IOException {
        text.close();
    }

    private void append(int end) {
        if (line.length() + (end - position) > LONGEST_MEBI << 20) {
            throw new PlainException(name + " line " + (number + 1) + " is longer than " + LONGEST_MEBI
                    + " Mi characters; is it a text with lines?");
        }
        line.append(buffer, position, end - position);
    }

    /** Whether there is something in the buffer, now or after reading on. */
    private boolean fill() {
        if (position < filled) {
            return true;
        }
        try {
            filled = text.read(buffer);
        } catch (IOException broken) {
            throw unreadable(name, broken);
        }
        position = 0;
        if (!begun && filled > 0) {
            begun = true;
            begin();
        }
        return position < filled || (filled > 0 && fill());
    }

    private void begin() {
        for (int at = 0; at < filled; at++) {
            if (buffer[at] == 0) {
                throw new PlainException(name + " is not a text in UTF-8: it holds zero bytes");
            }
        }
        position = buffer[0] == BYTE_ORDER_MARK ? 1 : 0;
    }

    private static PlainException unreadable(String name, IOException broken) {
        return new PlainException(
                name + " cannot be read: " + (broken.getMessage() == null ? "it is cut off" : broken.getMessage()));
    }

    /** Bytes that are counted as they pass. */
    private static final class Counted extends FilterInputStream {
        private final Progress progress;

        Counted(InputStream bytes, Progress progress) {
            super(bytes);
            this.progress = progress;
        }

        /** A pipe cannot tell, and there may be more. */
        @Override
        public int available() {
            try {
                return super.available();
            } catch (IOException pipe) {
                return 1;
            }
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            int count = super.read(target, offset, length);
            progress.advance(Math.max(0, count));
            return count;
        }
    }
}
