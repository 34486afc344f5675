package dev.vedette.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** What a page of the dashboard does, and a memory of everything that was answered. */
final class DashboardClient {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient client = HttpClient.newHttpClient();
    private final String base;
    private final Queue<String> answers = new ConcurrentLinkedQueue<>();

    DashboardClient(String base) {
        this.base = base;
    }

    HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(base + path)).timeout(Duration.ofSeconds(20));
    }

    HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            HttpResponse<String> answer = client.send(request.build(), HttpResponse.BodyHandlers.ofString());
            answers.add(answer.headers() + answer.body());
            return answer;
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        } catch (InterruptedException stopped) {
            throw new IllegalStateException(stopped);
        }
    }

    HttpResponse<String> get(String path) {
        return send(request(path));
    }

    JsonNode json(String path) {
        HttpResponse<String> answer = get(path);
        assertThat(answer.statusCode()).as(path + ": " + answer.body()).isEqualTo(200);
        return parse(answer.body());
    }

    /** Does something as the dashboard's own pages do. */
    JsonNode post(String path, String body) {
        HttpResponse<String> answer = send(request(path)
                .header("Content-Type", "application/json")
                .header("Origin", base)
                .POST(HttpRequest.BodyPublishers.ofString(body)));
        assertThat(answer.statusCode()).as(path + ": " + answer.body()).isBetween(200, 201);
        return parse(answer.body());
    }

    /** The alerts of a rule. */
    List<JsonNode> alerts(String rule) {
        List<JsonNode> alerts = new ArrayList<>();
        json("/api/v1/alerts?limit=1000&rule=" + rule).path("alerts").forEach(alerts::add);
        return alerts;
    }

    /** The one alert of a rule, as soon as there is any. */
    JsonNode oneAlert(String rule) {
        Eventually.holds("an alert of " + rule, () -> !alerts(rule).isEmpty());
        List<JsonNode> alerts = alerts(rule);
        assertThat(alerts).as("alerts of " + rule).hasSize(1);
        return alerts.get(0);
    }

    /** Every span of a trace in full, as soon as it has so many. */
    List<JsonNode> spans(String traceId, int count) {
        String path = "/api/v1/traces/" + traceId;
        Eventually.holds("trace " + traceId + " at " + base, () -> {
            HttpResponse<String> answer = get(path);
            return answer.statusCode() == 200
                    && parse(answer.body()).path("rows").size() == count;
        });
        List<JsonNode> spans = new ArrayList<>();
        for (JsonNode row : json(path).path("rows")) {
            spans.add(json(path + "/spans/" + row.path("span").path("spanId").asText()));
        }
        return spans;
    }

    /** Everything that was answered so far. */
    List<String> answers() {
        return List.copyOf(answers);
    }

    static JsonNode parse(String text) {
        try {
            return JSON.readTree(text);
        } catch (IOException notJson) {
            throw new UncheckedIOException(notJson);
        }
    }
}
