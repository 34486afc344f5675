package dev.vedette.agent.openai;

import com.openai.client.OpenAIClient;
import com.openai.client.okhttp.OpenAIOkHttpClient;
import com.openai.core.LogLevel;
import com.openai.core.RequestOptions;
import com.openai.core.Timeout;
import dev.vedette.agent.openai.Dialect.Question;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Asks on threads of its own. A thread that waits for the network cannot be interrupted, so the calling thread must
 * not be that thread: it waits at an {@link Exchange}, which it can leave at any time.
 */
final class Transport {
    private static final Duration CONNECT_LIMIT = Duration.ofSeconds(10);
    /** The exchange ends a call that takes too long; the HTTP client's own limit only sweeps up after it. */
    private static final Duration SWEEP = Duration.ofSeconds(5);
    /** What the HTTP client can count. */
    private static final Duration LONGEST = Duration.ofDays(1);

    private static final AtomicInteger THREADS = new AtomicInteger();

    private final Settings settings;
    private final ExecutorService threads = Executors.newCachedThreadPool(Transport::thread);
    private @Nullable OpenAIClient client;

    Transport(Settings settings) {
        this.settings = settings;
    }

    /** Begins to ask; the exchange is told how it goes. */
    void start(Question question, Exchange exchange, Duration timeLimit) {
        threads.execute(() -> exchange.carry(
                () -> question.ask(client(), options(timeLimit), exchange),
                failure -> Faults.of(failure, exchange.hasBegun(), settings.clock())));
    }

    /** Loading the client's classes takes about a second, so it is left to the first call. */
    private synchronized OpenAIClient client() {
        if (client == null) {
            client = built();
        }
        return client;
    }

    /** The key is no business of the client's: {@link Wire} adds it at the last moment. */
    private OpenAIClient built() {
        OpenAIOkHttpClient.Builder builder = OpenAIOkHttpClient.builder()
                .baseUrl(settings.address().url())
                .apiKey("the client wants one")
                .removeHeaders("Authorization")
                .addInterceptor(new Wire())
                .followRedirects(false)
                .maxRetries(0)
                .responseValidation(false)
                .logLevel(LogLevel.OFF)
                .disableTelemetry(true)
                .putHeader("User-Agent", "vedette");
        if (settings.organization() != null) {
            builder.organization(settings.organization());
        }
        if (settings.project() != null) {
            builder.project(settings.project());
        }
        return builder.build();
    }

    private static RequestOptions options(Duration timeLimit) {
        Duration limit = timeLimit.compareTo(LONGEST) < 0 ? timeLimit : LONGEST;
        return RequestOptions.builder()
                .timeout(Timeout.builder()
                        .connect(CONNECT_LIMIT)
                        .request(limit.plus(SWEEP))
                        .build())
                .build();
    }

    private static Thread thread(Runnable work) {
        Thread thread = new Thread(work, "vedette-model-" + THREADS.incrementAndGet());
        thread.setDaemon(true);
        return thread;
    }
}
