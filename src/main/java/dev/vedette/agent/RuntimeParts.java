package dev.vedette.agent;

import dev.vedette.agent.access.Allowlist;
import dev.vedette.agent.access.AllowlistGuard;
import dev.vedette.agent.access.FlowGuard;
import dev.vedette.agent.access.RolesGuard;
import dev.vedette.agent.approval.ApprovalTerms;
import dev.vedette.agent.approval.Approver;
import dev.vedette.agent.brake.BrakeBoard;
import dev.vedette.agent.brake.BrakeGuard;
import dev.vedette.agent.check.ArgumentChecksGuard;
import dev.vedette.agent.check.SchemaGuard;
import dev.vedette.agent.content.InputGuard;
import dev.vedette.agent.content.OutputCleaning;
import dev.vedette.agent.content.OutputGuard;
import dev.vedette.agent.content.SecretMask;
import dev.vedette.agent.content.SecretSinkGuard;
import dev.vedette.agent.instrumentation.Instrumentation;
import dev.vedette.agent.limit.Ledger;
import dev.vedette.agent.limit.LoopGuard;
import dev.vedette.agent.limit.TokenPrice;
import dev.vedette.agent.memory.MemoryGuard;
import dev.vedette.agent.memory.MemoryMaskGuard;
import dev.vedette.agent.policy.Gate;
import dev.vedette.agent.policy.Guard;
import dev.vedette.agent.policy.GuardInForce;
import dev.vedette.agent.policy.Point;
import dev.vedette.agent.tool.DefinitionHash;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a runtime is made of. Immutable.
 *
 * @param longestAnswer how long one answer of a model may take
 * @param egressProxy the way out for tools, or null
 */
record RuntimeParts(
        Telemetry telemetry,
        Instrumentation instrumentation,
        SecretMask mask,
        Approver approver,
        BrakeBoard brakes,
        TokenPrice prices,
        InstantSource clock,
        Pauses pauses,
        Duration longestAnswer,
        @Nullable URI egressProxy,
        Runnable whenClosed) {
    /** Where guards see answers, and must see them before anybody else does. */
    private static final Set<Point> WHOLE = Set.of(Point.POST_MODEL_CALL, Point.OUTPUT);

    /** Puts a policy in force. */
    Enforcement enforce(Policy policy) {
        BrakeGuard brake = new BrakeGuard(brakes);
        OutputCleaning cleaning = new OutputCleaning(policy.output(), mask);
        List<GuardInForce> guards = new ArrayList<>();
        for (Guard guard : inOrder(policy, brake, cleaning)) {
            guards.add(new GuardInForce(guard, policy.modeOf(guard)));
        }
        boolean holds = policy.guards().stream().anyMatch(guard -> !Collections.disjoint(guard.points(), WHOLE));
        return new Enforcement(
                policy,
                new Gate(guards, System::nanoTime),
                new Ledger(policy.limits(), prices, clock),
                brake,
                new ApprovalTerms(
                        text -> mask.mask(text).text(),
                        policy.consent().patience(),
                        policy.consent().separateApproverFor()),
                mask,
                holds);
    }

    /** In the order in which they are asked: what is cheapest and decides most comes first. */
    private List<Guard> inOrder(Policy policy, BrakeGuard brake, OutputCleaning cleaning) {
        Allowlist allowlist = policy.allowlist();
        List<Guard> guards = new ArrayList<>();
        guards.add(brake);
        if (allowlist != null) {
            guards.add(new AllowlistGuard(allowlist, DefinitionHash::of));
        }
        guards.add(new RolesGuard(allowlist == null ? new Allowlist(List.of()) : allowlist));
        guards.add(new SchemaGuard());
        guards.add(new ArgumentChecksGuard());
        guards.add(new LoopGuard(policy.loops()));
        guards.add(new FlowGuard(policy.flows()));
        guards.add(new SecretSinkGuard(mask));
        guards.add(new InputGuard());
        guards.add(new OutputGuard(cleaning));
        guards.add(new MemoryMaskGuard(mask));
        guards.add(new MemoryGuard(MemoryGuard.Tainted.QUARANTINE));
        guards.addAll(policy.guards());
        return guards;
    }

    void close() {
        whenClosed.run();
        telemetry.close();
    }
}
