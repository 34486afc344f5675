package dev.vedette.interop;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.vedette.app.Monitor;
import dev.vedette.config.Settings;
import dev.vedette.config.SettingsReader;
import dev.vedette.export.LangfuseStandIn;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Vedette, what stands behind it, and the model that agents call. */
final class InteropSite implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String TOKEN = "token-of-the-" + "interop-run-1";

    final StubModel model = new StubModel();
    final LangfuseStandIn langfuse = new LangfuseStandIn();
    final Peers peers;
    final Monitor monitor;
    final ClientRun clients;

    private final HttpClient http = HttpClient.newHttpClient();

    InteropSite(Path cache, Path folder, String prompt) throws IOException, InterruptedException {
        peers = new Peers(cache.resolve("bin"), folder);
        String yaml = """
                dashboard: {tokens: [%s]}
                otlp: {tokens: [%s]}
                forward:
                %s  - name: langfuse
                    endpoint: %s/api/public/otel
                    headers: {Authorization: "%s"}
                    link: %s/project/interop/traces/{traceId}?observation={spanId}
                """.formatted(
                TOKEN, TOKEN, peers.forwards(), langfuse.host(), LangfuseStandIn.authorization(), langfuse.host());
        Settings settings = SettingsReader.read("interop", yaml, Map.of())
                .withData(Files.createDirectories(folder.resolve("data")))
                .withPorts(0, 0, 0);
        monitor = Monitor.start(settings, InstantSource.system(), new StringBuilder(), "interop");
        clients = new ClientRun(cache, environment(prompt));
    }

    /** Models are the stub; what goes elsewhere goes to a proxy that is not there. */
    private Map<String, String> environment(String prompt) {
        return Map.ofEntries(
                entry("VEDETTE_TOKEN", TOKEN),
                entry("INTEROP_PROMPT", prompt),
                entry("OPENAI_BASE_URL", model.address() + "/v1"),
                entry("OPENAI_API_KEY", "none"),
                entry("ANTHROPIC_BASE_URL", model.address()),
                entry("ANTHROPIC_API_KEY", "none"),
                entry("GOOGLE_GEMINI_BASE_URL", model.address()),
                entry("GEMINI_API_KEY", "none"),
                entry("HTTPS_PROXY", "http://127.0.0.1:9"),
                entry("NO_PROXY", "127.0.0.1"));
    }

    /** The guide of that id, as the setup page shows it. */
    JsonNode guide(String id) {
        for (JsonNode guide : vedette("/api/v1/setup").path("guides")) {
            if (guide.path("id").asText().equals(id)) {
                return guide;
            }
        }
        throw new AssertionError("there is no guide " + id);
    }

    /** What Vedette's API answers. */
    JsonNode vedette(String path) {
        HttpResponse<String> answer = get(monitor.dashboardUrl() + path);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return parse(answer.body());
    }

    /** The ids of all traces that Vedette knows. */
    Set<String> traces() {
        Set<String> ids = new HashSet<>();
        vedette("/api/v1/traces?range=1h&limit=500")
                .path("traces")
                .forEach(trace -> ids.add(trace.path("traceId").asText()));
        return ids;
    }

    /** What was understood of these traces: the rows of operations, each with all that its page says. */
    List<JsonNode> operations(Set<String> traces) {
        List<JsonNode> operations = new ArrayList<>();
        for (String trace : traces) {
            for (JsonNode row : vedette("/api/v1/traces/" + trace).path("rows")) {
                if (!row.at("/span/operation").asText().equals("other")) {
                    operations.add(vedette("/api/v1/traces/" + trace + "/spans/"
                            + row.at("/span/spanId").asText()));
                }
            }
        }
        return operations;
    }

    /** What Jaeger's query API answers about a trace; empty when it does not know it. */
    String jaeger(String traceId) {
        HttpResponse<String> answer = get(peers.jaeger() + "/api/v3/traces/" + traceId);
        return answer.statusCode() == 200 ? answer.body() : "";
    }

    static JsonNode parse(String text) {
        try {
            return JSON.readTree(text);
        } catch (IOException notJson) {
            throw new UncheckedIOException(notJson);
        }
    }

    private HttpResponse<String> get(String address) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(address)).timeout(Duration.ofSeconds(20));
        if (address.startsWith(monitor.dashboardUrl())) {
            request.header("Authorization", "Bearer " + TOKEN);
        }
        try {
            return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        } catch (InterruptedException stopped) {
            throw new IllegalStateException(stopped);
        }
    }

    @Override
    public void close() {
        monitor.close();
        peers.close();
        langfuse.close();
        model.close();
    }
}
