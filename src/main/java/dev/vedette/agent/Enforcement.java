package dev.vedette.agent;

import dev.vedette.agent.approval.ApprovalTerms;
import dev.vedette.agent.brake.BrakeGuard;
import dev.vedette.agent.content.SecretMask;
import dev.vedette.agent.content.StreamMasker;
import dev.vedette.agent.identity.Principal;
import dev.vedette.agent.limit.Ledger;
import dev.vedette.agent.limit.RunBudget;
import dev.vedette.agent.policy.Gate;
import dev.vedette.agent.policy.RunView;
import java.time.Duration;

/**
 * A policy in force: its guards, and the books of its limits. One for all runs under that policy. Thread-safe.
 *
 * @param holdsOutput whether answers are shown only when they are whole, because a guard must see them whole
 */
record Enforcement(
        Policy policy,
        Gate gate,
        Ledger ledger,
        BrakeGuard brake,
        ApprovalTerms approvalTerms,
        SecretMask mask,
        boolean holdsOutput) {
    /** The budget of a run that begins now. */
    RunBudget open(Principal principal) {
        return ledger.open(principal);
    }

    /** How long to wait before asking a model. */
    Duration brakeDelay(RunView run) {
        return brake.delay(run);
    }

    /** Shows the answers of the run while they are given. */
    AnswerStream stream(RunState run) {
        return holdsOutput
                ? AnswerStream.NONE
                : new MaskedStream(() -> new StreamMasker(policy.output(), mask), run::tell);
    }
}
