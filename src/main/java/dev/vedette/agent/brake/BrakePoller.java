package dev.vedette.agent.brake;

import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks a Vedette for the brakes that people have set there, every few seconds. When it does not answer, what was heard
 * last holds until each brake ends by itself, and after that agents run free: a monitor that is down must not stop the
 * agents that it watches, and a brake that was set must not vanish by cutting a wire. Then it is asked less and less
 * often, down to once a minute. Thread-safe.
 */
public final class BrakePoller implements AutoCloseable {
    static final int LARGEST_BODY = 1024 * 1024;

    private static final Logger LOGGER = LoggerFactory.getLogger(BrakePoller.class);
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final int MOST_DOUBLINGS = 10;

    private final BrakeSource source;
    private final BrakeBoard board;
    private final InstantSource clock;
    private final HttpClient client;
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Thread thread;
    private @Nullable String tag;
    private int failures;
    private @Nullable Instant heardAt;

    /** Asks nobody before {@link #start}. */
    public BrakePoller(BrakeSource source, BrakeBoard board, InstantSource clock) {
        this.source = source;
        this.board = board;
        this.clock = clock;
        this.client = HttpClient.newBuilder().connectTimeout(PATIENCE).build();
        this.thread = new Thread(this::pollUntilClosed, "vedette-brakes");
        this.thread.setDaemon(true);
    }

    /** Begins to ask, at once and then again and again. Called once. */
    public void start() {
        thread.start();
    }

    /** Asks no more. Brakes that were heard of hold until they end. */
    @Override
    public void close() {
        closing.countDown();
        thread.interrupt();
    }

    /** When the Vedette last answered, for a health page; empty if it never did. */
    public synchronized Optional<Instant> heardAt() {
        return Optional.ofNullable(heardAt);
    }

    /** How many times in a row it has not answered. */
    public synchronized int failures() {
        return failures;
    }

    private void pollUntilClosed() {
        try {
            boolean closed = false;
            while (!closed) {
                Duration pause = poll();
                closed = closing.await(pause.toMillis(), TimeUnit.MILLISECONDS);
            }
        } catch (InterruptedException closed) {
            Thread.currentThread().interrupt();
        }
    }

    /** Asks once, puts what it hears on the board, and tells how long to wait before the next time. */
    Duration poll() throws InterruptedException {
        String trouble = ask();
        if (trouble == null) {
            heard();
            return source.interval();
        }
        int inRow = failed(trouble);
        Duration pause = source.interval().multipliedBy(1L << Math.min(inRow, MOST_DOUBLINGS));
        return pause.compareTo(LONGEST_PAUSE) < 0 ? pause : LONGEST_PAUSE;
    }

    /** What went wrong, in words without the token or anything that the other side wrote, or null. */
    private @Nullable String ask() throws InterruptedException {
        CompletableFuture<HttpResponse<byte[]>> asked =
                client.sendAsync(request(), head -> new BoundedBody(LARGEST_BODY));
        try {
            return take(asked.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS));
        } catch (TimeoutException late) {
            return "no answer within " + PATIENCE.toSeconds() + " seconds";
        } catch (ExecutionException broken) {
            Throwable cause = broken.getCause();
            return cause == null ? "no answer" : cause.getClass().getSimpleName();
        } catch (RuntimeException broken) {
            return broken.getClass().getSimpleName();
        } finally {
            asked.cancel(true);
        }
    }

    private HttpRequest request() {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(source.brakes()).timeout(PATIENCE).header("Accept", "application/json");
        String token = source.token();
        if (token != null) {
            request.header("Authorization", "Bearer " + token);
        }
        String known = tag;
        if (known != null) {
            request.header("If-None-Match", known);
        }
        return request.build();
    }

    private @Nullable String take(HttpResponse<byte[]> response) {
        if (response.statusCode() == 304 && tag != null) {
            return null;
        }
        if (response.statusCode() != 200) {
            return "HTTP " + response.statusCode();
        }
        Optional<List<Brake>> brakes = BrakeAnswer.read(response.body());
        if (brakes.isEmpty()) {
            return "an answer that cannot be read";
        }
        board.replace(source.dashboard().toString(), brakes.get());
        tag = response.headers().firstValue("ETag").orElse(null);
        return null;
    }

    private synchronized void heard() {
        if (failures > 0) {
            LOGGER.info("Brakes are heard of again from {}", source.dashboard());
        }
        failures = 0;
        heardAt = clock.instant();
    }

    private synchronized int failed(String trouble) {
        failures++;
        if (failures == 1) {
            LOGGER.warn(
                    "Cannot ask {} for brakes ({}); those heard of hold until they end", source.dashboard(), trouble);
        }
        return failures;
    }
}
