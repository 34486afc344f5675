package dev.vedette.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vedette.alerting.AlertStore;
import dev.vedette.telemetry.Span;
import dev.vedette.telemetry.StoreException;
import dev.vedette.telemetry.StoredBatch;
import dev.vedette.telemetry.Trace;
import dev.vedette.telemetry.TraceStore;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an acknowledgement means: the record survives a SIGKILL at any moment. */
class CrashTest {
    private static final int KILLS = 20;

    @TempDir
    Path directory;

    private final Random random = new Random();
    private long nextTrace = 1;
    private long position;
    private final Set<Long> spans = new HashSet<>();
    private final Set<Long> alerts = new HashSet<>();

    @Test
    void everythingAcknowledgedIsThereAfterTwentyKills() throws Exception {
        for (int kill = 1; kill <= KILLS; kill++) {
            runAndKill(kill);
            if (kill % 10 == 0) {
                checkEverything();
            }
        }
        assertThat(alerts).hasSizeGreaterThan(KILLS);
    }

    /** Lets a writer get through some commits, then kills it in the middle of whatever it does. */
    private void runAndKill(int round) throws IOException, InterruptedException {
        Process writer = startWriter();
        try (BufferedReader said =
                new BufferedReader(new InputStreamReader(writer.getInputStream(), StandardCharsets.UTF_8))) {
            int lines = 0;
            int enough = 3 + random.nextInt(30);
            for (String line = said.readLine(); line != null; line = said.readLine()) {
                note(line);
                if (++lines == 1 && round == 1) {
                    aSecondProcessIsRefused();
                }
                if (lines == enough) {
                    // By the handle: Process.destroyForcibly would close the pipe with what was said before the end.
                    writer.toHandle().destroyForcibly();
                }
            }
            assertThat(lines)
                    .as("the writer of round %d stopped by itself", round)
                    .isGreaterThanOrEqualTo(enough);
        } finally {
            writer.destroyForcibly().waitFor();
        }
        nextTrace += 1_000_000;
    }

    private Process startWriter() throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx256m",
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-Dlogback.configurationFile=logback-test.xml",
                        "-cp",
                        System.getProperty("java.class.path"),
                        CrashWriter.class.getName(),
                        directory.toString(),
                        Long.toString(nextTrace))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    private void note(String line) {
        String[] words = line.split(" ", -1);
        if (words[0].equals("spans")) {
            for (long trace = Long.parseLong(words[1]); trace < Long.parseLong(words[2]); trace++) {
                spans.add(trace);
            }
            long acknowledged = Long.parseLong(words[3]);
            assertThat(acknowledged).as("positions grow over restarts").isGreaterThan(position);
            position = acknowledged;
        } else if (words[0].equals("alert")) {
            alerts.add(Long.parseLong(words[1]));
        }
    }

    private void aSecondProcessIsRefused() {
        StoreLocation location = new StoreLocation.Directory(directory);
        assertThatThrownBy(() -> JdbcAlertStore.open(location))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining(directory.toString())
                .hasMessageContaining("in use by another process");
    }

    private void checkEverything() {
        StoreLocation location = new StoreLocation.Directory(directory);
        try (TraceStore traces = JdbcTraceStore.open(location, new SampleCodec(), InstantSource.system());
                AlertStore kept = JdbcAlertStore.open(location)) {
            assertThat(traces.head()).isGreaterThanOrEqualTo(position);
            assertThat(idsInLog(traces)).containsAll(wantedIds());
            spans.stream()
                    .filter(trace -> trace % 97 == 0)
                    .forEach(trace -> assertThat(trace(traces, trace).spans()).hasSize(CrashWriter.SPANS));
            assertThat(alerts)
                    .allSatisfy(
                            number -> assertThat(kept.alert("alert-" + number)).isPresent());
            assertThat(kept.waiting()).isGreaterThanOrEqualTo(alerts.size());
            assertThat(kept.position()).isLessThanOrEqualTo(traces.head());
        }
    }

    private static Trace trace(TraceStore traces, long number) {
        return Objects.requireNonNull(traces.trace(SampleSpans.traceId(number), 100));
    }

    private Set<String> wantedIds() {
        Set<String> wanted = new HashSet<>();
        for (long trace : spans) {
            for (int id = 1; id <= CrashWriter.SPANS; id++) {
                wanted.add(SampleSpans.traceId(trace) + SampleSpans.spanId(id));
            }
        }
        return wanted;
    }

    private static Set<String> idsInLog(TraceStore traces) {
        Set<String> ids = new HashSet<>();
        long position = traces.tail();
        for (List<StoredBatch> piece = traces.after(position, 500);
                !piece.isEmpty();
                piece = traces.after(position, 500)) {
            for (StoredBatch stored : piece) {
                for (Span span : stored.batch().spans()) {
                    assertThat(ids.add(span.traceId() + span.spanId())).isTrue();
                }
            }
            position = piece.get(piece.size() - 1).position();
        }
        return ids;
    }
}
