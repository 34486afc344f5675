package dev.vedette.egress;

import java.io.IOException;

/** Ends an exchange with a verdict that the client may read. */
final class Refusal extends IOException {
    private static final long serialVersionUID = 1L;

    private final EgressVerdict verdict;

    Refusal(EgressVerdict verdict) {
        super(verdict.code());
        this.verdict = verdict;
    }

    EgressVerdict verdict() {
        return verdict;
    }
}
