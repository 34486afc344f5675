package dev.vedette.app;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Rule files as text, by name: those that come along, and those of a folder. */
public final class RuleFolder {
    private static final String SHIPPED = "/rules";
    private static final long LARGEST = 1 << 20;

    private RuleFolder() {}

    /** The rules that come along. */
    public static Map<String, String> shipped() throws IOException {
        URL folder = RuleFolder.class.getResource(SHIPPED);
        if (folder == null) {
            throw new IOException("The rules that should come along are missing; build Vedette again.");
        }
        try {
            URI uri = folder.toURI();
            if (!uri.getScheme().equals("jar")) {
                return read(Path.of(uri));
            }
            try (FileSystem jar = FileSystems.newFileSystem(uri, Map.of())) {
                return read(jar.getPath(SHIPPED));
            }
        } catch (URISyntaxException impossible) {
            throw new IOException(impossible);
        }
    }

    /** All {@code *.yaml} files of a folder, also of folders within; of a file, that file, whose name is then empty. */
    public static Map<String, String> read(Path folder) throws IOException {
        Map<String, String> files = new TreeMap<>();
        try (Stream<Path> found = Files.walk(folder, 4)) {
            List<Path> rules = found.filter(file -> file.toString().endsWith(".yaml"))
                    .filter(Files::isRegularFile)
                    .toList();
            for (Path rule : rules) {
                files.put(folder.relativize(rule).toString(), text(rule));
            }
        }
        return files;
    }

    private static String text(Path file) throws IOException {
        if (Files.size(file) > LARGEST) {
            throw new IOException(file + " is larger than 1 MiB, which no rule file needs to be.");
        }
        try (InputStream bytes = Files.newInputStream(file)) {
            return new String(bytes.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
