package dev.vedette.inspection;

import java.util.List;
import java.util.Locale;

/** Tells values that stand for a secret from secrets. */
final class Placeholders {
    private static final List<String> MARKS =
            List.of("${", "{{", "$(", "#{", "%(", "<%", "***", "...", "xxxx", "____", "----", "\u2026", "\u2022\u2022");

    private static final List<String> WORDS = List.of(
            "example",
            "your",
            "changeme",
            "change_me",
            "change-me",
            "changeit",
            "placeholder",
            "dummy",
            "sample",
            "redacted",
            "masked",
            "removed",
            "insert",
            "replace",
            "mypass",
            "my_pass",
            "my-pass",
            "mysecret",
            "my_secret",
            "my-secret",
            "mytoken",
            "my_token",
            "my-token",
            "password",
            "passwd",
            "passphrase",
            "secret",
            "token",
            "apikey",
            "api_key",
            "api-key",
            "credential",
            "undefined",
            "foobar",
            "foo_bar",
            "testtest",
            "qwerty");

    private static final int FEW_CHARACTERS = 4;
    private static final int LONG = 16;
    private static final int BITS = 64;

    private Placeholders() {}

    /** Whether the value is a sample out of a vendor's documentation, such as AWS prints with EXAMPLE at its end. */
    static boolean isSample(String value) {
        return value.endsWith("EXAMPLE") || value.contains("EXAMPLEKEY");
    }

    /** Whether parts of the value were crossed out by someone. */
    static boolean isCrossedOut(String value) {
        return value.contains("xxxx") || value.contains("XXXX") || value.contains("***") || value.contains("....");
    }

    /** Whether the value is a variable, a mask, or words that say what should be put there. */
    static boolean isPlaceholder(String value) {
        String lower = value.toLowerCase(Locale.ROOT);
        return isSample(value)
                || MARKS.stream().anyMatch(lower::contains)
                || WORDS.stream().anyMatch(lower::contains)
                || (value.length() < LONG && lower.contains("12345678"))
                || distinct(value) < FEW_CHARACTERS;
    }

    private static int distinct(String value) {
        long low = 0;
        long high = 0;
        for (int at = 0; at < value.length(); at++) {
            char character = value.charAt(at);
            if (character < BITS) {
                low |= 1L << character;
            } else {
                high |= 1L << (character % BITS);
            }
        }
        return Long.bitCount(low) + Long.bitCount(high);
    }
}
