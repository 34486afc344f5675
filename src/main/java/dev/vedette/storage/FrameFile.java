package dev.vedette.storage;

import java.io.EOFException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * A file of frames, each with its length and checksum, that only grows at its end. What {@link #append} wrote is in the
 * operating system's hands when it returns, so it survives the death of the process, though not of the machine.
 *
 * <p>One thread writes; {@link #read} opens the file for itself and is for anyone.
 */
final class FrameFile implements AutoCloseable {
    private static final int MAGIC = 0x56444631;
    private static final int HEADER = 3 * Integer.BYTES;

    private final RandomAccessFile file;
    private long end;

    /** A frame's content, and where the next one begins. */
    record Frame(ByteBuffer body, long next) {}

    private FrameFile(RandomAccessFile file, long end) {
        this.file = file;
        this.end = end;
    }

    /** Opens a file for writing at its end, making it if there is none. */
    static FrameFile open(Path path) throws IOException {
        // Not a FileChannel: that closes itself when a thread that uses it is interrupted.
        RandomAccessFile file = new RandomAccessFile(path.toFile(), "rw");
        return new FrameFile(file, file.length());
    }

    /** Where the next frame will begin. */
    long end() {
        return end;
    }

    /** Adds a frame of these two parts and returns where the second one begins. */
    long append(byte[] head, byte[] tail) throws IOException {
        CRC32C sum = new CRC32C();
        sum.update(head);
        sum.update(tail);
        ByteBuffer first = ByteBuffer.allocate(HEADER + head.length)
                .putInt(MAGIC)
                .putInt(Math.addExact(head.length, tail.length))
                .putInt((int) sum.getValue())
                .put(head);
        file.seek(end);
        file.write(first.array());
        file.write(tail);
        long second = end + first.capacity();
        end = second + tail.length;
        return second;
    }

    /** Cuts off everything from {@code offset} on. */
    void truncate(long offset) throws IOException {
        if (file.length() > offset) {
            file.setLength(offset);
        }
        end = offset;
    }

    /** The frame at {@code offset}, or null at the end and where a crash left half a frame. */
    @Nullable
    Frame frame(long offset) throws IOException {
        if (offset + HEADER > file.length()) {
            return null;
        }
        file.seek(offset);
        int magic = file.readInt();
        int length = file.readInt();
        int checksum = file.readInt();
        if (magic != MAGIC || length < 0 || offset + HEADER + length > file.length()) {
            return null;
        }
        byte[] body = new byte[length];
        file.readFully(body);
        CRC32C sum = new CRC32C();
        sum.update(body);
        return (int) sum.getValue() == checksum ? new Frame(ByteBuffer.wrap(body), offset + HEADER + length) : null;
    }

    /** The bytes at a place. */
    static byte[] read(Path path, long offset, int length) throws IOException {
        try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "r")) {
            if (offset < 0 || offset + length > file.length()) {
                throw new EOFException(path.getFileName() + " is shorter than its index says");
            }
            byte[] bytes = new byte[length];
            file.seek(offset);
            file.readFully(bytes);
            return bytes;
        }
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
