package dev.vedette.agent;

import dev.vedette.agent.content.Provenance;
import dev.vedette.agent.identity.Principal;
import dev.vedette.agent.instrumentation.RunSpan;
import dev.vedette.agent.limit.RunBudget;
import dev.vedette.agent.model.TokenCount;
import dev.vedette.agent.policy.DecisionListener;
import dev.vedette.agent.policy.Ruling;
import dev.vedette.agent.policy.RunView;
import dev.vedette.agent.policy.Situation;
import dev.vedette.agent.tool.Effect;
import dev.vedette.agent.tool.ToolDefinition;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a run is and has come to so far. Thread-safe. */
final class RunState implements RunView {
    private static final Logger LOG = LoggerFactory.getLogger(RunState.class);

    private final Agent agent;
    private final Principal principal;
    private final Enforcement enforcement;
    private final RunBudget budget;
    private final RunSpan span;
    private final Set<String> taints;
    private final StopSignal stop;
    private final Consumer<RunEvent> events;
    private final AtomicInteger modelCalls = new AtomicInteger();
    private final AtomicInteger toolCalls = new AtomicInteger();
    private final Provenance provenance =
            new Provenance(UUID.randomUUID().toString().replace("-", ""));
    private final @Nullable RunState above;
    private final Set<String> changing = new ConcurrentSkipListSet<>();
    private volatile boolean heard = true;
    private TokenCount tokens = TokenCount.UNKNOWN;

    RunState(
            Agent agent,
            Principal principal,
            Enforcement enforcement,
            RunBudget budget,
            RunSpan span,
            Set<String> taints,
            StopSignal stop,
            Consumer<RunEvent> events,
            @Nullable RunState above) {
        this.above = above;
        this.agent = agent;
        this.principal = principal;
        this.enforcement = enforcement;
        this.budget = budget;
        this.span = span;
        this.taints = taints;
        this.stop = stop;
        this.events = events;
    }

    @Override
    public Principal principal() {
        return principal;
    }

    @Override
    public List<Principal> chain() {
        List<Principal> chain = new ArrayList<>();
        for (RunState each = this; each != null; each = each.above) {
            chain.add(each.principal);
        }
        return chain;
    }

    @Override
    public Set<String> taints() {
        return Set.copyOf(taints);
    }

    /** The set itself, which grows for the whole conversation. */
    Set<String> growingTaints() {
        return taints;
    }

    Agent agent() {
        return agent;
    }

    Enforcement enforcement() {
        return enforcement;
    }

    RunBudget budget() {
        return budget;
    }

    RunSpan span() {
        return span;
    }

    StopSignal stop() {
        return stop;
    }

    Provenance provenance() {
        return provenance;
    }

    /** Tells whoever watches. One who fails at that is told no more, and the run goes on. */
    void tell(RunEvent event) {
        if (!heard) {
            return;
        }
        try {
            events.accept(event);
        } catch (RuntimeException broken) {
            heard = false;
            LOG.warn("whoever watches a run failed with {}", broken.getClass().getName());
        }
    }

    /** Judges, and tells the decisions to the span they belong to. */
    Ruling judge(Situation situation, DecisionListener listener) {
        return enforcement.gate().judge(situation, listener);
    }

    /**
     * Judges what only goes on or ends: there is no action that a person could agree to, so one who asks denies.
     *
     * @throws RunEndedException unless it may go on
     */
    Ruling require(Situation situation, DecisionListener listener) throws RunEndedException {
        Ruling ruling = judge(situation, listener);
        if (!ruling.proceeds()) {
            String reason = ruling.reason() == null ? "" : ruling.reason().code();
            throw new RunEndedException(new Outcome.Refused(situation.point(), ruling.guard(), reason));
        }
        return ruling;
    }

    void modelAnswered(TokenCount used) {
        modelCalls.incrementAndGet();
        add(used);
    }

    void toolCalled(ToolDefinition tool) {
        toolCalls.incrementAndGet();
        if (tool.effect() == Effect.CONSEQUENTIAL) {
            changing.add(tool.name());
        }
    }

    /** The names of the tools that may have changed something. */
    Set<String> changing() {
        return changing;
    }

    /** What a sub-agent used and did is used and done by the run that it works for. */
    void subAgentEnded(RunState below, RunResult result) {
        changing.addAll(below.changing);
        modelCalls.addAndGet(result.modelCalls());
        toolCalls.addAndGet(result.toolCalls());
        add(result.tokens());
    }

    int modelCalls() {
        return modelCalls.get();
    }

    int toolCalls() {
        return toolCalls.get();
    }

    synchronized TokenCount tokens() {
        return tokens;
    }

    private synchronized void add(TokenCount used) {
        if (used.told()) {
            tokens = new TokenCount(
                    sum(tokens.input(), used.input()),
                    sum(tokens.output(), used.output()),
                    sum(tokens.cacheRead(), used.cacheRead()),
                    sum(tokens.reasoning(), used.reasoning()),
                    true);
        }
    }

    /** Providers report amounts, and could report anything. */
    private static long sum(long one, long other) {
        long sum = one + Math.max(0, other);
        return sum < 0 ? Long.MAX_VALUE : sum;
    }
}
