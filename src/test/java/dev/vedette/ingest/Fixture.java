package dev.vedette.ingest;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * One payload of a real sender. The corpus lies beside the project and not in it; what was understood of it lies in
 * {@code src/test/resources/dialects}.
 */
record Fixture(String folder, String name, Path file) {
    private static final Path CORPUS = Path.of("..", "shared", "data", "otlp-fixtures");
    static final Path GOLDEN = Path.of("src", "test", "resources", "dialects");

    static boolean present() {
        return Files.isDirectory(CORPUS);
    }

    /** All payloads by name, none when the corpus is not there. */
    static List<Fixture> all() {
        if (!present()) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(CORPUS, 2)) {
            return files.filter(file -> file.getNameCount() > CORPUS.getNameCount() + 1)
                    .filter(file -> file.toString().endsWith(".json"))
                    .sorted()
                    .map(file -> new Fixture(
                            file.getName(file.getNameCount() - 2).toString(),
                            file.getFileName().toString(),
                            file))
                    .toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    OtlpJsonFile read() {
        return read((place, attributes) -> attributes);
    }

    OtlpJsonFile read(OtlpJsonFile.View view) {
        try {
            return new OtlpJsonFile(Files.readAllBytes(file), view);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** Where what is understood of it is written down. */
    Path golden() {
        return GOLDEN.resolve(folder).resolve(name);
    }

    @Override
    public String toString() {
        return folder + "/" + name;
    }
}
