package dev.vedette.app;

import dev.vedette.config.GitleaksRules;
import dev.vedette.inspection.ContentRedactor;
import dev.vedette.inspection.FingerprintKey;
import dev.vedette.inspection.Inspector;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Builds content inspection. */
public final class Inspection {
    private Inspection() {}

    /** An inspector with the shipped rules, or with those of a Gitleaks file; its fingerprints hold for one run. */
    public static Inspector inspector(@Nullable Path secretRules) throws IOException {
        return new Inspector(redactor(secretRules, InstallationKey.passing()));
    }

    static ContentRedactor redactor(@Nullable Path secretRules, FingerprintKey key) throws IOException {
        return ContentRedactor.create(
                secretRules == null ? GitleaksRules.builtIn() : GitleaksRules.read(Files.readString(secretRules)), key);
    }
}
