package dev.vedette.notify;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class LoopTest {
    private static final Duration LONG = Duration.ofMinutes(10);

    @Test
    void goesOnAfterAFailureWhenItIsWoken() throws InterruptedException {
        CountDownLatch failed = new CountDownLatch(1);
        CountDownLatch worked = new CountDownLatch(1);
        AtomicInteger calls = new AtomicInteger();
        Loop loop = new Loop(
                "test-loop",
                () -> {
                    if (calls.getAndIncrement() == 0) {
                        failed.countDown();
                        throw new IllegalStateException("the store is away");
                    }
                    worked.countDown();
                    return false;
                },
                LONG);

        loop.start();
        assertThat(failed.await(5, TimeUnit.SECONDS)).isTrue();
        loop.wake();

        assertThat(worked.await(5, TimeUnit.SECONDS)).isTrue();
        loop.stop();
        loop.join(Duration.ofSeconds(5));
    }

    @Test
    void worksWithoutAPauseAsLongAsThereIsWork() throws InterruptedException {
        CountDownLatch portions = new CountDownLatch(100);
        Loop loop = new Loop(
                "test-loop",
                () -> {
                    portions.countDown();
                    return portions.getCount() > 0;
                },
                LONG);

        loop.start();

        assertThat(portions.await(5, TimeUnit.SECONDS)).isTrue();
        loop.stop();
        loop.join(Duration.ofSeconds(5));
    }
}
