package dev.vedette.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.vedette.config.SettingsReader;
import dev.vedette.storage.JdbcTraceStore;
import dev.vedette.storage.StoreLocation;
import dev.vedette.telemetry.Span;
import dev.vedette.telemetry.StoredBatch;
import dev.vedette.telemetry.TraceStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The promise behind every OK: what was acknowledged is kept, watched and told of once, though the process is killed. */
@Timeout(300)
class MonitorCrashTest {
    private static final int KILLS = 20;
    private static final int SENDERS = 3;
    private static final long SEED = 20_260_712;

    /** Every so often a server is killed before it is ready, while it repairs and catches up. */
    private static final int EARLY = 5;

    private static final int LOOKED_AT = 40;

    @TempDir
    Path folder;

    private final Random random = new Random(SEED);
    private final List<CrashLoad> senders = new ArrayList<>();
    private final List<Long> readyMillis = new ArrayList<>();

    @Test
    void whatWasAcknowledgedSurvivesTwentyKills() throws Exception {
        Path data = folder.resolve("data");
        Path errors = folder.resolve("errors.txt");
        for (int sender = 0; sender < SENDERS; sender++) {
            senders.add(new CrashLoad(sender, SEED));
        }
        for (int kill = 1; kill <= KILLS; kill++) {
            if (kill % EARLY == 0) {
                killBeforeItIsReady(data, errors);
            } else {
                killUnderLoad(data, errors);
            }
        }
        try (ServerProcess server = ServerProcess.startAnywhere(data, errors)) {
            readyMillis.add(server.awaitReady());
            checkAlerts(new DashboardClient(server.dashboard()));
            checkSomeTraces(new DashboardClient(server.dashboard()));
            server.stop();
            server.awaitEnd();
        }
        checkEverySpan(data);
        checkNoSecret();
        assertThat(Files.readAllLines(errors))
                .as("a store that needs no repair, and no trouble")
                .isEmpty();
        System.out.println(figures());
    }

    private void killUnderLoad(Path data, Path errors) throws Exception {
        try (ServerProcess server = ServerProcess.startAnywhere(data, errors)) {
            readyMillis.add(server.awaitReady());
            List<Thread> threads = new ArrayList<>();
            for (CrashLoad sender : senders) {
                threads.add(new Thread(() -> sender.sendUntilItDies(server.endpoint()), "crash-sender"));
            }
            threads.forEach(Thread::start);
            pause(600 + random.nextInt(900));
            server.kill();
            for (Thread thread : threads) {
                thread.join();
            }
        }
    }

    private void killBeforeItIsReady(Path data, Path errors) throws Exception {
        try (ServerProcess server = ServerProcess.startAnywhere(data, errors)) {
            pause(500 + random.nextInt(1_500));
            server.kill();
        }
    }

    private void checkAlerts(DashboardClient people) {
        Map<String, Integer> alerts = new HashMap<>();
        for (JsonNode alert : people.alerts("SEC-01")) {
            alerts.merge(alert.path("labels").path("agent").asText(), 1, Integer::sum);
            assertThat(alert.path("occurrences").asLong()).isPositive();
        }
        assertThat(alerts.values()).as("alerts for each leak").allMatch(count -> count == 1);
        Set<String> leaks = new HashSet<>();
        senders.forEach(sender -> leaks.addAll(sender.leaks().keySet()));
        assertThat(leaks).as("acknowledged leaks").hasSizeGreaterThan(KILLS).hasSizeLessThan(1_000);
        assertThat(alerts.keySet()).containsAll(leaks);
    }

    private void checkSomeTraces(DashboardClient people) {
        List<String> all = acknowledged();
        for (int look = 0; look < LOOKED_AT; look++) {
            String trace = all.get(random.nextInt(all.size()));
            assertThat(people.json("/api/v1/traces/" + trace).path("rows")).hasSize(CrashLoad.SPANS);
        }
    }

    private void checkEverySpan(Path data) throws IOException {
        Map<String, Integer> found = new HashMap<>();
        Set<String> ids = new HashSet<>();
        try (TraceStore store = JdbcTraceStore.open(
                new StoreLocation.Directory(data),
                Watchers.of(SettingsReader.read("test", "", Map.of())).decoder(),
                InstantSource.system())) {
            long position = store.tail();
            for (List<StoredBatch> page = store.after(position, 200);
                    !page.isEmpty();
                    page = store.after(position, 200)) {
                for (StoredBatch stored : page) {
                    for (Span span : stored.batch().spans()) {
                        assertThat(ids.add(span.traceId() + span.spanId()))
                                .as("no span twice")
                                .isTrue();
                        found.merge(span.traceId(), 1, Integer::sum);
                    }
                    position = stored.position();
                }
            }
        }
        for (String trace : acknowledged()) {
            assertThat(found).as("acknowledged trace %s", trace).containsEntry(trace, CrashLoad.SPANS);
        }
    }

    private void checkNoSecret() throws IOException {
        Set<String> secrets = new HashSet<>();
        senders.forEach(sender -> secrets.addAll(sender.leaks().values()));
        assertThat(RawBytes.any(folder, file -> holdsAny(secrets, file)))
                .as("a secret on disk")
                .isFalse();
    }

    private static boolean holdsAny(Set<String> secrets, String text) {
        String start = "AKI" + "A";
        for (int at = text.indexOf(start); at >= 0; at = text.indexOf(start, at + 1)) {
            if (secrets.contains(text.substring(at, Math.min(text.length(), at + CrashLoad.SECRET_LENGTH)))) {
                return true;
            }
        }
        return false;
    }

    private List<String> acknowledged() {
        List<String> all = new ArrayList<>();
        senders.forEach(sender -> all.addAll(sender.acknowledged()));
        return all;
    }

    private Map<String, String> figures() {
        Map<String, String> figures = new TreeMap<>();
        figures.put(
                "spans sent",
                Long.toString(senders.stream().mapToLong(CrashLoad::sent).sum()));
        figures.put(
                "spans acknowledged and found", Integer.toString(acknowledged().size() * CrashLoad.SPANS));
        figures.put(
                "leaks acknowledged, one alert each",
                Integer.toString(senders.stream()
                        .mapToInt(sender -> sender.leaks().size())
                        .sum()));
        figures.put(
                "requests refused",
                Long.toString(senders.stream().mapToLong(CrashLoad::refused).sum()));
        figures.put("milliseconds from start to ready", readyMillis.toString());
        return figures;
    }

    private static void pause(long millis) {
        LockSupport.parkNanos(Duration.ofMillis(millis).toNanos());
    }
}
