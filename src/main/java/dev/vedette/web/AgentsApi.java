package dev.vedette.web;

import dev.vedette.alerting.AlertQuery;
import dev.vedette.alerting.AlertState;
import dev.vedette.telemetry.Epoch;
import dev.vedette.telemetry.MeasuredSession;
import dev.vedette.telemetry.Operation;
import dev.vedette.telemetry.Span;
import dev.vedette.telemetry.ToolDefinition;
import dev.vedette.telemetry.Trace;
import dev.vedette.telemetry.TraceQuery;
import dev.vedette.telemetry.TraceSummary;
import io.javalin.http.Context;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Agents, their tools and models. */
final class AgentsApi {
    private static final int MOST = 200;
    private static final int TRACES = 5;
    private static final int SPANS = 500;
    private static final int DECLARED = 500;
    private static final int MEASURED = 50;
    private static final Duration DECLARATIONS = Duration.ofDays(1);

    private final DashboardData data;
    private final AlertsApi alerts;

    AgentsApi(DashboardData data, AlertsApi alerts) {
        this.data = data;
        this.alerts = alerts;
    }

    void routes(RouteTable table) {
        table.get("/api/v1/agents", this::list, TimeRange.PARAMETERS);
        table.get("/api/v1/agent", this::one, "service", "agent", "range", "from", "to");
    }

    private void list(Context context) {
        TimeRange range = TimeRange.of(new Parameters(context), data.clock().instant());
        Fleet fleet = new Fleet(data.traces().activity(range.query()), range);
        Json.answer(
                context,
                new AgentList(
                        range,
                        data.traces().head() == 0,
                        fleet.agents(MOST),
                        fleet.tools(MOST),
                        fleet.models(MOST),
                        fleet.unpriced(MOST)));
    }

    private void one(Context context) {
        Parameters parameters = new Parameters(context);
        String service = parameters.required("service");
        String agent = parameters.required("agent");
        TimeRange range = TimeRange.of(parameters, data.clock().instant());
        Fleet fleet = new Fleet(data.traces().activity(range.query()), range).of(service, agent);
        Json.answer(
                context,
                new AgentPage(
                        range,
                        service,
                        agent,
                        fleet.totals(),
                        fleet.tools(MOST),
                        fleet.models(MOST),
                        fleet.unpriced(MOST),
                        declared(service, agent),
                        measured(service, agent, range),
                        alerts.rows(data.alerts()
                                .find(new AlertQuery(
                                        Set.of(AlertState.OPEN, AlertState.ACKNOWLEDGED), null, null, agent, 50)))));
    }

    private List<SessionUse> measured(String service, String agent, TimeRange range) {
        return data.traces().measuredSessions(service, agent, range.fromNanos(), range.toNanos(), MEASURED).stream()
                .map(SessionUse::of)
                .toList();
    }

    /** The tools that its newest traces declare to models, by name. */
    private List<ToolDefinition> declared(String service, String agent) {
        long now = Epoch.nanos(data.clock().instant());
        TraceQuery newest = new TraceQuery(
                now - DECLARATIONS.toNanos(),
                Long.MAX_VALUE,
                service,
                agent,
                null,
                null,
                null,
                null,
                null,
                false,
                null,
                TRACES,
                Long.MAX_VALUE);
        Map<String, ToolDefinition> declared = new TreeMap<>();
        for (TraceSummary summary : data.traces().find(newest)) {
            Trace trace = data.traces().trace(summary.traceId(), SPANS);
            if (trace != null) {
                trace.spans().stream()
                        .filter(span -> span.actor().agent().equals(agent))
                        .flatMap(span -> toolsOf(span).stream())
                        .forEach(tool -> declared.putIfAbsent(tool.name(), tool));
            }
        }
        return declared.values().stream().limit(DECLARED).toList();
    }

    private static List<ToolDefinition> toolsOf(Span span) {
        if (span.operation() instanceof Operation.ModelCall call) {
            return call.tools();
        }
        return span.operation() instanceof Operation.AgentRun run ? run.tools() : List.of();
    }

    /**
     * All agents, tools and models of a range of time.
     *
     * @param unpriced the models whose cost is not known
     */
    record AgentList(
            TimeRange range,
            boolean empty,
            List<Fleet.AgentUse> agents,
            List<Fleet.Use> tools,
            List<Fleet.Use> models,
            List<String> unpriced) {}

    /**
     * One agent.
     *
     * @param unpriced the models whose cost is not known
     * @param measured the fifty most expensive of the sessions that only metrics tell of
     */
    record AgentPage(
            TimeRange range,
            String service,
            String agent,
            Tally.Totals totals,
            List<Fleet.Use> tools,
            List<Fleet.Use> models,
            List<String> unpriced,
            List<ToolDefinition> declared,
            List<SessionUse> measured,
            List<AlertRow> alerts) {}

    /**
     * A session that only metrics tell of.
     *
     * @param first the minute of its first increase
     * @param last the minute of its last one
     * @param calls how many calls are told; 0 where only their tokens are
     * @param costUsd null where no cost is known
     * @param estimated how many increases have a cost that was estimated
     * @param unpriced how many increases have tokens but no known cost
     */
    record SessionUse(
            String session,
            Instant first,
            Instant last,
            long calls,
            long errors,
            long inputTokens,
            long outputTokens,
            @Nullable Double costUsd,
            long estimated,
            long unpriced) {
        static SessionUse of(MeasuredSession session) {
            return new SessionUse(
                    session.session(),
                    Epoch.instant(session.firstEpochNanos()),
                    Epoch.instant(session.lastEpochNanos()),
                    session.calls(),
                    session.errors(),
                    session.inputTokens(),
                    session.outputTokens(),
                    session.priced() == 0 ? null : Double.valueOf(session.costUsd()),
                    session.estimated(),
                    session.unpriced());
        }
    }
}
