package dev.vedette.cli;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.vedette.telemetry.Epoch;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;

/** From when to when the spans of files end, found without understanding them. Clocks that cannot be right do not count. */
final class TraceTimes {
    private static final JsonFactory JSON = new JsonFactory();
    private static final long EARLIEST = Epoch.nanos(Instant.parse("2000-01-01T00:00:00Z"));

    private final long latestLikely;
    private long first = Long.MAX_VALUE;
    private long last = Long.MIN_VALUE;

    /** @param latestLikely the last time that a clock can be right about */
    TraceTimes(Instant latestLikely) {
        this.latestLikely = Epoch.nanos(latestLikely);
    }

    void read(List<Path> paths, Progress progress) throws IOException {
        for (Path path : paths) {
            try (TextLines lines = TextLines.open(path, progress)) {
                for (String line = lines.next(); line != null; line = lines.next()) {
                    read(line, lines);
                }
            }
        }
    }

    boolean isEmpty() {
        return first > last;
    }

    Instant first() {
        return Epoch.instant(first);
    }

    Instant last() {
        return Epoch.instant(last);
    }

    private void read(String line, TextLines lines) {
        try (JsonParser parser = JSON.createParser(line)) {
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                if (token == JsonToken.FIELD_NAME && parser.currentName().equals("endTimeUnixNano")) {
                    parser.nextToken();
                    see(parser.getValueAsLong(0));
                }
            }
        } catch (IOException notJson) {
            throw new PlainException(lines.place() + " is not an OTLP/JSON trace request: it is not valid JSON");
        }
    }

    private void see(long end) {
        if (end >= EARLIEST && end <= latestLikely) {
            first = Math.min(first, end);
            last = Math.max(last, end);
        }
    }
}
