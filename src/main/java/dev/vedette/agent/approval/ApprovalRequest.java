package dev.vedette.agent.approval;

import dev.vedette.agent.identity.Principal;
import java.time.Instant;

/**
 * A person is to say whether one exact action may happen. Immutable.
 *
 * @param id nobody can guess it, and it is used once
 * @param identity the hash of the exact action: tool, arguments, principal
 * @param arguments in canonical JSON with secrets masked, as the person is to see them
 * @param reason why a person is asked
 * @param separateApprover whether it must be somebody else than the user for whom the agent acts
 * @param expiresAt from when it is too late
 */
public record ApprovalRequest(
        String id,
        String identity,
        String tool,
        String arguments,
        Principal principal,
        String reason,
        boolean separateApprover,
        Instant requestedAt,
        Instant expiresAt) {}
