package dev.vedette.interop;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.vedette.app.Eventually;
import dev.vedette.export.LangfuseStandIn;
import java.util.List;
import java.util.stream.StreamSupport;

/** Checks that traces are at all backends, whole and scrubbed. */
final class PassedOn {
    private static final String MASK = "[REDACTED:";

    private final InteropSite site;
    private final String secret;

    /** @param secret what must be nowhere */
    PassedOn(InteropSite site, String secret) {
        this.site = site;
        this.secret = secret;
    }

    /** A trace of log records alone has nothing that the backends of traces could show. */
    void check(String trace) {
        JsonNode page = site.vedette("/api/v1/traces/" + trace);
        List<JsonNode> rows = StreamSupport.stream(page.path("rows").spliterator(), false)
                .filter(row -> !row.at("/span/logged").asBoolean())
                .toList();
        int spans = rows.size();
        assertThat(page.toString()).doesNotContain(secret);
        assertThat(site.peers.collected()).doesNotContain(secret);
        if (spans == 0) {
            return;
        }
        Eventually.holds("trace " + trace + " in Jaeger", () -> spansInJaeger(trace) == spans);
        Eventually.holds(
                "trace " + trace + " in the Collector",
                () -> site.peers.collected().contains(trace));
        Eventually.holds(
                "trace " + trace + " in Langfuse", () -> inLangfuse(trace).size() == spans);

        assertThat(site.jaeger(trace)).doesNotContain(secret);
        assertThat(inLangfuse(trace).toString()).doesNotContain(secret);
        if (rows.toString().contains("\"secret\"")) {
            assertThat(site.jaeger(trace)).contains(MASK);
            assertThat(inLangfuse(trace).toString()).contains(MASK);
        }
        assertThat(page.path("links").findValuesAsText("url"))
                .contains(site.peers.jaeger() + "/trace/" + trace)
                .anyMatch(url -> url.startsWith(site.langfuse.host() + "/project/interop/traces/" + trace));
    }

    private int spansInJaeger(String trace) {
        String answer = site.jaeger(trace);
        int spans = 0;
        for (JsonNode resource : InteropSite.parse(answer.isEmpty() ? "{}" : answer)
                .path("result")
                .path("resourceSpans")) {
            for (JsonNode scope : resource.path("scopeSpans")) {
                spans += scope.path("spans").size();
            }
        }
        return spans;
    }

    private List<LangfuseStandIn.Taken> inLangfuse(String trace) {
        return site.langfuse.taken().stream()
                .filter(span -> span.traceId().equals(trace))
                .toList();
    }
}
