package dev.vedette.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vedette.alerting.AlertChange;
import dev.vedette.alerting.AlertState;
import dev.vedette.detection.Severity;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class LiveFeedTest {
    private final InstantSource clock = Instant::now;
    private final TestServer server = new TestServer(new SampleSite(clock));
    private final LiveFeed feed = server.site.feed;

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void newsOfAnAlertArriveWellWithinASecond() throws IOException {
        try (Reader reader = new Reader()) {
            reader.next("hello");
            for (int i = 0; i < 20; i++) {
                long sent = System.nanoTime();
                feed.publishAlerts(List.of(change(i, "x")));
                assertThat(reader.next("alert")).contains(String.format("%016x", i));
                assertThat(System.nanoTime() - sent).isLessThan(TimeUnit.SECONDS.toNanos(1));
            }
        }
    }

    @Test
    void trafficIsGathered() throws IOException {
        try (Reader reader = new Reader()) {
            reader.next("hello");
            long start = System.nanoTime();
            for (int i = 0; i < 40; i++) {
                server.site.liveRun();
            }
            int events = 0;
            long spans = 0;
            long wanted = server.site.pulse.spans().balance().stored();
            while (spans < wanted) {
                spans = TestServer.parse(reader.next("traffic"))
                        .path("lastMinute")
                        .path("spans")
                        .asLong();
                events++;
            }
            long halves = 2 + TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start) / LiveFeed.TICK_MILLIS;
            assertThat((long) events).isLessThanOrEqualTo(halves);
        }
    }

    @Test
    void aReaderThatStopsReadingIsCutOffAndBlocksNobody() throws IOException {
        try (Socket stuck = connect();
                Reader reader = new Reader()) {
            reader.next("hello");
            awaitReaders(2);
            String large = "y".repeat(20_000);
            int published = 0;
            long slowest = 0;
            while (feed.readers() == 2 && published < 20_000) {
                long start = System.nanoTime();
                feed.publishAlerts(List.of(change(published++, large)));
                slowest = Math.max(slowest, System.nanoTime() - start);
                reader.next("alert");
            }
            assertThat(feed.readers()).isEqualTo(1);
            assertThat(slowest).isLessThan(TimeUnit.SECONDS.toNanos(2));
            assertThat(stuck.isClosed()).isFalse();
        }
    }

    @Test
    void aReaderThatWentAwayIsForgotten() throws IOException {
        try (Reader reader = new Reader()) {
            reader.next("hello");
        }
        for (int i = 0; feed.readers() > 0 && i < 20_000; i++) {
            feed.publishAlerts(List.of(change(i, "x")));
        }
        awaitReaders(0);
        assertThat(server.get("/healthz").statusCode()).isEqualTo(200);
    }

    @Test
    void aFloodBecomesOneRefresh() throws IOException {
        try (Reader reader = new Reader()) {
            reader.next("hello");
            List<AlertChange> flood = new ArrayList<>();
            for (int i = 0; i < 1_000; i++) {
                flood.add(change(i, "x"));
            }
            feed.publishAlerts(flood);
            assertThat(reader.next("refresh")).isEqualTo("{}");
        }
    }

    @Test
    void repetitionsAreGatheredByAlert() throws IOException {
        try (Reader reader = new Reader()) {
            reader.next("hello");
            for (int i = 0; i < 100; i++) {
                feed.publishAlerts(List.of(new AlertChange(
                        AlertChange.Kind.REPEATED, change(7, "x").alert())));
            }
            assertThat(reader.next("alert")).contains("repeated");
        }
    }

    @Test
    void closingEndsTheConnections() throws IOException {
        try (Reader reader = new Reader()) {
            reader.next("hello");
            feed.close();
            assertThat(reader.end()).isTrue();
            assertThat(feed.readers()).isZero();
        }
    }

    @Test
    void whoDoesNotAskForEventsIsTold() {
        assertThat(server.get("/api/v1/live").statusCode()).isEqualTo(406);
    }

    private void awaitReaders(int count) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (feed.readers() != count && System.nanoTime() < end) {
            Thread.onSpinWait();
        }
        assertThat(feed.readers()).isEqualTo(count);
    }

    private static AlertChange change(long number, String title) {
        return SampleAlerts.opened(
                String.format("%016x", number),
                Severity.HIGH,
                AlertState.OPEN,
                Instant.EPOCH,
                1,
                SampleAlerts.finding(
                        "R",
                        Severity.HIGH,
                        title,
                        "d",
                        Map.of("agent", "a"),
                        null,
                        Instant.EPOCH,
                        null,
                        List.of(),
                        List.of(),
                        List.of(),
                        List.of()));
    }

    private Socket connect() throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port());
        socket.setSoTimeout(20_000);
        socket.getOutputStream()
                .write("GET /api/v1/live HTTP/1.1\r\nHost: localhost\r\nAccept: text/event-stream\r\n\r\n"
                        .getBytes(StandardCharsets.US_ASCII));
        socket.getOutputStream().flush();
        return socket;
    }

    /** Reads the events of one connection; the chunks' own lines are none and are passed over. */
    private final class Reader implements AutoCloseable {
        private final Socket socket = connect();
        private final BufferedReader lines =
                new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));

        Reader() throws IOException {}

        String next(String name) throws IOException {
            boolean wanted = false;
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.startsWith("event: ")) {
                    wanted = line.equals("event: " + name);
                } else if (wanted && line.startsWith("data: ")) {
                    return line.substring("data: ".length());
                }
            }
            throw new IOException("The stream ended before " + name + ".");
        }

        boolean end() throws IOException {
            String line = lines.readLine();
            while (line != null) {
                line = lines.readLine();
            }
            return true;
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }
}
