package dev.vedette.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** An open page: reads the live feed and notes when what arrived. */
final class LiveNews implements AutoCloseable {
    private final List<News> news = new CopyOnWriteArrayList<>();
    private final InputStream body;
    private final Thread thread = new Thread(this::read, "live-news");

    LiveNews(String dashboard) throws IOException, InterruptedException {
        HttpResponse<InputStream> answer = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create(dashboard + "/api/v1/live"))
                                .header("Accept", "text/event-stream")
                                .build(),
                        HttpResponse.BodyHandlers.ofInputStream());
        assertThat(answer.statusCode()).isEqualTo(200);
        body = answer.body();
        thread.setDaemon(true);
        thread.start();
        Eventually.holds("the feed says hello", () -> !news.isEmpty());
    }

    /** When ({@link System#nanoTime}) the feed told that an alert of this rule was opened. */
    long opened(String rule) {
        Eventually.holds("news of " + rule, () -> news.stream().anyMatch(one -> one.opened(rule)));
        return news.stream()
                .filter(one -> one.opened(rule))
                .findFirst()
                .orElseThrow()
                .nanos();
    }

    /** All events, as they came. */
    List<String> texts() {
        return news.stream().map(News::data).toList();
    }

    private void read() {
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(body, StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.startsWith("data:")) {
                    news.add(new News(System.nanoTime(), line.substring("data:".length())));
                }
            }
        } catch (IOException ended) {
            // The page was closed, or the server.
        }
    }

    @Override
    public void close() throws IOException {
        body.close();
    }

    private record News(long nanos, String data) {
        boolean opened(String rule) {
            var event = DashboardClient.parse(data);
            return event.path("kind").asText().equalsIgnoreCase("opened")
                    && event.path("alert").path("rule").asText().equals(rule);
        }
    }
}
