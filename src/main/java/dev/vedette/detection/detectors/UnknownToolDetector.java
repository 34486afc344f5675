package dev.vedette.detection.detectors;

import dev.vedette.detection.Detector;
import dev.vedette.detection.Finding;
import dev.vedette.detection.Observation;
import dev.vedette.detection.RuleSummary;
import dev.vedette.detection.Severity;
import dev.vedette.detection.Step;
import dev.vedette.detection.ToolPolicy;
import dev.vedette.telemetry.Activity;
import dev.vedette.telemetry.Actor;
import dev.vedette.telemetry.LogTrace;
import dev.vedette.telemetry.Operation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A tool was executed that nobody declared: not on the allow-list of the configuration, not among the definitions that
 * the agent was seen to be offered, or, where neither exists, never used before by a service that has been watched for
 * long.
 *
 * <p>The state is one service's. Tool spans seldom name their agent and often arrive before the span that holds the
 * definitions, so definitions are remembered by service and agent, with decay, and a call that they cannot settle,
 * since there are none or they are another version's, waits for those of its own run.
 */
final class UnknownToolDetector implements Detector<ToolMemory> {
    private static final String ID = "TOOL-01";
    private static final int VERSION = 1;
    private static final long MILLIS_PER_HOUR = Duration.ofHours(1).toMillis();
    private static final long VERSION_GRACE_MILLIS = Duration.ofSeconds(5).toMillis();
    private static final long PATIENCE_MILLIS = Duration.ofMinutes(10).toMillis();
    private static final long LEARNED_CALLS = 500;
    private static final long LEARNED_HOURS = 24;
    private static final long HOPE_CALLS = 200;

    private final ToolPolicy policy;

    UnknownToolDetector(ToolPolicy policy) {
        this.policy = policy;
    }

    @Override
    public String id() {
        return ID;
    }

    @Override
    public int version() {
        return VERSION;
    }

    @Override
    public RuleSummary summary() {
        return new RuleSummary(
                ID,
                "Undeclared tool called",
                "An agent executed a tool that neither the allow-list nor its tool definitions name.",
                "match",
                VERSION,
                Severity.HIGH,
                List.of("gen_ai.tool.name"),
                UndeclaredTool.TAGS,
                "built-in");
    }

    @Override
    public List<String> keys(Observation seen) {
        Activity activity = seen.activity();
        if (activity == null || seen.isEcho()) {
            return List.of();
        }
        boolean concerns = activity.operation() instanceof Operation.ToolCall
                || !activity.operation().tools().isEmpty();
        return concerns ? List.of(ShortName.of(activity.actor().service())) : List.of();
    }

    @Override
    public ToolMemory initialState() {
        return ToolMemory.NONE;
    }

    @Override
    public Class<ToolMemory> stateType() {
        return ToolMemory.class;
    }

    @Override
    public boolean ticks() {
        return true;
    }

    @Override
    public Step<ToolMemory> observe(String key, ToolMemory state, Observation seen) {
        if (seen instanceof Observation.Tick tick) {
            return state.pending().isEmpty()
                    ? Step.quiet(state)
                    : settleOverdue(key, state, tick.at().toEpochMilli());
        }
        Activity activity = seen.activity();
        if (activity == null) {
            return Step.quiet(state);
        }
        long now = seen.at().toEpochMilli();
        return activity.operation() instanceof Operation.ToolCall tool
                ? judge(key, state, call(activity, tool, now))
                : declare(key, state, activity, now);
    }

    private Step<ToolMemory> judge(String service, ToolMemory state, ToolMemory.Call call) {
        ToolMemory.Call known = attribute(service, state, call);
        Set<String> allowed = policy.allowedTools(known.agent(), service);
        if (allowed != null) {
            return allowed.contains(call.tool())
                    ? Step.quiet(state)
                    : tell(service, state, known, ToolVerdict.NOT_ALLOWED);
        }
        if (state.agents().isEmpty()) {
            return judgeByUse(service, state, known);
        }
        Declarations declared = Declarations.concerning(service, known.agent(), state);
        if (declared.names(known.tool())) {
            return Step.quiet(state);
        }
        return declared.isFor(known.version())
                ? tell(service, state, known, ToolVerdict.NOT_DECLARED)
                : Step.quiet(state.wait(known));
    }

    private Step<ToolMemory> judgeByUse(String service, ToolMemory state, ToolMemory.Call call) {
        long hour = Math.floorDiv(call.atMillis(), MILLIS_PER_HOUR);
        boolean learned = state.calls() >= LEARNED_CALLS && hour - state.sinceHour() >= LEARNED_HOURS;
        boolean unseen = !state.used().containsKey(call.tool());
        ToolMemory used = state.use(call.tool(), hour);
        if (learned && unseen) {
            return tell(service, used, call, ToolVerdict.NEVER_USED);
        }
        return Step.quiet(state.calls() < HOPE_CALLS ? used.wait(call) : used);
    }

    private Step<ToolMemory> declare(String service, ToolMemory state, Activity run, long now) {
        long hour = Math.floorDiv(now, MILLIS_PER_HOUR);
        String agent = ShortName.of(run.actor().agent());
        List<String> names = run.operation().tools().stream()
                .map(tool -> ShortName.of(tool.name()))
                .toList();
        DeclaredTools declared = state.agents().getOrDefault(agent, DeclaredTools.NONE);
        ToolMemory next = declared.knows(names, version(run), hour)
                ? state
                : state.withAgent(agent, declared.declare(names, version(run), hour));
        return next.pending().isEmpty() ? Step.quiet(next) : settleRun(service, next, LogTrace.idOf(run), agent);
    }

    /** The definitions of this run are here: what waited for them is judged. */
    private Step<ToolMemory> settleRun(String service, ToolMemory state, @Nullable String traceId, String agent) {
        List<ToolMemory.Call> waiting = new ArrayList<>();
        List<ToolMemory.Call> ready = new ArrayList<>();
        for (ToolMemory.Call call : state.pending()) {
            (call.isOf(traceId) ? ready : waiting).add(call);
        }
        ToolMemory next = ready.isEmpty() ? state : state.withPending(waiting);
        List<Finding> findings = new ArrayList<>();
        for (ToolMemory.Call call : ready) {
            ToolMemory.Call known = call.agent().equals(service) ? named(call, agent) : call;
            Set<String> allowed = policy.allowedTools(known.agent(), service);
            boolean fine = allowed == null
                    ? Declarations.concerning(service, known.agent(), next).names(known.tool())
                    : allowed.contains(known.tool());
            if (!fine) {
                ToolVerdict verdict = allowed == null ? ToolVerdict.NOT_DECLARED : ToolVerdict.NOT_ALLOWED;
                Step<ToolMemory> step = tell(service, next, known, verdict);
                next = step.state();
                findings.addAll(step.findings());
            }
        }
        return new Step<>(next, findings);
    }

    /** No definitions came in time: what other versions declared must do, and without any the call is let go. */
    private Step<ToolMemory> settleOverdue(String service, ToolMemory state, long now) {
        boolean anyDeclared = !state.agents().isEmpty();
        long patience = anyDeclared ? VERSION_GRACE_MILLIS : PATIENCE_MILLIS;
        List<ToolMemory.Call> waiting = new ArrayList<>();
        List<ToolMemory.Call> overdue = new ArrayList<>();
        for (ToolMemory.Call call : state.pending()) {
            (now - call.atMillis() < patience ? waiting : overdue).add(call);
        }
        if (overdue.isEmpty()) {
            return Step.quiet(state);
        }
        ToolMemory next = state.withPending(waiting);
        List<Finding> findings = new ArrayList<>();
        for (ToolMemory.Call call : overdue) {
            Declarations declared = Declarations.concerning(service, call.agent(), next);
            if (declared.any() && !declared.names(call.tool())) {
                Step<ToolMemory> step = tell(service, next, call, verdict(declared, call));
                next = step.state();
                findings.addAll(step.findings());
            }
        }
        return new Step<>(next, findings);
    }

    private static ToolVerdict verdict(Declarations declared, ToolMemory.Call call) {
        return declared.isFor(call.version()) ? ToolVerdict.NOT_DECLARED : ToolVerdict.NOT_DECLARED_BEFORE;
    }

    private static Step<ToolMemory> tell(String service, ToolMemory state, ToolMemory.Call call, ToolVerdict verdict) {
        UndeclaredTool cause = new UndeclaredTool(service, call, verdict);
        Reported before = state.reported().get(cause.key());
        if (before == null) {
            Reported first = Reported.first(cause.at(), verdict.severity());
            return new Step<>(state.withReported(cause.key(), first), List.of(cause.finding(ID, VERSION, state, 1)));
        }
        Reported after = before.again(cause.at(), verdict.severity());
        ToolMemory next = state.withReported(cause.key(), after);
        return before.isDue(cause.at(), verdict.severity())
                ? new Step<>(next, List.of(cause.finding(ID, VERSION, state, after.times())))
                : Step.quiet(next);
    }

    /** A call that names no agent belongs to the service's agent, if it has but one. */
    private static ToolMemory.Call attribute(String service, ToolMemory state, ToolMemory.Call call) {
        if (!call.agent().equals(service) || state.agents().size() != 1) {
            return call;
        }
        return named(call, state.agents().keySet().iterator().next());
    }

    private static ToolMemory.Call named(ToolMemory.Call call, String agent) {
        return new ToolMemory.Call(call.traceId(), call.spanId(), agent, call.version(), call.tool(), call.atMillis());
    }

    private static ToolMemory.Call call(Activity activity, Operation.ToolCall tool, long now) {
        return new ToolMemory.Call(
                LogTrace.idOf(activity),
                activity.spanId(),
                ShortName.of(activity.actor().agent()),
                version(activity),
                ShortName.of(tool.tool()),
                now);
    }

    private static String version(Activity activity) {
        Actor actor = activity.actor();
        String version = actor.agentVersion() == null ? activity.resource().serviceVersion() : actor.agentVersion();
        return version == null ? "" : ShortName.of(version);
    }
}
