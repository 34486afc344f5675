package dev.vedette.app;

import dev.vedette.inspection.FingerprintKey;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Set;

/** The key of this installation's fingerprints: made at the first start, readable by the owner only. */
final class InstallationKey {
    private static final int BYTES = 32;
    private static final Set<PosixFilePermission> OWNER_ONLY = PosixFilePermissions.fromString("rw-------");

    private InstallationKey() {}

    /** The key in the folder; made when there is none. */
    static FingerprintKey in(Path folder) throws IOException {
        Path file = folder.resolve("fingerprint.key");
        if (!Files.exists(file)) {
            write(file);
        }
        byte[] key = Files.readAllBytes(file);
        if (key.length != BYTES) {
            throw new IOException(
                    file + " is not a key of 32 bytes; move it away, and a new one is made (fingerprints of"
                            + " secrets will then differ from those before).");
        }
        return FingerprintKey.of(key);
    }

    /** A key for one run, when nothing is kept. */
    static FingerprintKey passing() {
        return FingerprintKey.of(random());
    }

    private static void write(Path file) throws IOException {
        boolean posix = file.getFileSystem().supportedFileAttributeViews().contains("posix");
        try {
            if (posix) {
                Files.createFile(file, PosixFilePermissions.asFileAttribute(OWNER_ONLY));
            } else {
                Files.createFile(file);
            }
            Files.write(file, random(), StandardOpenOption.WRITE);
        } catch (FileAlreadyExistsException madeMeanwhile) {
            // Another process was quicker; its key is read.
        }
    }

    private static byte[] random() {
        byte[] bytes = new byte[BYTES];
        new SecureRandom().nextBytes(bytes);
        return bytes;
    }
}
