package dev.vedette.agent.approval;

import dev.vedette.agent.identity.Principal;
import dev.vedette.agent.tool.ToolDefinition;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.HexFormat;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * What holds for all approvals of a program. Immutable.
 *
 * @param mask masks secrets in arguments before anybody sees them
 * @param patience how long an answer is waited for, positive
 * @param separateApproverFor the labels of tools that need somebody else's agreement than the user's own
 */
public record ApprovalTerms(UnaryOperator<String> mask, Duration patience, Set<String> separateApproverFor) {
    /** The label of tools that move money. */
    public static final String MONEY = "money";

    /** The label of tools that touch what customers use. */
    public static final String PRODUCTION = "production";

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int ID_BYTES = 16;

    public ApprovalTerms {
        separateApproverFor = Set.copyOf(separateApproverFor);
        if (patience.isNegative() || patience.isZero()) {
            throw new IllegalArgumentException("Somebody who is asked needs some time to answer.");
        }
    }

    /** Ten minutes to answer, and somebody else for {@link #MONEY} and {@link #PRODUCTION}. */
    public static ApprovalTerms standard(UnaryOperator<String> mask) {
        return new ApprovalTerms(mask, Duration.ofMinutes(10), Set.of(MONEY, PRODUCTION));
    }

    /**
     * A request on these terms.
     *
     * @param identity the hash of the exact action
     * @param arguments in canonical JSON, not masked
     */
    public ApprovalRequest request(
            ToolDefinition tool, String arguments, String identity, Principal principal, String reason, Instant now) {
        byte[] id = new byte[ID_BYTES];
        RANDOM.nextBytes(id);
        return new ApprovalRequest(
                HexFormat.of().formatHex(id),
                identity,
                tool.name(),
                mask.apply(arguments),
                principal,
                reason,
                !Collections.disjoint(tool.labels(), separateApproverFor),
                now,
                now.plus(patience));
    }
}
