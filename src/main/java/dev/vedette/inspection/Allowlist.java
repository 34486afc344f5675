package dev.vedette.inspection;

import java.util.List;

/**
 * What is no secret although a rule matches it. Immutable.
 *
 * @param regexes in the syntax of RE2; any of them suffices
 * @param stopwords texts that the secret holds, in either case; any of them suffices
 * @param target what the regexes are tried on; stopwords are always looked for in the secret
 * @param all whether regexes and stopwords must both hold, where both are given
 */
public record Allowlist(List<String> regexes, List<String> stopwords, Target target, boolean all) {
    /** What the regexes of an allow-list are tried on. */
    public enum Target {
        /** The secret alone. */
        SECRET,
        /** All that the rule matched. */
        MATCH,
        /** The line, of which at most 256 characters on either side of the match are read. */
        LINE
    }

    public Allowlist {
        regexes = List.copyOf(regexes);
        stopwords = List.copyOf(stopwords);
    }
}
