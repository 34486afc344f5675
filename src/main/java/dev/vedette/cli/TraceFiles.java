package dev.vedette.cli;

import dev.vedette.pipeline.Replay;
import dev.vedette.telemetry.TelemetryBatch;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.PriorityQueue;
import java.util.function.BiFunction;

/**
 * Files of OTLP/JSON trace requests, one a line, read side by side in the order of event time; at the same time, in the
 * order of the files. Each file is taken to be in order itself; only one line of each is held. Requests without spans are
 * passed over. A span whose clock cannot be right is taken to be as late as the latest in its file so far, so that the same
 * files give the same findings on every day. Not thread-safe.
 */
final class TraceFiles implements Iterator<TelemetryBatch>, AutoCloseable {
    private final List<TextLines> files = new ArrayList<>();
    private final List<TraceTimes> times = new ArrayList<>();
    private final PriorityQueue<Waiting> waiting =
            new PriorityQueue<>(Comparator.comparing(Waiting::time).thenComparing(Waiting::file));
    private final BiFunction<String, Instant, TelemetryBatch> decoder;

    /** @param decoder makes a batch of a line and of the time at which it counts as received */
    TraceFiles(List<Path> paths, BiFunction<String, Instant, TelemetryBatch> decoder, Progress progress)
            throws IOException {
        this.decoder = decoder;
        try {
            for (Path path : paths) {
                files.add(TextLines.open(path, progress));
                times.add(new TraceTimes());
                advance(files.size() - 1);
            }
        } catch (IOException | RuntimeException unreadable) {
            close();
            throw unreadable;
        }
    }

    @Override
    public boolean hasNext() {
        return !waiting.isEmpty();
    }

    @Override
    public TelemetryBatch next() {
        Waiting first = waiting.poll();
        if (first == null) {
            throw new NoSuchElementException();
        }
        advance(first.file());
        return first.batch();
    }

    @Override
    public void close() throws IOException {
        for (TextLines file : files) {
            file.close();
        }
    }

    private void advance(int file) {
        TextLines lines = files.get(file);
        for (String line = lines.next(); line != null; line = lines.next()) {
            if (!line.isBlank()) {
                TelemetryBatch batch = decode(lines, line, times.get(file));
                if (!batch.spans().isEmpty()) {
                    waiting.add(new Waiting(file, Replay.earliest(batch), batch));
                    return;
                }
            }
        }
    }

    private TelemetryBatch decode(TextLines lines, String line, TraceTimes seen) {
        seen.read(line);
        try {
            return decoder.apply(line, seen.isEmpty() ? Instant.EPOCH : seen.last());
        } catch (RuntimeException notARequest) {
            throw new PlainException(lines.place() + " is not an OTLP/JSON trace request: " + notARequest.getMessage());
        }
    }

    /** What comes next in a file. */
    private record Waiting(int file, Instant time, TelemetryBatch batch) {}
}
