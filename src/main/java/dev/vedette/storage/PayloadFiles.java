package dev.vedette.storage;

import dev.vedette.telemetry.TraceStore.Arrival;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The log of an embedded store: a file of batches for every arrival day, {@code log/yyyymmdd.log}. It is the truth, and
 * the database beside it an index that is brought up to date from here.
 *
 * <p>That is so because H2 is no log: with {@code WRITE_DELAY=0}, once it began to use space again (after its retention
 * time), 12 of 14 processes killed in the middle of a commit had lost the last one to three commits before it. Payloads
 * in a file of their own also cost one sequential write instead of two or three scattered ones, and give their room
 * back when a day is dropped. Written by one thread at a time.
 */
final class PayloadFiles implements AutoCloseable {
    private static final String SUFFIX = ".log";
    private static final int HEAD = 2 * Long.BYTES + 1;

    private final Path directory;
    private final Map<Integer, FrameFile> open = new TreeMap<>();
    private final Map<Integer, Long> marks = new TreeMap<>();

    /**
     * One batch as it lies in a file.
     *
     * @param payloadOffset where its payload begins
     * @param next where the next one begins
     */
    record Entry(long position, long receivedNanos, int signal, ByteBuffer payload, long payloadOffset, long next) {
        byte[] payloadBytes() {
            byte[] bytes = new byte[payload.remaining()];
            payload.duplicate().get(bytes);
            return bytes;
        }
    }

    PayloadFiles(Path data) throws IOException {
        this.directory = Files.createDirectories(data.resolve("log"));
    }

    /** Begins a transaction: {@link #undo} goes back to here. */
    void begin() {
        marks.clear();
    }

    /** Writes a batch and returns where its payload begins. */
    long append(int day, long position, Arrival arrival) throws IOException {
        FrameFile file = file(day);
        marks.putIfAbsent(day, file.end());
        byte[] head = ByteBuffer.allocate(HEAD)
                .putLong(position)
                .putLong(arrival.receivedEpochNanos())
                .put((byte) SignalCode.of(arrival.batch().signal()))
                .array();
        return file.append(head, arrival.batch().payload());
    }

    /** Takes back what was written since {@link #begin}. */
    void undo() throws IOException {
        for (Map.Entry<Integer, Long> mark : marks.entrySet()) {
            file(mark.getKey()).truncate(mark.getValue());
        }
        marks.clear();
    }

    byte[] read(int day, long offset, int length) throws IOException {
        return FrameFile.read(path(day), offset, length);
    }

    /** The batch that begins at {@code offset} of a day's file, or null where there is no whole one. */
    @Nullable
    Entry entry(int day, long offset) throws IOException {
        FrameFile.Frame frame = file(day).frame(offset);
        if (frame == null || frame.body().remaining() < HEAD) {
            return null;
        }
        ByteBuffer body = frame.body();
        long position = body.getLong();
        long received = body.getLong();
        int signal = body.get();
        return new Entry(position, received, signal, body.slice(), frame.next() - body.remaining(), frame.next());
    }

    /** Cuts off what a crash left after the last whole batch. */
    void truncate(int day, long offset) throws IOException {
        file(day).truncate(offset);
    }

    /** The days that have a file, oldest first. */
    List<Integer> days() throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.length() == 8 + SUFFIX.length()
                            && name.endsWith(SUFFIX)
                            && name.substring(0, 8).chars().allMatch(Character::isDigit))
                    .map(name -> Integer.valueOf(name.substring(0, 8)))
                    .sorted()
                    .toList();
        }
    }

    void drop(int day) throws IOException {
        FrameFile file = open.remove(day);
        if (file != null) {
            file.close();
        }
        Files.deleteIfExists(path(day));
    }

    long sizeBytes() throws IOException {
        long bytes = 0;
        for (int day : days()) {
            bytes += path(day).toFile().length();
        }
        return bytes;
    }

    private FrameFile file(int day) throws IOException {
        FrameFile file = open.get(day);
        if (file == null) {
            for (FrameFile other : open.values()) {
                other.close();
            }
            open.clear();
            file = FrameFile.open(path(day));
            open.put(day, file);
        }
        return file;
    }

    private Path path(int day) {
        return directory.resolve(day + SUFFIX);
    }

    @Override
    public void close() throws IOException {
        for (FrameFile file : open.values()) {
            file.close();
        }
        open.clear();
    }
}
