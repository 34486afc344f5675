package dev.vedette.app;

import dev.vedette.gitleaks.GitleaksRules;
import dev.vedette.inspection.ContentRedactor;
import dev.vedette.inspection.FingerprintKey;
import dev.vedette.inspection.Inspector;
import dev.vedette.inspection.SecretRule;
import dev.vedette.yaml.SettingsException;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Builds content inspection. */
public final class Inspection {
    private Inspection() {}

    /** An inspector with the shipped rules, or with those of a Gitleaks file; its fingerprints hold for one run. */
    public static Inspector inspector(@Nullable Path secretRules) throws IOException {
        return new Inspector(redactor(secretRules, InstallationKey.passing()));
    }

    static ContentRedactor redactor(@Nullable Path secretRules, FingerprintKey key) throws IOException {
        return ContentRedactor.create(secretRules == null ? GitleaksRules.builtIn() : rules(secretRules), key);
    }

    private static List<SecretRule> rules(Path file) throws IOException {
        if (Files.isDirectory(file)) {
            throw new SettingsException(file.toString(), List.of("it is a folder, not a Gitleaks rule file"));
        }
        try {
            return GitleaksRules.read(Files.readString(file));
        } catch (CharacterCodingException binary) {
            throw new SettingsException(file.toString(), List.of("it is not a text in UTF-8"));
        } catch (IllegalArgumentException notRules) {
            throw new SettingsException(file.toString(), List.of(String.valueOf(notRules.getMessage())));
        }
    }
}
