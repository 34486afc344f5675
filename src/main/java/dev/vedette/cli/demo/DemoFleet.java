package dev.vedette.cli.demo;

import dev.vedette.agent.brake.BrakeBoard;
import dev.vedette.agent.brake.BrakePoller;
import dev.vedette.agent.brake.BrakeSource;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;

/**
 * A small fleet of agents on our own runtime, talking over real HTTP to a simulated model: some ordinary past at once,
 * then ordinary work in the rhythm of a day that lasts twelve minutes, with an incident every few seconds. It sends what
 * any instrumented agent would send, and heeds the brakes that people set on the dashboard.
 */
public final class DemoFleet implements AutoCloseable {
    /** Slow enough to follow on the screen, quick enough that everything has gone wrong within a minute. */
    public static final Duration USUAL_PACE = Duration.ofSeconds(9);

    private static final Duration PAST = Duration.ofMinutes(30);
    private static final Duration SILENT_FROM = Duration.ofMinutes(70);
    private static final Duration SILENT_UNTIL = Duration.ofMinutes(20);
    private static final Duration SILENT_PACE = Duration.ofSeconds(75);
    private static final Duration DAY = Duration.ofMinutes(12);
    private static final Duration NOON_PAUSE = Duration.ofMillis(1_800);
    private static final double NIGHT = 3;
    private static final int RARELY = 10;
    private static final List<String> USERS = List.of("ada", "ben", "chris", "dana", "eli", "finn");

    private final FleetClock clock;
    private final SimulatedModel model;
    private final BrakeBoard brakes;
    private final BrakePoller poller;
    private final List<FleetAgent> working = new ArrayList<>();
    private final FleetAgent silent;
    private final RandomGenerator random;
    private final Consumer<String> story;
    private final Duration betweenIncidents;
    private final Iterator<Incident> incidents =
            Stream.generate(Incident::all).flatMap(List::stream).iterator();
    private int happened;
    private final CountDownLatch closed = new CountDownLatch(1);
    private final ExecutorService threads = Executors.newCachedThreadPool(task -> {
        Thread thread = new Thread(task, "vedette-demo-fleet");
        thread.setDaemon(true);
        return thread;
    });

    /**
     * A fleet that does nothing yet.
     *
     * @param endpoint where OTLP/gRPC is taken, such as {@code http://127.0.0.1:4317}
     * @param dashboard where brakes are set, such as {@code http://127.0.0.1:8080}
     * @param betweenIncidents how long nothing goes wrong
     * @param story told what happens, a line each
     * @throws IOException if no port is free for the simulated model
     */
    public DemoFleet(
            String endpoint,
            String dashboard,
            long seed,
            Duration betweenIncidents,
            InstantSource time,
            Consumer<String> story)
            throws IOException {
        this.random = new SplittableRandom(seed);
        this.betweenIncidents = betweenIncidents;
        this.story = story;
        this.clock = new FleetClock(time);
        this.model = new SimulatedModel(clock);
        this.brakes = new BrakeBoard(clock);
        this.poller = new BrakePoller(BrakeSource.of(URI.create(dashboard), null), brakes, clock);
        for (Member member : Members.working()) {
            working.add(new FleetAgent(member, endpoint, model, brakes, clock));
        }
        this.silent = new FleetAgent(Members.silent(), endpoint, model, brakes, clock);
        Incident.all().stream().map(Incident::play).forEach(model::learn);
    }

    /** Begins: on threads of its own, so that the dashboard can be looked at meanwhile. */
    public void start() {
        threads.execute(this::begin);
    }

    @Override
    public void close() {
        closed.countDown();
        threads.shutdown();
        poller.close();
        working.forEach(FleetAgent::close);
        silent.close();
        model.close();
    }

    private void begin() {
        past();
        clock.live();
        poller.start();
        story.accept("Half an hour of ordinary work was sent; the fleet works on, and things will go wrong.");
        story.accept("Incident: billing: it has been silent for twenty minutes.");
        threads.execute(() -> repeat(this::work, () -> pause(clock.instant())));
        repeat(this::incident, this::untilIncident);
    }

    /** The past is played in its order, as fast as it goes. */
    private void past() {
        Instant now = clock.instant();
        for (Instant at = now.minus(SILENT_FROM); at.isBefore(now.minus(SILENT_UNTIL)); at = at.plus(SILENT_PACE)) {
            played(silent, at);
        }
        for (Instant at = now.minus(PAST); at.isBefore(now.minus(pause(now))); at = at.plus(pause(at))) {
            played(pick(), at);
        }
        silent.flush();
        working.forEach(FleetAgent::flush);
    }

    private void played(FleetAgent agent, Instant at) {
        clock.play(at);
        give(agent, ordinary(agent));
    }

    private void work() {
        FleetAgent agent = pick();
        agent.give(ordinary(agent), user());
    }

    private void repeat(Runnable deed, Supplier<Duration> pause) {
        try {
            while (!closed.await(pause.get().toMillis(), TimeUnit.MILLISECONDS)) {
                deed.run();
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private void incident() {
        Incident incident = incidents.next();
        happened++;
        story.accept("Incident: " + incident.agent() + ": " + incident.description() + ".");
        FleetAgent agent = working.stream()
                .filter(one -> one.member().agent().equals(incident.agent()))
                .findFirst()
                .orElseThrow();
        for (int time = 0; time < incident.times(); time++) {
            agent.give(incident.play(), user());
        }
    }

    /** Once all has been seen to go wrong, it does so more rarely. */
    private Duration untilIncident() {
        return happened < Incident.all().size() ? betweenIncidents : betweenIncidents.multipliedBy(RARELY);
    }

    private void give(FleetAgent agent, Play play) {
        agent.give(play, user()).toCompletableFuture().join();
    }

    private Play ordinary(FleetAgent agent) {
        List<Play> plays = agent.member().plays();
        return plays.get(random.nextInt(plays.size()));
    }

    private FleetAgent pick() {
        return working.get(random.nextInt(working.size()));
    }

    private String user() {
        return USERS.get(random.nextInt(USERS.size()));
    }

    /** The pause between two tasks: short at noon, three times as long at midnight. */
    private static Duration pause(Instant at) {
        double ofDay = (at.toEpochMilli() % DAY.toMillis()) / (double) DAY.toMillis();
        double night = (1 + Math.cos(2 * Math.PI * ofDay)) / 2;
        return Duration.ofMillis(Math.round(NOON_PAUSE.toMillis() * (1 + (NIGHT - 1) * night)));
    }
}
