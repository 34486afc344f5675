package dev.vedette.agent;

import java.util.concurrent.Executor;
import java.util.concurrent.Flow;
import java.util.concurrent.SubmissionPublisher;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The events of a run for one subscriber, who may take its time but not for ever. */
final class RunPublisher implements Flow.Publisher<RunEvent> {
    private static final int BUFFERED = 256;
    private static final long PATIENCE_SECONDS = 30;
    private static final Executor SAME_THREAD = Runnable::run;

    private final Function<Consumer<RunEvent>, Run> start;
    private final AtomicBoolean taken = new AtomicBoolean();

    RunPublisher(Function<Consumer<RunEvent>, Run> start) {
        this.start = start;
    }

    @Override
    public void subscribe(Flow.Subscriber<? super RunEvent> subscriber) {
        SubmissionPublisher<RunEvent> publisher = new SubmissionPublisher<>(SAME_THREAD, BUFFERED);
        if (!taken.compareAndSet(false, true)) {
            publisher.subscribe(subscriber);
            publisher.closeExceptionally(new IllegalStateException("a turn has one subscriber"));
            return;
        }
        AtomicReference<@Nullable Run> run = new AtomicReference<>();
        publisher.subscribe(new Leaving(subscriber, () -> stop(run.get())));
        try {
            run.set(start.apply(event -> publish(publisher, event, run)));
        } catch (RuntimeException rejected) {
            publisher.closeExceptionally(rejected);
        }
        if (!publisher.hasSubscribers()) {
            stop(run.get());
        }
    }

    private static void stop(@Nullable Run run) {
        if (run != null) {
            run.stop("nobody listens any more");
        }
    }

    /** Whoever does not keep up, or has cancelled, does not want the run any more. */
    private static void publish(
            SubmissionPublisher<RunEvent> publisher, RunEvent event, AtomicReference<@Nullable Run> run) {
        if (publisher.hasSubscribers()) {
            int lag = publisher.offer(event, PATIENCE_SECONDS, TimeUnit.SECONDS, (late, dropped) -> false);
            if (lag < 0) {
                publisher.closeExceptionally(new IllegalStateException("the subscriber did not keep up"));
            }
        }
        if (!publisher.hasSubscribers()) {
            stop(run.get());
        }
        if (event instanceof RunEvent.Finished) {
            publisher.close();
        }
    }

    /** Notices at once that its subscriber leaves; the next event could be minutes away. */
    private record Leaving(Flow.Subscriber<? super RunEvent> subscriber, Runnable whenLeft)
            implements Flow.Subscriber<RunEvent> {
        @Override
        public void onSubscribe(Flow.Subscription subscription) {
            subscriber.onSubscribe(new Flow.Subscription() {
                @Override
                public void request(long count) {
                    subscription.request(count);
                }

                @Override
                public void cancel() {
                    subscription.cancel();
                    whenLeft.run();
                }
            });
        }

        @Override
        public void onNext(RunEvent event) {
            subscriber.onNext(event);
        }

        @Override
        public void onError(Throwable failure) {
            subscriber.onError(failure);
        }

        @Override
        public void onComplete() {
            subscriber.onComplete();
        }
    }
}
