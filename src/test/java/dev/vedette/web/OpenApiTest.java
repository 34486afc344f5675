package dev.vedette.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** The document is written by hand; this keeps it honest. */
class OpenApiTest {
    private static final Set<String> PAGES = Set.of("/login", "/logout", "/app/<path>", "/lib/{library}/<path>");

    @Test
    void theDocumentNamesExactlyTheRoutesAndParametersThatThereAre() {
        assertThat(documented()).isEqualTo(registered());
    }

    @Test
    void everyReferenceLeadsSomewhere() {
        JsonNode document = document();
        document.findValuesAsText("$ref")
                .forEach(reference -> assertThat(
                                document.at(reference.substring(1)).isMissingNode())
                        .as(reference)
                        .isFalse());
    }

    private static Map<String, Set<String>> registered() {
        SampleSite site = new SampleSite(() -> Instant.EPOCH);
        DashboardSettings settings = DashboardSettings.onLoopback(0, "0");
        Sessions sessions = new Sessions(java.util.List.of());
        Gate gate = new Gate(settings, sessions, new Throttle(), site.clock);
        Map<String, Set<String>> routes = new TreeMap<>();
        for (RouteTable.Route route :
                DashboardServer.routes(settings, site.data(), gate, sessions).routes()) {
            if (!PAGES.contains(route.path()) && !Set.of(Assets.PAGES).contains(route.path())) {
                routes.put(route.method() + " " + route.path(), new TreeSet<>(route.parameters()));
            }
        }
        return routes;
    }

    private static Map<String, Set<String>> documented() {
        JsonNode document = document();
        Map<String, Set<String>> routes = new TreeMap<>();
        document.path("paths")
                .properties()
                .forEach(path -> path.getValue().properties().forEach(method -> {
                    Set<String> parameters = new TreeSet<>();
                    method.getValue().path("parameters").forEach(parameter -> {
                        JsonNode found = parameter.has("$ref")
                                ? document.at(parameter.get("$ref").asText().substring(1))
                                : parameter;
                        if (found.path("in").asText().equals("query")) {
                            parameters.add(found.path("name").asText());
                        }
                    });
                    routes.put(method.getKey().toUpperCase(Locale.ROOT) + " " + path.getKey(), parameters);
                }));
        return routes;
    }

    private static JsonNode document() {
        return TestServer.parse(
                new String(Objects.requireNonNull(Assets.read("web/openapi.json")), StandardCharsets.UTF_8));
    }
}
