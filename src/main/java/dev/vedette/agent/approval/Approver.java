package dev.vedette.agent.approval;

import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Whoever is asked for approvals: the port to people. Implementations are thread-safe. */
@FunctionalInterface
public interface Approver {
    /**
     * Asks, and returns at once. The stage is completed with an answer in the end, by {@link
     * ApprovalRequest#expiresAt} at the latest; one that fails instead is a denial.
     */
    CompletionStage<Approval> ask(ApprovalRequest request);

    /** There is nobody to ask: everything is denied at once. */
    static Approver denyAll(InstantSource clock) {
        return request ->
                CompletableFuture.completedFuture(Approval.denied(request, Approval.Kind.NOBODY, clock.instant()));
    }
}
