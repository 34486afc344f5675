package dev.vedette.cli.demo;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.exporter.otlp.trace.OtlpGrpcSpanExporter;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.export.BatchSpanProcessor;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;

/**
 * Plays a small fleet of agents to a Vedette: an hour of ordinary past at once, then ordinary work with an incident
 * every few seconds. It sends what any instrumented agent would send, over OTLP/gRPC with the OpenTelemetry SDK.
 */
public final class DemoFleet implements AutoCloseable {
    private static final Duration PAST = Duration.ofMinutes(60);
    private static final Duration BETWEEN_RUNS = Duration.ofMillis(1_500);
    private static final int RUN_SECONDS = 8;
    /** Slow enough to follow on the screen, quick enough that everything has gone wrong within a minute. */
    public static final Duration USUAL_PACE = Duration.ofSeconds(9);

    private final Map<String, Tracer> tracers = new HashMap<>();
    private final List<SdkTracerProvider> providers = new ArrayList<>();
    private final ScheduledExecutorService scheduler = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "vedette-demo-fleet");
        thread.setDaemon(true);
        return thread;
    });
    private final RandomGenerator random;
    private final InstantSource clock;
    private final Consumer<String> story;
    private final Duration betweenIncidents;
    private final List<Future<?>> duties = new ArrayList<>();
    private final Iterator<Incident> incidents = Stream.generate(() -> List.of(Incident.values()))
            .flatMap(List::stream)
            .iterator();

    /**
     * A fleet that does nothing yet.
     *
     * @param endpoint where OTLP/gRPC is taken, such as {@code http://127.0.0.1:4317}
     * @param betweenIncidents how long nothing goes wrong
     * @param story told what happens, a line each
     */
    public DemoFleet(
            String endpoint, long seed, Duration betweenIncidents, InstantSource clock, Consumer<String> story) {
        this.random = new SplittableRandom(seed);
        this.betweenIncidents = betweenIncidents;
        this.clock = clock;
        this.story = story;
        for (Member member : Member.fleet()) {
            SdkTracerProvider provider = SdkTracerProvider.builder()
                    .setResource(Resource.create(Attributes.of(
                            AttributeKey.stringKey("service.name"),
                            member.service(),
                            AttributeKey.stringKey("deployment.environment.name"),
                            "demo")))
                    .addSpanProcessor(BatchSpanProcessor.builder(OtlpGrpcSpanExporter.builder()
                                    .setEndpoint(endpoint)
                                    .build())
                            .setScheduleDelay(Duration.ofMillis(200))
                            .setMaxQueueSize(20_000)
                            .build())
                    .build();
            providers.add(provider);
            tracers.put(member.agent(), provider.get("vedette-demo"));
        }
    }

    /** Sends the past hour, then starts to work. */
    public void start() {
        past();
        story.accept("An hour of ordinary work was sent; the fleet works on, and things will go wrong.");
        duties.add(scheduler.scheduleAtFixedRate(
                this::work, BETWEEN_RUNS.toMillis(), BETWEEN_RUNS.toMillis(), TimeUnit.MILLISECONDS));
        duties.add(scheduler.scheduleAtFixedRate(
                this::incident, betweenIncidents.toMillis(), betweenIncidents.toMillis(), TimeUnit.MILLISECONDS));
    }

    @Override
    public void close() {
        duties.forEach(duty -> duty.cancel(false));
        scheduler.shutdownNow();
        providers.forEach(SdkTracerProvider::close);
    }

    private void past() {
        Instant now = clock.instant();
        for (Duration ago = PAST; ago.compareTo(BETWEEN_RUNS) > 0; ago = ago.minus(BETWEEN_RUNS)) {
            run(pick(), now.minus(ago).minusSeconds(RUN_SECONDS)).ordinary();
        }
        providers.forEach(provider -> provider.forceFlush().join(10, TimeUnit.SECONDS));
    }

    private void work() {
        run(pick(), clock.instant().minusSeconds(RUN_SECONDS)).ordinary();
    }

    private Member pick() {
        return Member.fleet().get(random.nextInt(Member.fleet().size()));
    }

    private void incident() {
        Incident incident = incidents.next();
        story.accept("Incident: " + incident.agent() + ": " + incident.description() + ".");
        Member member = Member.fleet().stream()
                .filter(one -> one.agent().equals(incident.agent()))
                .findFirst()
                .orElseThrow();
        RunScript run = run(member, clock.instant().minusSeconds(30));
        incident.play(run);
        run.end();
    }

    private RunScript run(Member member, Instant start) {
        Tracer tracer = tracers.get(member.agent());
        if (tracer == null) {
            throw new IllegalStateException("No tracer for " + member.agent());
        }
        return new RunScript(tracer, member, random, start);
    }
}
