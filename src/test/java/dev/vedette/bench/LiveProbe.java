package dev.vedette.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Listens to the dashboard's live feed and measures how long after its sending an alert shows up there. */
final class LiveProbe {
    private static final long SLOW_NANOS = 1_000_000_000L;

    private final long begin = System.nanoTime();
    private final Map<String, Long> sent = new ConcurrentHashMap<>();
    private final List<Long> delaysNanos = new ArrayList<>();

    void listen(HttpClient client, String dashboard) {
        HttpRequest request = HttpRequest.newBuilder(URI.create(dashboard + "/api/v1/live"))
                .header("Accept", "text/event-stream")
                .build();
        Thread thread = new Thread(() -> read(client, request), "bench-live");
        thread.setDaemon(true);
        thread.start();
    }

    void sent(String agent) {
        sent.put(agent, System.nanoTime());
    }

    synchronized List<Long> delaysNanos() {
        return delaysNanos.stream().sorted().toList();
    }

    int missing() {
        return sent.size();
    }

    private void read(HttpClient client, HttpRequest request) {
        try {
            HttpResponse<java.io.InputStream> response =
                    client.send(request, HttpResponse.BodyHandlers.ofInputStream());
            try (BufferedReader lines =
                    new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8))) {
                for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                    seen(line);
                }
            }
        } catch (IOException ended) {
            System.err.println("The live feed ended: " + ended);
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized void seen(String line) {
        int start = line.indexOf("probe-agent-");
        while (start >= 0) {
            int end = start;
            while (end < line.length() && (Character.isLetterOrDigit(line.charAt(end)) || line.charAt(end) == '-')) {
                end++;
            }
            Long at = sent.remove(line.substring(start, end));
            if (at != null) {
                long delay = System.nanoTime() - at;
                delaysNanos.add(delay);
                if (delay > SLOW_NANOS) {
                    System.out.printf(
                            "slow alert: %d ms, sent %d s after the start%n",
                            delay / 1_000_000, (at - begin) / 1_000_000_000);
                }
            }
            start = line.indexOf("probe-agent-", end);
        }
    }
}
