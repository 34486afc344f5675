package dev.vedette.agent.content;

/**
 * Makes an answer fit to be told: hidden characters and terminal controls are taken out, which could break up a secret
 * so that no rule knows it; then secrets are masked, then markup is held to the policy. Masks come before markup, for a
 * mask has brackets that could become a link's. Immutable and thread-safe.
 */
public final class OutputCleaning {
    private final OutputPolicy policy;
    private final SecretMask mask;
    private final MarkupCleaning markup;

    /** Cleaning by this policy. */
    public OutputCleaning(OutputPolicy policy, SecretMask mask) {
        this.policy = policy;
        this.mask = mask;
        this.markup = new MarkupCleaning(policy);
    }

    /**
     * The whole answer, cleaned. One of more than 65,536 UTF-16 units loses all its markup rather than some of it.
     *
     * @throws RuntimeException if it cannot be cleaned; the answer must then not be told
     */
    public Cleaned clean(String text) {
        Cleaned visible = InputCleaning.visible(text);
        Cleaned masked = policy.maskSecrets() ? visible.then(mask.mask(visible.text())) : visible;
        return policy.keepsMarkup() ? masked : masked.then(markup.clean("", masked.text()));
    }
}
