package dev.vedette.inspection;

import java.util.List;

/**
 * One rule of a secret scanner, in the model of Gitleaks. Immutable.
 *
 * @param id such as {@code github-pat}; lower-case letters, digits, dots, dashes and underscores
 * @param regex in the syntax of RE2
 * @param secretGroup the group that holds the secret; 0 takes the first group that holds anything, or the whole match
 * @param entropy the Shannon entropy in bits a character that the secret must exceed; 0 for none
 * @param keywords the rule is looked at only if the text holds one of them, in either case; none means always
 * @param allowlists what is no secret although it matches
 */
public record SecretRule(
        String id, String regex, int secretGroup, double entropy, List<String> keywords, List<Allowlist> allowlists) {
    public SecretRule {
        keywords = List.copyOf(keywords);
        allowlists = List.copyOf(allowlists);
    }

    /** Whether the rule knows names rather than formats; then a rule that knows the format goes first. */
    boolean generic() {
        return id.contains("generic");
    }
}
