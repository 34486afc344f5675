package dev.vedette.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.vedette.config.Settings;
import dev.vedette.config.SettingsReader;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.metrics.LongCounter;
import io.opentelemetry.exporter.otlp.http.metrics.OtlpHttpMetricExporter;
import io.opentelemetry.sdk.metrics.SdkMeterProvider;
import io.opentelemetry.sdk.metrics.export.AggregationTemporalitySelector;
import io.opentelemetry.sdk.metrics.export.PeriodicMetricReader;
import io.opentelemetry.sdk.resources.Resource;
import java.io.IOException;
import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An agent that exports metrics alone, by the real exporter, from its counter to the dashboard and to an alert. */
@Timeout(120)
class MonitorMetricsTest {
    private static final Attributes SESSION = Attributes.of(
            AttributeKey.stringKey("session.id"), "s1",
            AttributeKey.stringKey("model"), "claude-sonnet-4-5",
            AttributeKey.stringKey("type"), "input");

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"delta", "cumulative"})
    void eachTokenCountsOnceAndTheBudgetIsWatched(String temporality) throws Exception {
        Monitor first = start(0);
        int port = URI.create(first.httpEndpoint()).getPort();
        SdkMeterProvider agent = agent(temporality, first.httpEndpoint());
        LongCounter tokens = counter(agent);
        tokens.add(700_000, SESSION);
        flush(agent);
        tokens.add(1, SESSION);
        flush(agent);
        flush(agent);
        assertThat(totals(first).path("inputTokens").asLong()).isEqualTo(700_001);
        first.close();

        try (Monitor again = start(port);
                agent) {
            tokens.add(299_999, SESSION);
            flush(agent);

            JsonNode totals = totals(again);
            assertThat(totals.path("inputTokens").asLong()).isEqualTo(1_000_000);
            assertThat(totals.path("measured").asBoolean()).isTrue();
            assertThat(totals.path("spans").asLong()).isZero();
            DashboardClient client = new DashboardClient(again.dashboardUrl());
            assertThat(client.oneAlert("COST-01").path("title").asText())
                    .isEqualTo("claude-code used 1000000 tokens in one session within an hour");
        }
    }

    private static JsonNode totals(Monitor monitor) {
        JsonNode agents = new DashboardClient(monitor.dashboardUrl())
                .json("/api/v1/agents?range=1h")
                .path("agents");
        assertThat(agents).hasSize(1);
        assertThat(agents.get(0).path("agent").asText()).isEqualTo("claude-code");
        return agents.get(0).path("totals");
    }

    private static SdkMeterProvider agent(String temporality, String endpoint) {
        AggregationTemporalitySelector selector = temporality.equals("delta")
                ? AggregationTemporalitySelector.deltaPreferred()
                : AggregationTemporalitySelector.alwaysCumulative();
        return SdkMeterProvider.builder()
                .setResource(Resource.create(Attributes.of(AttributeKey.stringKey("service.name"), "claude-code")))
                .registerMetricReader(PeriodicMetricReader.create(OtlpHttpMetricExporter.builder()
                        .setEndpoint(endpoint + "/v1/metrics")
                        .setAggregationTemporalitySelector(selector)
                        .build()))
                .build();
    }

    private static LongCounter counter(SdkMeterProvider agent) {
        return agent.get("com.anthropic.claude_code")
                .counterBuilder("claude_code.token.usage")
                .setUnit("tokens")
                .build();
    }

    private static void flush(SdkMeterProvider agent) {
        assertThat(agent.forceFlush().join(30, TimeUnit.SECONDS).isSuccess()).isTrue();
    }

    private Monitor start(int httpPort) throws IOException, InterruptedException {
        Settings settings = SettingsReader.read("test", "", Map.of())
                .withData(Files.createDirectories(folder.resolve("data")))
                .withPorts(0, 0, httpPort);
        return Monitor.start(settings, InstantSource.system(), new StringWriter(), "test");
    }
}
