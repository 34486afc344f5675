package dev.vedette.export;

import dev.vedette.export.Destination.Compression;
import dev.vedette.export.Destination.Protocol;
import dev.vedette.health.Pulse;
import dev.vedette.telemetry.Signal;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A forwarding against a real HTTP server, step by step and on a clock that is moved by hand. */
abstract class ForwardingSteps {
    static final byte[] PAYLOAD = "payload".getBytes(StandardCharsets.UTF_8);
    static final String SECRET = "not-a-" + "real-key";

    final LogDouble log = new LogDouble();
    private final Pulse pulse = new Pulse();
    private final List<Transport> open = new ArrayList<>();
    Instant now = Instant.parse("2026-01-01T00:00:00Z");
    private final InstantSource clock = () -> now;

    @TempDir
    private Path folder;

    HttpBackend backend;
    /** Of the forwarding that was made last. */
    Tally tally = new Tally("unused", pulse);

    @BeforeEach
    void startBackend() throws IOException {
        backend = new HttpBackend();
    }

    @AfterEach
    void stop() {
        open.forEach(Transport::close);
        backend.close();
    }

    void settle(Forwarding forwarding) {
        for (int i = 0; i < 100; i++) {
            if (forwarding.step().isAfter(now)) {
                return;
            }
        }
        throw new AssertionError("did not settle");
    }

    Forwarding forwarding(Destination destination, long maxLag) {
        Transport transport = Transport.to(destination);
        open.add(transport);
        tally = new Tally(destination.name(), pulse);
        return new Forwarding(
                destination,
                log,
                new FileCursorStore(folder),
                transport,
                clock,
                new Backoff(new Random(7)),
                tally,
                maxLag);
    }

    Destination plain(String name) {
        return destination(name, backend.address(), Compression.NONE);
    }

    static Destination destination(String name, URI address, Compression compression) {
        return new Destination(
                name,
                Protocol.HTTP_PROTOBUF,
                address,
                Map.of("Authorization", "Bearer " + SECRET),
                compression,
                EnumSet.allOf(Signal.class),
                Duration.ofSeconds(5));
    }

    String metrics() {
        return new String(pulse.prometheusText(), StandardCharsets.UTF_8);
    }
}
