package dev.vedette.detection;

import dev.vedette.telemetry.Activity;
import dev.vedette.telemetry.Operation;
import dev.vedette.telemetry.Oversight;
import dev.vedette.telemetry.Signal;
import dev.vedette.telemetry.Span;
import dev.vedette.telemetry.Usage;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Keeps what is told twice from counting twice. Coding agents tell every call of a tool or model in a log record and,
 * when tracing is on, in a span as well, and either may come first. Calls by the Model Context Protocol are told by
 * whoever makes them, by the client and by the server.
 *
 * <p>An operation that has an id (of the tool's call, of the model's answer) and whose id the other signal told before
 * in the same session is an {@linkplain Observation#isEcho echo}. Where one signal gives no ids, the operations of that
 * kind are those of the signal that told one first, as in the totals of the store. Tokens have one owner: the signal
 * that first told some in a session for that kind of operation; the numbers of the other are {@linkplain Usage#own not
 * its own} from then on. The first stays the owner because what has been counted cannot be taken back.
 *
 * <p>Below a span that calls a tool, the span of a request that calls the same tool is an echo. A call is one of a
 * request below it that came first if that is of the same service; what another service told first is no reason to
 * miss what an agent does.
 *
 * <p>It is a fold over the order in which records were received, so a replay comes to the same answers. What it
 * remembers is bounded: the least recently used is forgotten, and an id or session too long to remember is never taken
 * for an echo. Not thread-safe.
 */
final class TwiceTold {
    private static final int MOST = 50_000;
    private static final int LONGEST = 200;
    private static final char BETWEEN = '\u0000';
    private static final String BY_ID = "";
    private static final String TOKENS = "";
    private static final String CALLS = " calls";
    private static final String WITHOUT_ID = " without id";

    private static final String ITSELF = "itself";
    private static final String BELOW = "below ";
    private static final String ANY_TOOL = "";

    private final Map<String, Signal> tellers = new LinkedHashMap<>(16, 0.75f, true);

    /** The observation, marked as an echo and without numbers of its own where it tells for the second time. */
    Observation settle(Observation seen) {
        Activity activity = seen.activity();
        if (activity == null || activity.operation() instanceof Operation.Other || isTooLong(activity)) {
            return seen;
        }
        Signal signal = seen instanceof Observation.SpanEnded ? Signal.TRACES : Signal.LOGS;
        boolean told = hasIds(activity.operation()) && wasCalled(activity, signal);
        boolean carried = activity instanceof Span span && wasCarried(span);
        boolean echo = told || carried;
        boolean counted = echo || (ownsTokens(activity.usage()) && wasTold(activity, TOKENS, "", signal));
        return echo || (counted && activity.usage().own()) ? again(seen, echo) : seen;
    }

    /** What is remembered, least recently used first. */
    List<EngineSnapshot.Telling> entries() {
        return tellers.entrySet().stream()
                .map(each -> new EngineSnapshot.Telling(each.getKey(), each.getValue()))
                .toList();
    }

    void restore(List<EngineSnapshot.Telling> entries) {
        tellers.clear();
        entries.forEach(each -> tellers.put(each.what(), each.by()));
    }

    /** An id that the other signal cannot have told, as it gives none, is not remembered. */
    private boolean wasCalled(Activity activity, Signal signal) {
        String id = id(activity.operation());
        if (id == null) {
            return wasTold(activity, CALLS, "", signal) || wasTold(activity, WITHOUT_ID, "", signal);
        }
        Signal nameless = tellers.get(key(activity, WITHOUT_ID, ""));
        if (nameless != null && nameless != signal) {
            return true;
        }
        wasTold(activity, CALLS, "", signal);
        return wasTold(activity, BY_ID, id, signal);
    }

    /** Whether another signal told this first; remembers it if none did. */
    private boolean wasTold(Activity activity, String what, String id, Signal signal) {
        if (id.length() > LONGEST) {
            return false;
        }
        Signal first = remember(key(activity, what, id), signal);
        return first != null && first != signal;
    }

    /** Whether the span tells a call of a tool that was told by the span above it, or by one of its own below it. */
    private boolean wasCarried(Span span) {
        if (span.operation() instanceof Operation.McpRequest request
                && request.mcp().callsTool()) {
            remember(place(span, span.spanId(), ITSELF, ANY_TOOL), Signal.TRACES);
            return false;
        }
        if (!(span.operation() instanceof Operation.ToolCall call)
                || call.tool().length() > LONGEST) {
            return false;
        }
        remember(place(span, span.spanId(), ITSELF, call.tool()), Signal.TRACES);
        String below = BELOW + span.actor().service();
        boolean carried = tellers.get(place(span, span.spanId(), below, call.tool())) != null;
        String parent = span.parentSpanId();
        if (parent == null || !call.isByMcp()) {
            return carried;
        }
        boolean carries = tellers.get(place(span, parent, ITSELF, call.tool())) != null
                || tellers.get(place(span, parent, ITSELF, ANY_TOOL)) != null;
        if (below.length() <= LONGEST) {
            remember(place(span, parent, below, call.tool()), Signal.TRACES);
        }
        return carried || carries;
    }

    private static String place(Span span, String spanId, String by, String tool) {
        return span.traceId() + BETWEEN + spanId + BETWEEN + by + BETWEEN + tool;
    }

    /** Who told it before, or null. */
    private @Nullable Signal remember(String what, Signal signal) {
        Signal first = tellers.putIfAbsent(what, signal);
        if (first == null && tellers.size() > MOST) {
            tellers.remove(tellers.keySet().iterator().next());
        }
        return first;
    }

    private static String key(Activity activity, String what, String id) {
        String service = activity.actor().service();
        String session = activity.actor().session();
        return service + BETWEEN + session + BETWEEN + activity.operation().kind() + what + BETWEEN + id;
    }

    private static boolean isTooLong(Activity activity) {
        return activity.actor().service().length() > LONGEST
                || activity.actor().session().length() > LONGEST;
    }

    private static boolean hasIds(Operation operation) {
        return operation instanceof Operation.ToolCall
                || operation instanceof Operation.ModelCall
                || operation instanceof Oversight.Decision;
    }

    private static @Nullable String id(Operation operation) {
        if (operation instanceof Operation.ToolCall call) {
            return emptyToNull(call.callId());
        }
        if (operation instanceof Operation.ModelCall call) {
            return emptyToNull(call.response().id());
        }
        return operation instanceof Oversight.Decision decision ? emptyToNull(decision.callId()) : null;
    }

    private static @Nullable String emptyToNull(@Nullable String id) {
        return id == null || id.isEmpty() ? null : id;
    }

    /** What only repeats others claims nothing. */
    private static boolean ownsTokens(Usage usage) {
        return usage.own() && usage.isTold();
    }

    private static Observation again(Observation seen, boolean echo) {
        if (seen instanceof Observation.SpanEnded ended) {
            Usage usage = ended.span().usage().repeated();
            return new Observation.SpanEnded(ended.at(), ended.span().withUsage(usage), ended.sightings(), echo);
        }
        if (seen instanceof Observation.LogRecorded recorded) {
            Usage usage = recorded.log().usage().repeated();
            return new Observation.LogRecorded(
                    recorded.at(), recorded.log().withUsage(usage), recorded.sightings(), echo);
        }
        return seen;
    }
}
