package dev.vedette.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.vedette.config.Settings;
import dev.vedette.config.SettingsReader;
import java.io.IOException;
import java.io.StringWriter;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Traces that arrive in pieces, from OTLP requests to alerts and the dashboard's answers, over a restart. */
@Timeout(120)
class MonitorPiecesTest {
    private static final String SECRET = "AKI" + "A" + "Z7QK4M2XW9TB" + "D5LH";
    private static final String OTHER_SECRET = "AKI" + "A" + "Q3WZ7M2XK9TB" + "H5LD";

    @TempDir
    Path folder;

    @Test
    void callsThatComeBeforeTheirAgentsSpanAreLaidAtItsDoor() throws Exception {
        try (Monitor monitor = start()) {
            DashboardClient client = new DashboardClient(monitor.dashboardUrl());
            send(monitor, tool(1, 2, "harmless"));
            send(monitor, run(1, "planner", "talk"));
            send(monitor, tool(2, 2, SECRET));
            send(monitor, tool(2, 2, SECRET));

            JsonNode alert = client.oneAlert("SEC-01");
            assertThat(alert.at("/labels/agent").asText()).isEqualTo("planner");
            send(monitor, run(2, "planner", "talk"));

            JsonNode session = client.json("/api/v1/session?range=1h&id=talk");
            assertThat(session.path("traces")).hasSize(2).allSatisfy(part -> {
                assertThat(part.at("/trace/spans").asInt()).isEqualTo(2);
                assertThat(part.at("/trace/toolCalls").asInt()).isEqualTo(1);
                assertThat(part.at("/trace/agent").asText()).isEqualTo("planner");
                assertThat(part.at("/rows/1/span/agent").asText()).isEqualTo("planner");
            });
            JsonNode call = client.json("/api/v1/traces/%032x/spans/%016x".formatted(1, 2));
            assertThat(call.at("/span/actor/session").asText())
                    .as("named by the run, which came later")
                    .isEqualTo("talk");
        }
        try (Monitor monitor = start()) {
            DashboardClient client = new DashboardClient(monitor.dashboardUrl());
            send(monitor, tool(2, 2, SECRET));
            send(monitor, preview(3, "writer", "talk"));
            send(monitor, tool(3, 2, OTHER_SECRET));

            Eventually.holds("a second alert", () -> client.alerts("SEC-01").size() == 2);
            assertThat(client.alerts("SEC-01"))
                    .allSatisfy(alert ->
                            assertThat(alert.path("occurrences").asInt()).isEqualTo(1));
            assertThat(client.alerts("SEC-01"))
                    .extracting(alert -> alert.at("/labels/agent").asText())
                    .containsExactlyInAnyOrder("planner", "writer");
            JsonNode running = client.json("/api/v1/session?range=1h&id=talk").at("/traces/2");
            assertThat(running.at("/trace/rooted").asBoolean(true)).isFalse();
            assertThat(running.at("/trace/spans").asInt()).isEqualTo(1);
            assertThat(running.path("rows"))
                    .extracting(row -> row.at("/span/operation").asText())
                    .containsExactly("preview", "tool");
        }
    }

    private Monitor start() throws IOException, InterruptedException {
        Settings settings = SettingsReader.read("test", "", Map.of())
                .withEmbeddedStore(folder.resolve("data"))
                .withPorts(0, 0, 0);
        return Monitor.start(settings, InstantSource.system(), new StringWriter(), "test");
    }

    /** Each span in a request of its own. */
    private static void send(Monitor monitor, String span) {
        String body = "{\"resourceSpans\":[{\"resource\":{\"attributes\":[" + attribute("service.name", "shop")
                + "]},\"scopeSpans\":[{\"spans\":[" + span + "]}]}]}";
        DashboardClient sender = new DashboardClient(monitor.httpEndpoint());
        assertThat(sender.send(HttpRequest.newBuilder(URI.create(monitor.httpEndpoint() + "/v1/traces"))
                                .header("Content-Type", "application/json")
                                .POST(HttpRequest.BodyPublishers.ofString(body)))
                        .statusCode())
                .isEqualTo(200);
    }

    private static String tool(int trace, int id, String argument) {
        return span(
                trace,
                id,
                1,
                attribute("gen_ai.operation.name", "execute_tool") + "," + attribute("gen_ai.tool.name", "send_email")
                        + "," + attribute("gen_ai.tool.call.arguments", argument));
    }

    private static String run(int trace, String agent, String session) {
        return span(trace, 1, 0, who(agent, session));
    }

    private static String preview(int trace, String agent, String session) {
        return span(trace, 9, 1, who(agent, session) + "," + attribute("logfire.span_type", "pending_span"));
    }

    private static String who(String agent, String session) {
        return attribute("gen_ai.operation.name", "invoke_agent") + "," + attribute("gen_ai.agent.name", agent) + ","
                + attribute("gen_ai.conversation.id", session);
    }

    private static String span(int trace, int id, int parent, String attributes) {
        long end = InstantSource.system().millis();
        String above = parent == 0 ? "" : "\"parentSpanId\":\"%016x\",".formatted(parent);
        return """
                {"traceId":"%032x","spanId":"%016x",%s"name":"n","kind":1,"startTimeUnixNano":"%d000000",
                "endTimeUnixNano":"%d000000","attributes":[%s]}""".formatted(trace, id, above, end - 500, end, attributes);
    }

    private static String attribute(String key, String value) {
        return "{\"key\":\"" + key + "\",\"value\":{\"stringValue\":\"" + value + "\"}}";
    }
}
