package dev.vedette.export;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Cursors in one small file for each destination. A new position is written beside the old one, forced to disk and
 * moved over it, so that a crash leaves one or the other. Thread-safe for distinct destinations.
 */
public final class FileCursorStore implements CursorStore {
    private static final Logger LOG = LoggerFactory.getLogger(FileCursorStore.class);
    private static final int MAX_BYTES = 32;
    private static final int HASH_BYTES = 8;
    private static final int MAX_READABLE = 32;

    private final Path folder;

    /**
     * A store in {@code folder}, which is made if it is not there.
     *
     * @throws UncheckedIOException if it cannot be made
     */
    public FileCursorStore(Path folder) {
        this.folder = folder;
        try {
            Files.createDirectories(folder);
        } catch (IOException failure) {
            throw new UncheckedIOException("cannot make the folder of cursors " + folder, failure);
        }
    }

    @Override
    public long load(String destination) {
        Path file = file(destination);
        try {
            if (Files.size(file) <= MAX_BYTES) {
                long position = Long.parseLong(
                        Files.readString(file, StandardCharsets.US_ASCII).trim());
                if (position >= 0) {
                    return position;
                }
            }
        } catch (NoSuchFileException firstTime) {
            return UNKNOWN;
        } catch (NumberFormatException damaged) {
            // Falls through to the warning.
        } catch (IOException failure) {
            throw new UncheckedIOException("cannot read the cursor " + file, failure);
        }
        LOG.warn("the cursor {} is damaged and is ignored", file);
        return UNKNOWN;
    }

    @Override
    public void save(String destination, long position) {
        Path file = file(destination);
        Path fresh = file.resolveSibling(file.getFileName() + ".new");
        try {
            try (FileChannel channel = FileChannel.open(
                    fresh, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING)) {
                ByteBuffer text = StandardCharsets.US_ASCII.encode(position + "\n");
                while (text.hasRemaining()) {
                    channel.write(text);
                }
                channel.force(true);
            }
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException failure) {
            throw new UncheckedIOException("cannot write the cursor " + file, failure);
        }
    }

    /** A readable beginning and a hash of the whole: no name can choose a path, and no two share a file. */
    private Path file(String destination) {
        StringBuilder name = new StringBuilder();
        for (int i = 0; i < Math.min(destination.length(), MAX_READABLE); i++) {
            char c = destination.charAt(i);
            name.append((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ? c : '-');
        }
        return folder.resolve(name + "-" + hash(destination) + ".cursor");
    }

    private static String hash(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, HASH_BYTES);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java platform has SHA-256", impossible);
        }
    }
}
