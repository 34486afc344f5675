package dev.vedette.web;

import dev.vedette.alerting.Alert;
import dev.vedette.alerting.AlertChange;
import dev.vedette.alerting.AlertQuery;
import dev.vedette.alerting.AlertState;
import dev.vedette.alerting.AlertStore.DeliveryRecord;
import dev.vedette.alerting.AlertStore.HistoryEntry;
import dev.vedette.alerting.Silence;
import dev.vedette.detection.Finding;
import dev.vedette.detection.Severity;
import dev.vedette.telemetry.Trace;
import io.javalin.http.Context;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Alerts: what is wrong, why, and what people do about it. */
final class AlertsApi {
    private static final int HISTORY = 200;
    private static final int DELIVERIES = 1000;
    private static final int EVIDENCE_SPANS = 20;
    private static final int TRACE_SPANS = 5000;

    private final DashboardData data;

    AlertsApi(DashboardData data) {
        this.data = data;
    }

    void routes(RouteTable table) {
        table.get("/api/v1/alerts", this::list, "state", "severity", "rule", "agent", "limit");
        table.get("/api/v1/alerts/{fingerprint}", this::one);
        table.post("/api/v1/alerts/{fingerprint}/acknowledge", this::acknowledge);
        table.post("/api/v1/alerts/{fingerprint}/resolve", this::resolve);
    }

    /** The alerts as rows, each with whether it is silenced now. */
    List<AlertRow> rows(List<Alert> alerts) {
        Instant now = data.clock().instant();
        List<Silence> silences = data.alerts().silences(now);
        return alerts.stream()
                .map(alert ->
                        AlertRow.of(alert, !silencing(alert, silences, now).isEmpty()))
                .toList();
    }

    /** The alerts that name this trace, newest first. */
    List<Alert> naming(String traceId) {
        return data.alerts().find(new AlertQuery(Set.of(), null, null, null, 1000)).stream()
                .filter(alert -> alert.traceIds().contains(traceId)
                        || traceId.equals(alert.latest().traceId()))
                .toList();
    }

    private void list(Context context) {
        Parameters parameters = new Parameters(context);
        AlertQuery query = new AlertQuery(
                Set.copyOf(parameters.constants("state", AlertState.class)),
                parameters.constant("severity", Severity.class),
                parameters.text("rule"),
                parameters.text("agent"),
                parameters.number("limit", 1, 1000, 200));
        List<AlertRow> rows = rows(data.alerts().find(query));
        Json.answer(context, new AlertList(rows, rows.size() == query.limit()));
    }

    private void one(Context context) {
        String fingerprint = new Parameters(context).id("fingerprint");
        Alert alert = data.alerts().alert(fingerprint).orElseThrow(AlertsApi::unknown);
        Instant now = data.clock().instant();
        List<Silence> silences = silencing(alert, data.alerts().silences(now), now);
        Json.answer(
                context,
                new AlertPage(
                        AlertRow.of(alert, !silences.isEmpty()),
                        alert.latest(),
                        alert.traceIds(),
                        proof(alert.latest()),
                        data.alerts().history(fingerprint, HISTORY),
                        data.alerts().deliveries(DELIVERIES).stream()
                                .filter(delivery -> delivery.fingerprint().equals(fingerprint))
                                .toList(),
                        silences));
    }

    private List<SpanRow> proof(Finding finding) {
        String traceId = finding.traceId();
        Trace trace = traceId == null ? null : data.traces().trace(traceId, TRACE_SPANS);
        if (trace == null) {
            return List.of();
        }
        return trace.spans().stream()
                .filter(span -> finding.spanIds().contains(span.spanId()))
                .limit(EVIDENCE_SPANS)
                .map(SpanRow::of)
                .toList();
    }

    private void acknowledge(Context context) {
        Note note = Note.of(context);
        changed(
                context,
                AlertChange.Kind.ACKNOWLEDGED,
                data.desk().acknowledge(new Parameters(context).id("fingerprint"), note.author(), note.words()));
    }

    private void resolve(Context context) {
        Note note = Note.of(context);
        changed(
                context,
                AlertChange.Kind.RESOLVED,
                data.desk().resolve(new Parameters(context).id("fingerprint"), note.author(), note.words()));
    }

    private void changed(Context context, AlertChange.Kind kind, Optional<Alert> changed) {
        Alert alert = changed.orElseThrow(AlertsApi::unknown);
        data.feed().publishAlerts(List.of(new AlertChange(kind, alert)));
        Json.answer(context, rows(List.of(alert)).get(0));
    }

    private static List<Silence> silencing(Alert alert, List<Silence> silences, Instant now) {
        return silences.stream()
                .filter(silence -> silence.silences(alert.labels(), now))
                .toList();
    }

    private static Problem unknown() {
        return Problem.notFound("There is no such alert.");
    }

    /** Rows, and whether there may be more than the limit let through. */
    record AlertList(List<AlertRow> alerts, boolean more) {}

    /**
     * Everything about one alert.
     *
     * @param proof the spans that the newest finding names, as far as they are still kept
     * @param silences those that keep it quiet now
     */
    record AlertPage(
            AlertRow alert,
            Finding finding,
            List<String> traceIds,
            List<SpanRow> proof,
            List<HistoryEntry> history,
            List<DeliveryRecord> deliveries,
            List<Silence> silences) {}

    /** Who does something, and why. */
    record Note(@Nullable String by, @Nullable String note) {
        static Note of(Context context) {
            return Json.body(context, Note.class);
        }

        String author() {
            return Words.bounded("by", by == null || by.isBlank() ? "dashboard" : by, 80);
        }

        String words() {
            return Words.bounded("note", note == null ? "" : note, 1000);
        }
    }
}
