package dev.vedette.export;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vedette.health.Pulse;
import dev.vedette.telemetry.Signal;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The thread around the steps. */
@Timeout(30)
class ForwarderTest {
    private static final byte[] PAYLOAD = "payload".getBytes(StandardCharsets.UTF_8);

    private final LogDouble log = new LogDouble();

    @TempDir
    private Path folder;

    @Test
    void forwardsWhenWokenAndDrainsWhenClosed() throws IOException {
        try (HttpBackend backend = new HttpBackend()) {
            Forwarder forwarder = forwarder(backend.address());
            new FileCursorStore(folder).save("d", 0);
            forwarder.start();
            log.addSpans(PAYLOAD, 1);
            forwarder.wake();
            waitFor(() -> forwarder.status().sent() == 1);
            for (int i = 0; i < 50; i++) {
                log.addSpans(PAYLOAD, 1);
            }
            forwarder.close();

            assertThat(backend.received()).hasSize(51);
            assertThat(forwarder.status().lag()).isZero();
            assertThat(new FileCursorStore(folder).load("d")).isEqualTo(51);
        }
    }

    @Test
    void closesSoonAlthoughTheBackendNeverAnswers() throws IOException {
        try (ServerSocket silent = new ServerSocket(0)) {
            Forwarder forwarder = forwarder(URI.create("http://127.0.0.1:" + silent.getLocalPort()));
            new FileCursorStore(folder).save("d", 0);
            log.addSpans(PAYLOAD, 1);
            forwarder.start();
            waitFor(() -> Thread.getAllStackTraces().keySet().stream()
                    .anyMatch(thread -> thread.getName().equals("forward-d")));
            long start = System.nanoTime();
            forwarder.close();

            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(4));
            assertThat(forwarder.status().sent()).isZero();
            assertThat(new FileCursorStore(folder).load("d")).isZero();
        }
    }

    private Forwarder forwarder(URI address) {
        return new Forwarder(
                new Destination(
                        "d",
                        Destination.Protocol.HTTP_PROTOBUF,
                        address,
                        Map.of(),
                        Destination.Compression.GZIP,
                        Set.of(Signal.TRACES),
                        Duration.ofSeconds(30)),
                log,
                new FileCursorStore(folder),
                new Pulse(),
                InstantSource.system(),
                new Random(1),
                1_000);
    }

    private static void waitFor(BooleanSupplier condition) {
        while (!condition.getAsBoolean()) {
            Thread.onSpinWait();
        }
    }
}
