package dev.vedette.agent.content;

import dev.vedette.gitleaks.GitleaksRules;
import dev.vedette.inspection.ContentRedactor;
import dev.vedette.inspection.FingerprintKey;
import dev.vedette.inspection.Redacted;
import dev.vedette.inspection.Redactor;
import dev.vedette.inspection.Sighting;
import java.security.SecureRandom;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Masks secrets with the rules that come with Vedette. The rules are made ready once for the whole process, when the
 * first text is masked. Thread-safe; linear time.
 */
public final class SecretMask {
    private static final int KEY_BYTES = 32;

    private final Supplier<? extends Redactor> maker;
    private volatile @Nullable Redactor redactor;

    private SecretMask(Supplier<? extends Redactor> maker) {
        this.maker = maker;
    }

    /** A mask whose fingerprints can be told from no other process's. */
    public static SecretMask withRandomKey() {
        return new SecretMask(() -> Shared.REDACTOR);
    }

    /** A mask whose fingerprints are those of the installation that has this key. */
    public static SecretMask withKey(FingerprintKey key) {
        return new SecretMask(() -> Shared.REDACTOR.withKey(key));
    }

    /** A mask that masks what this redactor does, for rules of one's own. */
    public static SecretMask of(Redactor redactor) {
        return new SecretMask(() -> redactor);
    }

    /**
     * The text without its secrets, their number under {@code secrets}.
     *
     * @throws RuntimeException if it fails; the caller must then drop the text
     */
    public Cleaned mask(String text) {
        Redacted redacted = redactor().redact(text);
        return Cleaned.of(redacted.text(), "secrets", secrets(redacted).size());
    }

    /** The secrets of a text, in order, none overlapping another. */
    List<Sighting> find(String text) {
        return secrets(redactor().redact(text));
    }

    private Redactor redactor() {
        Redactor ready = redactor;
        if (ready == null) {
            ready = maker.get();
            redactor = ready;
        }
        return ready;
    }

    private static List<Sighting> secrets(Redacted redacted) {
        return redacted.sightings().stream()
                .filter(sighting -> sighting.kind().equals(Sighting.SECRET))
                .toList();
    }

    /** Loaded when first used. */
    private static final class Shared {
        static final ContentRedactor REDACTOR = ContentRedactor.create(GitleaksRules.builtIn(), randomKey());

        private Shared() {}

        private static FingerprintKey randomKey() {
            byte[] key = new byte[KEY_BYTES];
            new SecureRandom().nextBytes(key);
            return FingerprintKey.of(key);
        }
    }
}
