package dev.vedette.notify;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vedette.alerting.Alert;
import dev.vedette.alerting.AlertState;
import dev.vedette.alerting.Notification;
import dev.vedette.detection.Band;
import dev.vedette.detection.Evidence;
import dev.vedette.detection.Finding;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The body of a webhook: Alertmanager's version 4, which many programs read, and at its top level also {@code type},
 * {@code timestamp} and {@code data} of Standard Webhooks, with what Alertmanager has no place for. Less than 20,000
 * bytes, as Standard Webhooks asks: where it would be more, evidence goes first, then ids, then words.
 *
 * <p>All text is {@link InertText}. What an agent said, rather than named, is only under {@code untrusted_excerpt}.
 */
final class AlertPayload {
    private static final int LIMIT = 20_000;
    private static final String NOT_OVER = "0001-01-01T00:00:00Z";
    private static final ObjectMapper JSON = new ObjectMapper(JsonFactory.builder()
            .enable(JsonWriteFeature.COMBINE_UNICODE_SURROGATES_IN_UTF8)
            .build());

    /** How much to tell, from everything to what always fits. */
    private enum Detail {
        FULL(20, 20, 20, 200, 2_000),
        LESS_EVIDENCE(5, 20, 20, 200, 2_000),
        NO_EVIDENCE(0, 20, 20, 200, 1_000),
        FEW_IDS(0, 5, 20, 100, 500),
        SHORT(0, 1, 8, 64, 200);

        private final int evidence;
        private final int ids;
        private final int labels;
        private final int label;
        private final int words;

        Detail(int evidence, int ids, int labels, int label, int words) {
            this.evidence = evidence;
            this.ids = ids;
            this.labels = labels;
            this.label = label;
            this.words = words;
        }
    }

    private final Notification notification;
    private final DashboardAddress dashboard;
    private final Detail detail;

    private AlertPayload(Notification notification, DashboardAddress dashboard, Detail detail) {
        this.notification = notification;
        this.dashboard = dashboard;
        this.detail = detail;
    }

    /** The body in UTF-8; the same bytes for the same notification. */
    static byte[] of(Notification notification, DashboardAddress dashboard) {
        byte[] bytes = {};
        for (Detail detail : Detail.values()) {
            try {
                bytes = JSON.writeValueAsBytes(new AlertPayload(notification, dashboard, detail).build());
            } catch (JsonProcessingException impossible) {
                throw new IllegalStateException("A tree can be written.", impossible);
            }
            if (bytes.length < LIMIT) {
                break;
            }
        }
        return bytes;
    }

    private ObjectNode build() {
        Alert alert = notification.change().alert();
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.put("version", "4");
        body.put("groupKey", "{}:{fingerprint=\"" + alert.fingerprint() + "\"}");
        body.put("truncatedAlerts", 0);
        body.put("status", status(alert));
        body.put("receiver", InertText.of(notification.receiver(), detail.label));
        body.putObject("groupLabels").put("alertname", InertText.of(alert.rule(), detail.label));
        body.set("commonLabels", labels(alert));
        body.set("commonAnnotations", annotations(alert));
        body.put("externalURL", dashboard.home().toString());
        body.putArray("alerts").add(alert(alert));
        body.put("type", "alert." + notification.change().kind().label());
        body.put("timestamp", notification.createdAt().toString());
        body.set("data", data(alert));
        return body;
    }

    private ObjectNode alert(Alert alert) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("status", status(alert));
        node.set("labels", labels(alert));
        node.set("annotations", annotations(alert));
        node.put("startsAt", alert.openedAt().toString());
        node.put("endsAt", isOver(alert) ? alert.changedAt().toString() : NOT_OVER);
        node.put("generatorURL", dashboard.alert(alert.fingerprint()).toString());
        node.put("fingerprint", alert.fingerprint());
        return node;
    }

    private ObjectNode labels(Alert alert) {
        ObjectNode labels = JsonNodeFactory.instance.objectNode();
        new TreeMap<>(alert.labels())
                .entrySet().stream()
                        .limit(detail.labels)
                        .forEach(label -> labels.put(
                                InertText.of(label.getKey(), detail.label),
                                InertText.of(label.getValue(), detail.label)));
        labels.put("alertname", InertText.of(alert.rule(), detail.label));
        labels.put("severity", alert.severity().label());
        return labels;
    }

    private ObjectNode annotations(Alert alert) {
        ObjectNode annotations = JsonNodeFactory.instance.objectNode();
        annotations.put("summary", InertText.of(alert.latest().title(), Math.min(300, detail.words)));
        annotations.put("description", InertText.of(alert.latest().description(), detail.words));
        return annotations;
    }

    private ObjectNode data(Alert alert) {
        Finding finding = alert.latest();
        ObjectNode data = JsonNodeFactory.instance.objectNode();
        data.put("fingerprint", alert.fingerprint());
        data.put("rule", InertText.of(alert.rule(), detail.label));
        data.put("rule_version", finding.version());
        data.put("state", alert.state().label());
        data.put("severity", alert.severity().label());
        data.put("occurrences", alert.occurrences());
        data.put("episodes", alert.episodes());
        data.put("last_seen_at", alert.lastSeenAt().toString());
        data.put("score", finding.score());
        if (alert.changedBy() != null) {
            data.put("changed_by", InertText.of(alert.changedBy(), detail.label));
        }
        data.put("note", InertText.of(notification.change().note(), Math.min(500, detail.words)));
        data.set("values", values(finding.band()));
        data.set("trace_ids", texts(alert.traceIds()));
        data.set("span_ids", texts(finding.spanIds()));
        data.set("tags", texts(finding.tags()));
        data.set("next_steps", texts(finding.nextSteps()));
        data.set("untrusted_excerpt", excerpt(finding.evidence()));
        data.put("untrusted_excerpt_omitted", Math.max(0, finding.evidence().size() - detail.evidence));
        return data;
    }

    private static ObjectNode values(@Nullable Band band) {
        ObjectNode values = JsonNodeFactory.instance.objectNode();
        if (band != null) {
            Map<String, Double> numbers = new TreeMap<>(Map.of(
                    "expected", band.expected(), "lower", band.lower(), "upper", band.upper(), "seen", band.seen()));
            numbers.forEach((name, number) -> {
                if (Double.isFinite(number)) {
                    values.put(name, number);
                }
            });
            values.put("unit", InertText.of(band.unit(), 64));
        }
        return values;
    }

    private ArrayNode texts(List<String> texts) {
        ArrayNode array = JsonNodeFactory.instance.arrayNode();
        texts.stream().limit(detail.ids).forEach(text -> array.add(InertText.of(text, detail.label)));
        return array;
    }

    private ArrayNode excerpt(List<Evidence> evidence) {
        ArrayNode array = JsonNodeFactory.instance.arrayNode();
        evidence.stream()
                .limit(detail.evidence)
                .forEach(fact -> array.addObject()
                        .put("name", InertText.of(fact.name(), 100))
                        .put("value", InertText.of(fact.value(), 500)));
        return array;
    }

    private static boolean isOver(Alert alert) {
        return alert.state() == AlertState.RESOLVED;
    }

    private static String status(Alert alert) {
        return isOver(alert) ? "resolved" : "firing";
    }
}
