package dev.vedette.app;

import dev.vedette.config.PriceFile;
import dev.vedette.pricing.PriceTable;
import dev.vedette.yaml.SettingsException;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Finds out what models cost. */
final class Prices {
    private Prices() {}

    /** The shipped prices, and before them those of a file. */
    static PriceTable of(@Nullable Path file) throws IOException {
        PriceTable shipped = PriceFile.shipped();
        if (file == null) {
            return shipped;
        }
        if (!Files.isRegularFile(file)) {
            throw new SettingsException(file.toString(), List.of("it is not there, or no file; pricing.file names it"));
        }
        try {
            return shipped.overriddenBy(PriceFile.read(file.toString(), Files.readString(file)));
        } catch (CharacterCodingException binary) {
            throw new SettingsException(file.toString(), List.of("it is not a text in UTF-8"));
        }
    }
}
