package dev.vedette.cli;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.vedette.telemetry.Epoch;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;

/**
 * From when to when spans end, seen without understanding them. Clocks that cannot be right do not count. Not thread-safe.
 */
final class TraceTimes {
    private static final JsonFactory JSON = new JsonFactory();
    private static final long EARLIEST = Epoch.nanos(Instant.parse("2000-01-01T00:00:00Z"));
    private static final long LATEST = Epoch.nanos(Instant.parse("2200-01-01T00:00:00Z"));

    private long first = Long.MAX_VALUE;
    private long last = Long.MIN_VALUE;

    /** Reads all files to their ends. */
    void read(List<Path> paths, Progress progress) throws IOException {
        for (Path path : paths) {
            try (TextLines lines = TextLines.open(path, progress)) {
                for (String line = lines.next(); line != null; line = lines.next()) {
                    read(line);
                }
            }
        }
    }

    /** Reads one request; of one that is broken, what comes before the break. */
    void read(String line) {
        try (JsonParser parser = JSON.createParser(line)) {
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                if (token == JsonToken.FIELD_NAME && parser.currentName().equals("endTimeUnixNano")) {
                    parser.nextToken();
                    see(parser.getValueAsLong(0));
                }
            }
        } catch (IOException broken) {
            // Whoever decodes the line tells it, with the place.
        }
    }

    boolean isEmpty() {
        return first > last;
    }

    /** The earliest end; nothing to ask while this is empty. */
    Instant first() {
        return Epoch.instant(first);
    }

    /** The latest end; nothing to ask while this is empty. */
    Instant last() {
        return Epoch.instant(last);
    }

    private void see(long end) {
        if (end >= EARLIEST && end <= LATEST) {
            first = Math.min(first, end);
            last = Math.max(last, end);
        }
    }
}
