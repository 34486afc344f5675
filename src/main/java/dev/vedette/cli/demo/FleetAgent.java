package dev.vedette.cli.demo;

import dev.vedette.agent.Agent;
import dev.vedette.agent.AgentRuntime;
import dev.vedette.agent.RunResult;
import dev.vedette.agent.Telemetry;
import dev.vedette.agent.brake.BrakeBoard;
import dev.vedette.agent.identity.Caller;
import dev.vedette.agent.instrumentation.ContentCapture;
import dev.vedette.agent.openai.KeySupplier;
import dev.vedette.agent.openai.OpenAi;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.exporter.otlp.trace.OtlpGrpcSpanExporter;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.export.BatchSpanProcessor;
import java.time.Duration;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;

/** A member of the fleet at work, in a runtime of its own as a service of its own would be. Thread-safe. */
final class FleetAgent implements AutoCloseable {
    private static final int QUEUE = 20_000;
    private static final int FLUSH_SECONDS = 20;

    private final Member member;
    private final Agent agent;
    private final AgentRuntime runtime;
    private final SdkTracerProvider traces;

    FleetAgent(Member member, String endpoint, SimulatedModel model, BrakeBoard brakes, FleetClock clock) {
        this.member = member;
        this.traces = SdkTracerProvider.builder()
                .setClock(clock)
                .setResource(Resource.create(Attributes.of(
                        AttributeKey.stringKey("service.name"),
                        member.service(),
                        AttributeKey.stringKey("deployment.environment.name"),
                        "demo")))
                .addSpanProcessor(BatchSpanProcessor.builder(OtlpGrpcSpanExporter.builder()
                                .setEndpoint(endpoint)
                                .build())
                        .setScheduleDelay(Duration.ofMillis(200))
                        .setMaxQueueSize(QUEUE)
                        .build())
                .build();
        OpenAi models = OpenAi.at(model.baseUrl(), KeySupplier.none()).withProvider(member.provider());
        this.agent = Agent.named(member.agent())
                .version("1.4")
                .instructions("You are the " + member.agent() + " agent of Nordlicht GmbH.")
                .model(models.chat(member.model()))
                .tools(member.toolsOn(clock))
                .policy(member.policy())
                .build();
        this.runtime = AgentRuntime.builder()
                .telemetry(Telemetry.using(
                        OpenTelemetrySdk.builder().setTracerProvider(traces).build(), ContentCapture.SPAN_ONLY))
                .brakes(brakes)
                .clock(clock)
                .build();
        member.plays().forEach(model::learn);
    }

    Member member() {
        return member;
    }

    /** Gives it a task; the answer is streamed, as people would see it. */
    CompletionStage<RunResult> give(Play play, String user) {
        return runtime.converse(agent, Caller.user(user).of("nordlicht"))
                .start(play.task(), event -> {})
                .result();
    }

    /** Sends what there is to send. */
    void flush() {
        traces.forceFlush().join(FLUSH_SECONDS, TimeUnit.SECONDS);
    }

    @Override
    public void close() {
        runtime.close();
        traces.close();
    }
}
