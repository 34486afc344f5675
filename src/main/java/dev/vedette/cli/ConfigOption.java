package dev.vedette.cli;

import dev.vedette.config.Settings;
import dev.vedette.config.SettingsReader;
import dev.vedette.yaml.SettingsException;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which settings file to use. */
final class ConfigOption {
    private static final Path USUAL = Path.of("vedette.yaml");

    @Option(
            names = "--config",
            paramLabel = "FILE",
            description = "Settings (default: vedette.yaml in this folder, when it is there).")
    private @Nullable Path config;

    /** What the file named, or the usual one, and variables say together. */
    Settings settings() throws IOException {
        return read(config == null && Files.exists(USUAL) ? USUAL : config);
    }

    /** What the file named and variables say; without a name, no file counts. */
    Settings settingsIfNamed() throws IOException {
        return read(config);
    }

    private static Settings read(@Nullable Path file) throws IOException {
        if (file == null) {
            return SettingsReader.read("The environment", "", System.getenv());
        }
        if (Files.isDirectory(file)) {
            throw new SettingsException(file.toString(), List.of("it is a folder; name the file in it"));
        }
        try {
            return SettingsReader.read(file.toString(), Files.readString(file), System.getenv());
        } catch (CharacterCodingException binary) {
            throw new SettingsException(file.toString(), List.of("it is not a text in UTF-8"));
        }
    }
}
