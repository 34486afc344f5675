package dev.vedette.detection.detectors;

import dev.vedette.detection.Detector;
import dev.vedette.detection.Finding;
import dev.vedette.detection.Observation;
import dev.vedette.detection.RuleSummary;
import dev.vedette.detection.Severity;
import dev.vedette.detection.Step;
import dev.vedette.telemetry.Activity;
import dev.vedette.telemetry.LogTrace;
import dev.vedette.telemetry.Operation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * An agent that is not heard any more, for far longer than it used to be quiet. How long that is, it learns from the
 * agent's own gaps; a silence is told once. Only time that was watched counts, so neither an outage of Vedette nor the
 * end of a recording looks like one.
 *
 * <p>Quiet is judged after the fact as well: an agent whose past arrives now is told of if its silence is news, and not
 * if it began in another time.
 */
final class SilentAgentDetector implements Detector<ServiceRhythm> {
    private static final String ID = "OBS-01";
    private static final int VERSION = 2;
    private static final long NEWS_MILLIS = Duration.ofHours(1).toMillis();

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
                "Agent goes dark",
                "An agent has not been heard for far longer than it used to be quiet, nights and weekends included"
                        + " once it was seen through them.",
                "absence",
                VERSION,
                Severity.MEDIUM,
                List.of(),
                SilentAgent.TAGS,
                "built-in");
    }

    @Override
    public List<String> keys(Observation seen) {
        Activity activity = seen.activity();
        return activity == null || activity.operation() instanceof Operation.Other
                ? List.of()
                : List.of(ShortName.of(activity.actor().service()));
    }

    @Override
    public ServiceRhythm initialState() {
        return ServiceRhythm.NONE;
    }

    @Override
    public Class<ServiceRhythm> stateType() {
        return ServiceRhythm.class;
    }

    @Override
    public boolean ticks() {
        return true;
    }

    @Override
    public Step<ServiceRhythm> observe(String key, ServiceRhythm state, Observation seen) {
        if (seen instanceof Observation.Tick tick) {
            long now = tick.at().toEpochMilli();
            return tell(key, state.ticked(now), now);
        }
        if (seen instanceof Observation.Resumed resumed) {
            return Step.quiet(
                    state.paused(resumed.since().toEpochMilli(), resumed.at().toEpochMilli()));
        }
        Activity activity = seen.activity();
        return Step.quiet(
                activity == null ? state : hear(key, state, activity, seen.at().toEpochMilli()));
    }

    private static ServiceRhythm hear(String service, ServiceRhythm state, Activity sign, long now) {
        String agent = state.agentOf(service, ShortName.of(sign.actor().agent()));
        if (agent == null) {
            return state;
        }
        AgentRhythm before = state.agents().get(agent);
        AgentRhythm after = before == null
                ? AgentRhythm.startingAt(now, LogTrace.idOf(sign), sign.spanId())
                : before.heard(now, LogTrace.idOf(sign), sign.spanId());
        return state.with(service, agent, after);
    }

    private static Step<ServiceRhythm> tell(String service, ServiceRhythm state, long now) {
        List<String> silent = state.silent(now);
        if (silent.isEmpty()) {
            return Step.quiet(state);
        }
        ServiceRhythm next = state;
        List<Finding> findings = new ArrayList<>();
        for (String agent : silent) {
            AgentRhythm rhythm = state.agents().get(agent);
            if (rhythm != null) {
                next = next.with(service, agent, rhythm.told(now));
                SilentAgent cause = new SilentAgent(service, agent, rhythm, now);
                if (cause.overdueMillis() <= NEWS_MILLIS) {
                    findings.add(cause.finding(ID, VERSION));
                }
            }
        }
        return new Step<>(next, findings);
    }
}
