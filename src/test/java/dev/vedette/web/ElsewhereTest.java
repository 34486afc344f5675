package dev.vedette.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.vedette.telemetry.Span;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ElsewhereTest {
    private static final Instant NOW = Instant.parse("2026-05-05T12:34:56Z");

    @Test
    void aTraceHasAPageAtEveryBackendThatIsGivenALink() {
        SampleSite site = new SampleSite(() -> NOW).filled(1);
        try (TestServer server = new TestServer(site)) {
            Span root = site.incident.get(0);
            Span other = site.incident.get(3);
            String trace = "/api/v1/traces/" + SampleSite.INCIDENT;

            assertThat(urls(server.json(trace)))
                    .containsExactly(
                            "https://langfuse.example/project/p1/traces/" + SampleSite.INCIDENT,
                            "http://jaeger:16686/trace/" + SampleSite.INCIDENT + "?uiFind=" + root.spanId());
            assertThat(urls(server.json(trace + "/spans/" + other.spanId())))
                    .contains("http://jaeger:16686/trace/" + SampleSite.INCIDENT + "?uiFind=" + other.spanId());
        }
    }

    @Test
    void withoutALinkOrWithoutASpanToShowThereIsNone() {
        Elsewhere elsewhere =
                new Elsewhere(() -> List.of(view("plain", null), view("one", "http://a/{traceId}?s={spanId}")));

        assertThat(elsewhere.of("ab", List.of())).isEmpty();
    }

    private static List<String> urls(JsonNode page) {
        return page.path("links").findValuesAsText("url");
    }

    private static ForwarderView view(String name, @Nullable String link) {
        return new ForwarderView(name, "http://a", link, 0, 0, 0, 0, null, null);
    }
}
