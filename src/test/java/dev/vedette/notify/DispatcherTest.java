package dev.vedette.notify;

import static dev.vedette.notify.Samples.NOON;
import static dev.vedette.notify.Samples.notification;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vedette.alerting.AlertStore.DeliveryRecord;
import dev.vedette.alerting.Delivery;
import dev.vedette.alerting.InMemoryAlertStore;
import dev.vedette.alerting.Notification;
import dev.vedette.alerting.Notifier;
import dev.vedette.detection.Severity;
import dev.vedette.health.Pulse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class DispatcherTest {
    private final InMemoryAlertStore store = new InMemoryAlertStore();
    private final Pulse pulse = new Pulse();

    @Test
    void deliversOnceAndNotesIt() {
        Recorder ops = new Recorder("ops", n -> new Delivery.Delivered());
        save(notification("a", "ops"));
        Dispatcher dispatcher = dispatcher(ops);

        assertThat(dispatcher.step(NOON)).isEqualTo(1);
        assertThat(dispatcher.step(NOON.plusSeconds(60))).isZero();

        assertThat(ops.seen).containsExactly("a");
        assertThat(store.waiting()).isZero();
        assertThat(store.deliveries(10)).extracting(DeliveryRecord::outcome).containsExactly("delivered");
        assertThat(new String(pulse.prometheusText(), StandardCharsets.UTF_8))
                .contains("vedette_notifications_total{of=\"delivered\"} 1.0", "vedette_notifications_waiting 0.0");
    }

    @Test
    void triesAgainOnScheduleUntilItWorks() {
        Recorder ops = new Recorder(
                "ops", n -> n.attempts() < 2 ? new Delivery.Retry(null, "answered 500") : new Delivery.Delivered());
        save(notification("a", "ops"));
        Dispatcher dispatcher = dispatcher(ops);

        assertThat(dispatcher.step(NOON)).isEqualTo(1);
        assertThat(dispatcher.step(NOON.plusMillis(4_999))).isZero();
        assertThat(dispatcher.step(NOON.plusSeconds(5))).isEqualTo(1);
        assertThat(dispatcher.step(NOON.plusSeconds(5 + 299))).isZero();
        assertThat(dispatcher.step(NOON.plusSeconds(5 + 300))).isEqualTo(1);
        assertThat(store.waiting()).isZero();
        assertThat(ops.seen).containsExactly("a", "a", "a");
    }

    @Test
    void givesUpAfterTenAttemptsInThreeDaysAndSaysWhy() {
        Recorder ops = new Recorder("ops", n -> new Delivery.Retry(null, "cannot connect"));
        save(notification("a", "ops"));
        Dispatcher dispatcher = dispatcher(ops);

        for (int hour = 0; hour < 24 * 5; hour++) {
            for (int second = 0; second < 3600; second += 5) {
                dispatcher.step(NOON.plus(Duration.ofHours(hour)).plusSeconds(second));
            }
        }

        assertThat(ops.seen).hasSize(10);
        assertThat(store.waiting()).isZero();
        assertThat(store.deliveries(1).get(0).outcome())
                .isEqualTo("refused: given up after many attempts: cannot connect");
        assertThat(store.deliveries(1).get(0).at())
                .isBetween(NOON.plus(Duration.ofHours(75)), NOON.plus(Duration.ofHours(76)));
    }

    @Test
    void aReceiverThatAsksForTimeGetsItForAllItsMessages() {
        Recorder ops = new Recorder("ops", n -> new Delivery.Retry(Duration.ofMinutes(2), "answered 429"));
        save(notification("a", "ops"), notification("b", "ops"));
        Dispatcher dispatcher = dispatcher(ops);

        assertThat(dispatcher.step(NOON)).isEqualTo(1);
        assertThat(dispatcher.step(NOON.plusSeconds(119))).isZero();
        assertThat(dispatcher.step(NOON.plusSeconds(120))).isEqualTo(1);
    }

    @Test
    void aDeadReceiverDoesNotBurnTheAttemptsOfAllThatWaits() {
        Recorder ops = new Recorder("ops", n -> new Delivery.Retry(null, "cannot connect"));
        for (int i = 0; i < 50; i++) {
            save(notification("n" + i, "ops"));
        }
        Dispatcher dispatcher = dispatcher(ops);

        for (int second = 0; second < 60; second++) {
            dispatcher.step(NOON.plusSeconds(second));
        }

        assertThat(ops.seen).hasSizeBetween(5, 8);
    }

    @Test
    void goneDisablesTheReceiverAndTheRestWaitsUntilItIsEnabled() {
        boolean[] gone = {true};
        Recorder ops = new Recorder(
                "ops", n -> gone[0] ? new Delivery.Refused("answered 410", true) : new Delivery.Delivered());
        save(notification("a", "ops"), notification("b", "ops"));
        Dispatcher dispatcher = dispatcher(ops);

        assertThat(dispatcher.step(NOON)).isEqualTo(1);
        assertThat(store.disabledReceivers()).containsExactly("ops");
        assertThat(dispatcher.step(NOON.plusSeconds(3600))).isZero();

        gone[0] = false;
        store.enableReceiver("ops");
        assertThat(dispatcher.step(NOON.plusSeconds(3601))).isEqualTo(1);
    }

    @Test
    void messagesToAReceiverThatIsNoLongerConfiguredAreRefusedWithTheReason() {
        save(notification("a", "former"));

        dispatcher(new Recorder("ops", n -> new Delivery.Delivered())).step(NOON);

        assertThat(store.waiting()).isZero();
        assertThat(store.deliveries(1).get(0).outcome())
                .isEqualTo("refused: the configuration names no receiver former");
    }

    @Test
    void aStormIsSlowedDownAndNothingOfItIsDroppedAndTheWorstGoesFirst() {
        Recorder ops = new Recorder("ops", n -> new Delivery.Delivered());
        for (int i = 0; i < 60; i++) {
            save(notification("low" + i, "ops", Severity.LOW, NOON));
        }
        Dispatcher dispatcher = dispatcher(ops);
        while (dispatcher.step(NOON) > 0) {
            assertThat(ops.seen.size()).isLessThanOrEqualTo(30);
        }
        assertThat(ops.seen).hasSize(30);
        store.save(List.of(), List.of(notification("worst", "ops", Severity.CRITICAL, NOON.minusSeconds(1))), -1);

        dispatcher.step(NOON.plusSeconds(2));
        assertThat(ops.seen).hasSize(31).endsWith("worst");

        for (int second = 3; second < 120; second++) {
            dispatcher.step(NOON.plusSeconds(second));
        }
        assertThat(ops.seen).hasSize(61).doesNotHaveDuplicates();
    }

    @Test
    void aDefectOfANotifierIsAFailureToBeTriedAgain() {
        Recorder ops = new Recorder("ops", n -> {
            throw new IllegalStateException("defect");
        });
        save(notification("a", "ops"));

        dispatcher(ops).step(NOON);

        assertThat(store.deliveries(1).get(0).outcome()).isEqualTo("retry: internal failure: IllegalStateException");
        assertThat(store.waiting()).isEqualTo(1);
    }

    @Test
    void figuresAreShownAlsoWhenTheStoreIsAway() {
        dispatcher();
        store.close();

        assertThat(new String(pulse.prometheusText(), StandardCharsets.UTF_8))
                .contains("vedette_notifications_waiting NaN");
    }

    @Test
    void namesMustDiffer() {
        Recorder ops = new Recorder("ops", n -> new Delivery.Delivered());

        assertThatThrownBy(() -> dispatcher(ops, ops)).hasMessage("Two receivers are named ops.");
    }

    @Test
    void aReceiverThatHangsDelaysNoOtherAndNewsArriveWithinASecond() throws InterruptedException {
        CountDownLatch release = new CountDownLatch(1);
        CountDownLatch arrived = new CountDownLatch(1);
        CountDownLatch hangs = new CountDownLatch(1);
        Recorder dead = new Recorder("dead", n -> {
            hangs.countDown();
            await(release);
            return new Delivery.Retry(null, "no answer in time");
        });
        Recorder alive = new Recorder("alive", n -> {
            arrived.countDown();
            return new Delivery.Delivered();
        });
        Instant now = Instant.now();
        for (int i = 0; i < 700; i++) {
            save(notification("d" + i, "dead", Severity.CRITICAL, now.minusSeconds(60)));
        }
        try (Dispatcher dispatcher =
                new Dispatcher(store, List.of(dead, alive), InstantSource.system(), () -> 0L, new Pulse())) {
            dispatcher.start();
            await(hangs);
            save(notification("a", "alive", Severity.LOW, now));
            dispatcher.wake();
            assertThat(arrived.await(1, TimeUnit.SECONDS)).isTrue();
            release.countDown();
        }
        assertThat(dead.seen).hasSize(1);
    }

    @Test
    void whatIsSaidOfOneAlertStaysInOrderThoughItGotWorse() {
        Recorder ops = new Recorder("ops", n -> new Delivery.Delivered());
        save(notification("opened", "ops", Severity.MEDIUM, NOON.minusMillis(2)));
        save(notification("escalated", "ops", Severity.CRITICAL, NOON.minusMillis(1)));

        dispatcher(ops).step(NOON);

        assertThat(ops.seen).containsExactly("opened", "escalated");
    }

    private void save(Notification... notifications) {
        store.save(List.of(), List.of(notifications), -1);
    }

    private Dispatcher dispatcher(Notifier... notifiers) {
        return new Dispatcher(store, List.of(notifiers), () -> NOON, () -> 0L, pulse);
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(10, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private static final class Recorder implements Notifier {
        private final List<String> seen = new ArrayList<>();
        private final String receiver;
        private final Function<Notification, Delivery> behaviour;

        private Recorder(String receiver, Function<Notification, Delivery> behaviour) {
            this.receiver = receiver;
            this.behaviour = behaviour;
        }

        @Override
        public String receiver() {
            return receiver;
        }

        @Override
        public Delivery send(Notification notification, Instant now) {
            seen.add(notification.id());
            return behaviour.apply(notification);
        }
    }
}
