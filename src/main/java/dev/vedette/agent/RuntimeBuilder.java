package dev.vedette.agent;

import dev.vedette.agent.approval.Approver;
import dev.vedette.agent.brake.BrakeBoard;
import dev.vedette.agent.content.SecretMask;
import dev.vedette.agent.content.SpanContent;
import dev.vedette.agent.instrumentation.Instrumentation;
import dev.vedette.agent.limit.TokenPrice;
import dev.vedette.inspection.FingerprintKey;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Collects what a runtime works with. Whatever is not said is safe. Not thread-safe. */
public final class RuntimeBuilder {
    private static final int MOST_THREADS = 512;
    private static final int IDLE_SECONDS = 30;
    private static final int MOST_CONTENT = 100_000;
    private static final int KEY_BYTES = 32;

    private Telemetry telemetry = Telemetry.none();
    private @Nullable Approver approver;
    private @Nullable BrakeBoard brakes;
    private TokenPrice prices = TokenPrice.unknown();
    private InstantSource clock = InstantSource.system();
    private Pauses pauses = Pauses.real();
    private Duration longestAnswer = Duration.ofMinutes(5);
    private @Nullable URI egressProxy;
    private FingerprintKey key = randomKey();
    private Runnable whenClosed = () -> {};

    RuntimeBuilder() {}

    /** Where what agents do is written; closed with the runtime. */
    public RuntimeBuilder telemetry(Telemetry telemetry) {
        this.telemetry = telemetry;
        return this;
    }

    /** Who is asked for consent; nobody where this is not said, and then everything that needs it is denied. */
    public RuntimeBuilder approver(Approver approver) {
        this.approver = approver;
        return this;
    }

    /** The brakes to heed, such as those that a {@code BrakePoller} fetches from a Vedette. */
    public RuntimeBuilder brakes(BrakeBoard brakes) {
        this.brakes = brakes;
        return this;
    }

    /** What models cost. A policy that limits money refuses models whose price is not known. */
    public RuntimeBuilder prices(TokenPrice prices) {
        this.prices = prices;
        return this;
    }

    /** The time. */
    public RuntimeBuilder clock(InstantSource clock) {
        this.clock = clock;
        return this;
    }

    /** How long one answer of a model may take, at most; five minutes where nobody says. */
    public RuntimeBuilder longestAnswer(Duration limit) {
        this.longestAnswer = limit;
        return this;
    }

    /** The proxy that tools must take to the outside; they are told of it, and it alone can hold them to it. */
    public RuntimeBuilder egressProxy(URI proxy) {
        this.egressProxy = proxy;
        return this;
    }

    /** The key of fingerprints, so that they are the same in several processes; random where nobody says. */
    public RuntimeBuilder fingerprintKey(FingerprintKey key) {
        this.key = key;
        return this;
    }

    /** Something to close with the runtime, such as a proxy or a poller. */
    public RuntimeBuilder closing(Runnable more) {
        Runnable before = whenClosed;
        this.whenClosed = () -> {
            more.run();
            before.run();
        };
        return this;
    }

    RuntimeBuilder pauses(Pauses pauses) {
        this.pauses = pauses;
        return this;
    }

    /** The runtime. */
    public AgentRuntime build() {
        return new AgentRuntime(parts(SecretMask.withKey(key)), threads());
    }

    /** With this mask. A seam, so that a mask can be broken. */
    RuntimeParts parts(SecretMask mask) {
        Instrumentation instrumentation = new Instrumentation(
                telemetry.openTelemetry(),
                telemetry.capture(),
                new SpanContent(mask, MOST_CONTENT)::mask,
                key,
                System::nanoTime);
        return new RuntimeParts(
                telemetry,
                instrumentation,
                mask,
                approver == null ? Approver.denyAll(clock) : approver,
                brakes == null ? new BrakeBoard(clock) : brakes,
                prices,
                clock,
                pauses,
                longestAnswer,
                egressProxy,
                whenClosed);
    }

    /** Threads come and go; one more than there are is a refusal, never a queue that a run could wait in for ever. */
    static ExecutorService threads() {
        AtomicInteger count = new AtomicInteger();
        ThreadFactory factory = task -> {
            Thread thread = new Thread(task, "vedette-agent-" + count.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        };
        return new ThreadPoolExecutor(
                0, MOST_THREADS, IDLE_SECONDS, TimeUnit.SECONDS, new SynchronousQueue<>(), factory);
    }

    private static FingerprintKey randomKey() {
        byte[] bytes = new byte[KEY_BYTES];
        new SecureRandom().nextBytes(bytes);
        return FingerprintKey.of(bytes);
    }
}
