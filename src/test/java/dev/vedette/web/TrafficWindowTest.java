package dev.vedette.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vedette.telemetry.Actor;
import dev.vedette.telemetry.Attributes;
import dev.vedette.telemetry.Epoch;
import dev.vedette.telemetry.LogEvent;
import dev.vedette.telemetry.Operation;
import dev.vedette.telemetry.Resource;
import dev.vedette.telemetry.Scope;
import dev.vedette.telemetry.Status;
import dev.vedette.telemetry.TelemetryBatch;
import dev.vedette.telemetry.Usage;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class TrafficWindowTest {
    private static final Instant NOW = Instant.parse("2026-05-05T12:00:00Z");
    private static final long SECOND = NOW.getEpochSecond();
    private static final Operation MODEL =
            new Operation.ModelCall(null, "m", null, List.of(), List.of(), List.of(), List.of(), null);

    private final TrafficWindow window = new TrafficWindow();

    @Test
    void callsThatOnlyLogRecordsTellCount() {
        window.add(logs(call("coder", MODEL), call("coder", new Operation.Other())), SECOND);

        TrafficWindow.Rates rates = window.lastMinute(SECOND);
        assertThat(rates.spans()).isEqualTo(1);
        assertThat(rates.tokens()).isEqualTo(15);
        assertThat(rates.costUsd()).isEqualTo(0.5);
        assertThat(rates.logs()).isEqualTo(2);
    }

    @Test
    void whatSpansOfTheServiceTellIsNotCountedAgain() {
        SampleSpans spans = new SampleSpans("0".repeat(31) + "1", "coder", "coder", "s1", NOW);
        spans.add(null, "chat", 0, 10, MODEL, Usage.NONE);
        window.add(TelemetryBatch.ofSpans(new byte[0], spans.spans()), SECOND);
        window.add(logs(call("coder", MODEL), call("other", MODEL)), SECOND + 5);

        assertThat(window.lastMinute(SECOND + 5).spans())
                .as("a span and the other's call")
                .isEqualTo(2);

        window.add(logs(call("coder", MODEL)), SECOND + 700);

        assertThat(window.lastMinute(SECOND + 700).spans())
                .as("no span for long")
                .isEqualTo(1);
    }

    private static TelemetryBatch logs(LogEvent... logs) {
        return TelemetryBatch.ofLogs(new byte[0], List.of(logs));
    }

    private static LogEvent call(String service, Operation operation) {
        return new LogEvent(
                Epoch.nanos(NOW),
                "api_request",
                0,
                "",
                Attributes.empty(),
                null,
                null,
                Resource.UNKNOWN,
                Scope.UNKNOWN,
                "claude-code",
                new Actor(service, service, null, null, "s1", null, null, null),
                operation,
                new Usage(10L, 5L, null, null, null, 0.5, true),
                Status.UNSET,
                null,
                List.of(),
                List.of());
    }
}
