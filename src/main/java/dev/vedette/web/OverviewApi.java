package dev.vedette.web;

import dev.vedette.alerting.Alert;
import dev.vedette.alerting.AlertQuery;
import dev.vedette.alerting.AlertState;
import dev.vedette.detection.Severity;
import dev.vedette.telemetry.ActivityPoint;
import io.javalin.http.Context;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Totals, series and boards. */
final class OverviewApi {
    private static final int TOP = 8;
    private static final int MARKS = 100;
    private static final int SERIES = 24;

    private final DashboardData data;
    private final AlertsApi alerts;

    OverviewApi(DashboardData data, AlertsApi alerts) {
        this.data = data;
        this.alerts = alerts;
    }

    void routes(RouteTable table) {
        table.get("/api/v1/overview", this::overview, TimeRange.PARAMETERS);
        table.get("/api/v1/series", this::series, "names", "service", "agent", "subject", "range", "from", "to");
        table.get("/api/v1/boards/{id}", OverviewApi::board);
    }

    private void overview(Context context) {
        TimeRange range = TimeRange.of(new Parameters(context), data.clock().instant());
        Fleet fleet = new Fleet(data.traces().activity(range.query()), range);
        List<Alert> unresolved = data.alerts()
                .find(new AlertQuery(Set.of(AlertState.OPEN, AlertState.ACKNOWLEDGED), null, null, null, 1000));
        Json.answer(
                context,
                new Overview(
                        range,
                        data.traces().head() == 0,
                        data.feed().lastMinute(),
                        fleet.totals(),
                        fleet.agents(TOP),
                        fleet.tools(TOP),
                        fleet.models(TOP),
                        fleet.unpriced(TOP),
                        countBySeverity(unresolved, AlertState.OPEN),
                        countBySeverity(unresolved, AlertState.ACKNOWLEDGED),
                        alerts.rows(mostUrgent(unresolved)),
                        marks(range)));
    }

    private static List<Alert> mostUrgent(List<Alert> unresolved) {
        return unresolved.stream()
                .sorted(Comparator.comparing(Alert::state)
                        .thenComparing(Alert::severity, Comparator.reverseOrder())
                        .thenComparing(Alert::lastSeenAt, Comparator.reverseOrder()))
                .limit(TOP)
                .toList();
    }

    private static Map<String, Long> countBySeverity(List<Alert> alerts, AlertState state) {
        Map<String, Long> counts = new LinkedHashMap<>();
        for (Severity severity : Severity.values()) {
            counts.put(
                    severity.label(),
                    alerts.stream()
                            .filter(alert -> alert.state() == state && alert.severity() == severity)
                            .count());
        }
        return counts;
    }

    private List<Mark> marks(TimeRange range) {
        return data.alerts().find(new AlertQuery(Set.of(), null, null, null, 1000)).stream()
                .filter(alert -> !alert.openedAt().isBefore(range.from())
                        && alert.openedAt().isBefore(range.to()))
                .limit(MARKS)
                .map(alert -> new Mark(
                        alert.openedAt(), alert.severity(), alert.latest().title(), alert.fingerprint()))
                .toList();
    }

    private void series(Context context) {
        Parameters parameters = new Parameters(context);
        parameters.required("names");
        List<Series> wanted = parameters.list("names", SERIES, Series::named);
        TimeRange range = TimeRange.of(parameters, data.clock().instant());
        String service = parameters.text("service");
        String agent = parameters.text("agent");
        String subject = parameters.text("subject");
        List<ActivityPoint> points = data.traces().activity(range.query()).stream()
                .filter(point -> (service == null || service.equals(point.service()))
                        && (agent == null || agent.equals(point.agent()))
                        && (subject == null || subject.equals(point.subject())))
                .toList();
        Map<String, List<@Nullable Double>> values = new LinkedHashMap<>();
        wanted.forEach(series -> values.put(series.name(), series.over(range, points)));
        Json.answer(context, new SeriesAnswer(range, values));
    }

    private static void board(Context context) {
        String id = new Parameters(context).id("id");
        byte[] board = id.contains(".") ? null : Assets.read("dashboards/" + id + ".json");
        if (board == null) {
            throw Problem.notFound("There is no such board.");
        }
        context.contentType("application/json")
                .result(new String(Objects.requireNonNull(board), StandardCharsets.UTF_8));
    }

    /**
     * The first page.
     *
     * @param empty whether nothing ever came
     * @param unpriced models whose cost is not known
     */
    record Overview(
            TimeRange range,
            boolean empty,
            TrafficWindow.Rates lastMinute,
            Tally.Totals totals,
            List<Fleet.AgentUse> agents,
            List<Fleet.Use> tools,
            List<Fleet.Use> models,
            List<String> unpriced,
            Map<String, Long> open,
            Map<String, Long> acknowledged,
            List<AlertRow> urgent,
            List<Mark> marks) {}

    /** When an alert was opened, to be drawn on the charts. */
    record Mark(Instant at, Severity severity, String title, String fingerprint) {}

    /** Values by series name, one for each step of the range. */
    record SeriesAnswer(TimeRange range, Map<String, List<@Nullable Double>> series) {}
}
