package dev.vedette.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.vedette.agent.Agent;
import dev.vedette.agent.AgentRuntime;
import dev.vedette.agent.RunResult;
import dev.vedette.agent.Telemetry;
import dev.vedette.agent.identity.Caller;
import dev.vedette.agent.model.ModelServer;
import dev.vedette.agent.openai.OpenAi;
import dev.vedette.agent.tool.Description;
import dev.vedette.agent.tool.Tool;
import dev.vedette.agent.tool.ToolCommand;
import dev.vedette.agent.tool.ToolContext;
import dev.vedette.config.Settings;
import dev.vedette.config.SettingsReader;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** An agent of this runtime, seen by a whole Vedette: what it did, what it used, and what it should not have tried. */
@Timeout(120)
class AgentMonitorTest {
    private static final String UNIQUE_PART = "Z7QK4M2XW9TB" + "D5LH";
    private static final String SECRET = "AKI" + "A" + UNIQUE_PART;

    @TempDir
    Path data;

    @Description("The weather of a city")
    record GetWeather(String city) implements ToolCommand {
        @Override
        public Object run(ToolContext context) {
            return "rain in " + city + ", and a key: " + SECRET;
        }
    }

    @Test
    void aRunIsSeenAndAnUnknownToolIsAnAlert() throws Exception {
        Settings settings =
                SettingsReader.read("test", "", Map.of()).withData(data).withPorts(0, 0, 0);
        try (Monitor monitor = Monitor.start(settings, InstantSource.system(), new StringWriter(), "test");
                ModelServer server = ModelServer.start()) {
            server.callsTool("get_weather", "{\"city\":\"Oslo\"}")
                    .callsTool("shell_exec", "{\"command\":\"id\"}")
                    .answers("Take an umbrella.");

            RunResult result = run(monitor, server);

            assertThat(result.text()).isEqualTo("Take an umbrella.");
            DashboardClient people = new DashboardClient(monitor.dashboardUrl());
            List<JsonNode> spans = people.spans(result.traceId(), 6);
            assertThat(spans.toString())
                    .contains("weather-agent", "get_weather", "rain in Oslo", "policy_denied", "small-1")
                    .doesNotContain(UNIQUE_PART);
            assertThat(people.json("/api/v1/traces/" + result.traceId()).toString())
                    .contains("\"inputTokens\":" + result.tokens().input());
            assertThat(people.oneAlert("TOOL-01").toString()).contains("weather-agent");
        }
    }

    /** Closing the runtime sends what there is. */
    private static RunResult run(Monitor monitor, ModelServer server) {
        Telemetry telemetry = Telemetry.of("weather-service")
                .toVedette(monitor.grpcEndpoint())
                .withContent()
                .start();
        try (AgentRuntime runtime = AgentRuntime.builder().telemetry(telemetry).build()) {
            Agent agent = Agent.named("weather-agent")
                    .model(OpenAi.at(server.baseUrl(), () -> "key").chat("small-1"))
                    .tool(Tool.of(GetWeather.class).readOnly())
                    .build();
            return runtime.run(agent, "Do I need an umbrella?", Caller.user("jo"));
        }
    }
}
