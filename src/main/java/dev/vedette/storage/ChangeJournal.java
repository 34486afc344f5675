package dev.vedette.storage;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.SQLException;

/**
 * The newest changes of an embedded database, written before they are committed, because a killed H2 can lose the last
 * commits (see {@link PayloadFiles}). Two files of a few MB: when one is full it replaces the other. Not thread-safe.
 */
final class ChangeJournal implements AutoCloseable {
    private static final long FULL = 8L << 20;

    private final Path current;
    private final Path previous;
    private FrameFile file;
    private long mark;

    /** Takes a change that was found. */
    interface Reader {
        void read(long number, byte[] changes) throws SQLException, IOException;
    }

    ChangeJournal(Path directory, String name) throws IOException {
        this.current = directory.resolve(name + ".journal");
        this.previous = directory.resolve(name + ".journal.1");
        this.file = FrameFile.open(current);
    }

    /** Shows every whole change, oldest first, and cuts off half ones. */
    void replay(Reader reader) throws SQLException, IOException {
        if (Files.exists(previous)) {
            try (FrameFile older = FrameFile.open(previous)) {
                replay(older, reader);
            }
        }
        file.truncate(replay(file, reader));
    }

    private static long replay(FrameFile file, Reader reader) throws SQLException, IOException {
        long offset = 0;
        for (FrameFile.Frame frame = file.frame(0); frame != null; frame = file.frame(offset)) {
            ByteBuffer body = frame.body();
            if (body.remaining() >= Long.BYTES) {
                long number = body.getLong();
                byte[] changes = new byte[body.remaining()];
                body.get(changes);
                reader.read(number, changes);
            }
            offset = frame.next();
        }
        return offset;
    }

    /** Writes a change; {@link #undo} takes it back. */
    void append(long number, byte[] changes) throws IOException {
        if (file.end() > FULL) {
            file.close();
            Files.move(current, previous, StandardCopyOption.REPLACE_EXISTING);
            file = FrameFile.open(current);
        }
        mark = file.end();
        file.append(ByteBuffer.allocate(Long.BYTES).putLong(number).array(), changes);
    }

    /** Takes back the change that was written last. */
    void undo() throws IOException {
        file.truncate(mark);
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
