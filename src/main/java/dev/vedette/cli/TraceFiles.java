package dev.vedette.cli;

import dev.vedette.pipeline.Replay;
import dev.vedette.telemetry.TelemetryBatch;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.PriorityQueue;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Files of OTLP/JSON trace requests, one a line, read side by side in the order of event time. Each file is taken to be
 * in order itself; only one line of each is held.
 */
final class TraceFiles implements Iterator<TelemetryBatch>, AutoCloseable {
    private final PriorityQueue<Source> sources = new PriorityQueue<>(Comparator.comparing(Source::time));
    private final Function<String, TelemetryBatch> decoder;

    TraceFiles(List<Path> files, Function<String, TelemetryBatch> decoder, Progress progress) throws IOException {
        this.decoder = decoder;
        for (Path file : files) {
            advance(new Source(file, TextFiles.open(file, progress), 0, null));
        }
    }

    @Override
    public boolean hasNext() {
        return !sources.isEmpty();
    }

    @Override
    public TelemetryBatch next() {
        Source source = sources.poll();
        if (source == null || source.next() == null) {
            throw new NoSuchElementException();
        }
        TelemetryBatch batch = source.next();
        try {
            advance(source);
        } catch (IOException broken) {
            throw new UncheckedIOException(source.file() + " cannot be read", broken);
        }
        return batch;
    }

    @Override
    public void close() throws IOException {
        for (Source source : sources) {
            source.lines().close();
        }
    }

    private void advance(Source source) throws IOException {
        long number = source.number();
        for (String line = source.lines().readLine();
                line != null;
                line = source.lines().readLine()) {
            number++;
            if (!line.isBlank()) {
                sources.add(new Source(source.file(), source.lines(), number, decode(source.file(), number, line)));
                return;
            }
        }
        source.lines().close();
    }

    private TelemetryBatch decode(Path file, long number, String line) {
        try {
            return decoder.apply(line);
        } catch (RuntimeException notARequest) {
            throw new PlainException(
                    file + " line " + number + " is not an OTLP/JSON trace request: " + notARequest.getMessage());
        }
    }

    /** A file that is being read, and what comes next in it. */
    private record Source(
            Path file,
            BufferedReader lines,
            long number,
            @Nullable TelemetryBatch next) {
        Instant time() {
            return next == null ? Instant.MAX : Replay.earliest(next);
        }
    }
}
