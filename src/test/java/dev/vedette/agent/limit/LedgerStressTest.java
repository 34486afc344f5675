package dev.vedette.agent.limit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vedette.agent.identity.Caller;
import dev.vedette.agent.identity.Principal;
import dev.vedette.agent.model.TokenCount;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Many runs and sub-agents at once: whatever the order, no limit is ever passed and every book balances. */
class LedgerStressTest {
    private static final int THREADS = 16;
    private static final int CALLS = 400;
    private static final long OUTPUT = 300_000;
    private static final long PARALLEL = 5;

    private final HandClock clock = new HandClock("2026-05-05T12:00:00Z");
    private final AtomicLong committed = new AtomicLong();
    private final AtomicLong mostCommitted = new AtomicLong();
    private final AtomicLong toolsRunning = new AtomicLong();
    private final AtomicLong mostTools = new AtomicLong();

    static LongStream seeds() {
        return LongStream.rangeClosed(1, 6);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void noLimitIsEverPassed(long seed) throws Exception {
        Ledger ledger = new Ledger(limits(), TokenPrice.of(Map.of("m", TokenPrice.Price.usd("1", "2"))), clock);
        useFromManyThreads(ledger, new SplittableRandom(seed));
        assertThat(mostCommitted.get()).isPositive().isLessThanOrEqualTo(OUTPUT);
        assertThat(mostTools.get()).isPositive().isLessThanOrEqualTo(PARALLEL);
        long left = OUTPUT - committed.get();
        Grant<Reservation> rest = ledger.open(principal("last")).reserve(new ModelDemand("m", 0, left));
        if (left == 0) {
            assertThat(rest).isInstanceOf(Grant.Exhausted.class);
        } else {
            assertThat(((Grant.Granted<Reservation>) rest).held().outputTokens())
                    .isEqualTo(left);
        }
    }

    /** Only the agent's output tokens and tools are short; nothing else gets in the way. */
    private static Limits limits() {
        Limits limits = Limits.standard();
        for (Scope scope : Scope.values()) {
            limits = limits.of(
                    scope,
                    a -> a.steps(1_000_000)
                            .outputTokens(10 * OUTPUT)
                            .usd("1000")
                            .requestsPerMinute(1_000_000)
                            .tokensPerMinute(1_000_000_000)
                            .callsPerTool(1_000_000)
                            .parallelTools(THREADS));
        }
        return limits.of(Scope.AGENT, a -> a.outputTokens(OUTPUT).parallelTools((int) PARALLEL));
    }

    private void useFromManyThreads(Ledger ledger, SplittableRandom random) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        try {
            List<Callable<Void>> work = new ArrayList<>();
            RunBudget shared = ledger.open(principal("shared"));
            for (int i = 0; i < THREADS; i++) {
                SplittableRandom own = random.split();
                RunBudget run = i % 2 == 0 ? shared : ledger.open(principal("r" + i));
                work.add(() -> use(run, own));
            }
            for (Future<Void> done : threads.invokeAll(work, 60, TimeUnit.SECONDS)) {
                done.get();
            }
        } finally {
            threads.shutdownNow();
        }
    }

    private Void use(RunBudget run, SplittableRandom random) {
        for (int call = 0; call < CALLS; call++) {
            if (run.reserve(new ModelDemand("m", random.nextInt(500), 1 + random.nextInt(3_000)))
                    instanceof Grant.Granted<Reservation> granted) {
                finish(granted.held(), random);
            }
            if (run.call("tool") instanceof Grant.Granted<ToolSlot> granted) {
                mostTools.accumulateAndGet(toolsRunning.incrementAndGet(), Math::max);
                Thread.onSpinWait();
                toolsRunning.decrementAndGet();
                granted.held().close();
            }
        }
        return null;
    }

    /** The counter rises after the grant and falls before its end, so it never shows more than the ledger holds. */
    private void finish(Reservation reservation, SplittableRandom random) {
        long reserved = reservation.outputTokens();
        mostCommitted.accumulateAndGet(committed.addAndGet(reserved), Math::max);
        Thread.onSpinWait();
        if (random.nextInt(3) == 0) {
            committed.addAndGet(-reserved);
            reservation.close();
        } else {
            long actual = random.nextLong(reserved + 1);
            committed.addAndGet(actual - reserved);
            reservation.settle(new TokenCount(1, actual, 0, 0, true));
        }
    }

    private static Principal principal(String run) {
        return new Principal(Caller.user("u"), "agent", "1", "s", run, 0);
    }
}
