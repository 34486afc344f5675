package dev.vedette.detection;

import dev.vedette.telemetry.Activity;
import dev.vedette.telemetry.Actor;
import dev.vedette.telemetry.LogEvent;
import dev.vedette.telemetry.Operation;
import dev.vedette.telemetry.Preview;
import dev.vedette.telemetry.Span;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Remembers who acts in a trace, because its spans come in several requests and the agent's own, which ends last, comes
 * last. What a record does not say itself it is told, in this order, by
 *
 * <ol>
 *   <li>the span above it, if that came or was announced, or else a call of a model or tool below the same span that
 *       named its agent;
 *   <li>its trace: the session and user named first in it, and the agent, as long as only one was named;
 *   <li>its service: the agent, as long as the service has never named a second one.
 * </ol>
 *
 * <p>A record that was watched is not watched again when more becomes known: what is counted cannot be taken back. So
 * the calls that come before anybody named the agent of a new service count for the service.
 *
 * <p>It is a fold over the order in which records were received, so a replay comes to the same answers. What it
 * remembers is bounded: the least recently used is forgotten, and names too long to remember are passed over. Not
 * thread-safe.
 */
final class WhoActed {
    private static final int MOST = 50_000;
    private static final int LONGEST = 200;
    private static final char BETWEEN = '\u0000';

    private final Map<String, EngineSnapshot.Known> known = new LinkedHashMap<>(16, 0.75f, true);

    /** The observation with what is known of who acted; what it says itself is remembered. */
    Observation settle(Observation seen) {
        if (seen instanceof Observation.SpanEnded ended) {
            Actor inTrace = withinTrace(ended.span(), ended.span().parentSpanId());
            learn(ended.span(), inTrace);
            Actor actor = withinService(ended.span(), inTrace);
            return actor.equals(ended.span().actor())
                    ? seen
                    : new Observation.SpanEnded(
                            ended.at(), ended.span().withActor(actor), ended.sightings(), ended.isEcho());
        }
        if (seen instanceof Observation.LogRecorded recorded && recorded.log().traceId() != null) {
            LogEvent log = recorded.log();
            Actor actor = withinService(log, withinTrace(log, log.spanId()));
            return actor.equals(log.actor())
                    ? seen
                    : new Observation.LogRecorded(
                            recorded.at(), log.withActor(actor), recorded.sightings(), recorded.isEcho());
        }
        return seen;
    }

    /** What is remembered, least recently used first. */
    List<EngineSnapshot.Known> entries() {
        return List.copyOf(known.values());
    }

    void restore(List<EngineSnapshot.Known> entries) {
        known.clear();
        entries.forEach(each -> known.put(each.of(), each));
    }

    private Actor withinTrace(Activity activity, @Nullable String aboveId) {
        String trace = Objects.requireNonNull(activity.traceId());
        Actor actor = activity.actor();
        EngineSnapshot.Known above = aboveId == null ? null : known.get(spanKey(trace, aboveId));
        if (above != null) {
            actor = actor.within(above.as(actor, trace), trace);
        }
        EngineSnapshot.Known around = known.get(trace);
        return around == null
                ? actor
                : actor.within((acts(activity) ? around : around.withoutAgent()).as(actor, trace), trace);
    }

    private Actor withinService(Activity activity, Actor actor) {
        String trace = Objects.requireNonNull(activity.traceId());
        EngineSnapshot.Known service = acts(activity) && !actor.hasAgent() ? known.get(serviceKey(actor)) : null;
        return service == null ? actor : actor.within(service.as(actor, trace), trace);
    }

    private static boolean acts(Activity activity) {
        return !(activity.operation() instanceof Operation.Other);
    }

    /** Remembers what was said; of what was only taken for likely, no more than that it holds for the span itself. */
    private void learn(Span span, Actor actor) {
        String trace = span.traceId();
        EngineSnapshot.Known told = EngineSnapshot.Known.by(actor, trace);
        if (told.isNothing() || told.isLongerThan(LONGEST) || actor.service().length() > LONGEST) {
            return;
        }
        String parent = span.parentSpanId();
        if (span.operation() instanceof Preview && parent != null) {
            keep(told.about(spanKey(trace, parent)));
        } else {
            keep(told.about(spanKey(trace, span.spanId())));
            if (parent != null && speaksForItsParent(span) && !known.containsKey(spanKey(trace, parent))) {
                keep(told.about(spanKey(trace, parent)));
            }
        }
        EngineSnapshot.Known said = EngineSnapshot.Known.by(span.actor(), trace);
        join(trace, said);
        if (span.actor().hasAgent()) {
            join(serviceKey(actor), said.agentAlone());
        }
    }

    /** Most say again what is known; having looked it up counts as use. */
    private void join(String what, EngineSnapshot.Known said) {
        EngineSnapshot.Known before = known.get(what);
        if (before == null && !said.isNothing()) {
            keep(said.about(what));
        } else if (before != null) {
            EngineSnapshot.Known both = before.joined(said);
            if (!both.equals(before)) {
                keep(both);
            }
        }
    }

    private static boolean speaksForItsParent(Span span) {
        return span.actor().hasAgent() && isCall(span.operation());
    }

    private static boolean isCall(Operation operation) {
        return operation instanceof Operation.ModelCall || operation instanceof Operation.ToolCall;
    }

    private void keep(EngineSnapshot.Known entry) {
        known.put(entry.of(), entry);
        if (known.size() > MOST) {
            known.remove(known.keySet().iterator().next());
        }
    }

    private static String spanKey(String trace, String span) {
        return trace + BETWEEN + span;
    }

    private static String serviceKey(Actor actor) {
        return BETWEEN + actor.service();
    }
}
