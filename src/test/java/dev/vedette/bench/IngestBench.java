package dev.vedette.bench;

import com.google.protobuf.ByteString;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.resource.v1.Resource;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.ScopeSpans;
import io.opentelemetry.proto.trace.v1.Span;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/**
 * Starts the packaged server in a JVM of its own and sends it spans for some time, then prints what both sides counted.
 *
 * <pre>mvn -q -Pbench verify -Dbench.seconds=300 -Dbench.rate=10000 -Dbench.heap=1g</pre>
 *
 * <p>A rate of 0 sends as fast as is answered. With {@code bench.probes} above 0 it also sends so many leaked keys a
 * second, after {@code bench.warmup} seconds (10), and measures when each alert is on the live feed.
 */
public final class IngestBench {
    private static final int SENDERS = 4;
    private static final int TRACES = 20;

    private final long seconds = Long.getLong("bench.seconds", 60);
    private final long rate = Long.getLong("bench.rate", 0);
    private final long probesPerSecond = Long.getLong("bench.probes", 0);
    private final long warmUpSeconds = Long.getLong("bench.warmup", 10);
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final AtomicLong acknowledged = new AtomicLong();
    private final AtomicLong refused = new AtomicLong();
    private final AtomicLong failed = new AtomicLong();
    private final AtomicLong longestNanos = new AtomicLong();
    private String dashboard = "";
    private String endpoint = "";

    private IngestBench() {}

    /** Runs the bench and prints its figures. */
    public static void main(String[] arguments) throws Exception {
        new IngestBench().run();
    }

    private void run() throws Exception {
        Path data = Files.createTempDirectory("vedette-bench");
        long started = System.nanoTime();
        Process server = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        System.getProperty("bench.option", "-Dbench"),
                        "-Xmx" + System.getProperty("bench.heap", "1g"),
                        "-jar",
                        System.getProperty("bench.jar", "target/vedette.jar"),
                        "serve",
                        "--data",
                        data.toString(),
                        "--port",
                        "0",
                        "--grpc-port",
                        "0",
                        "--http-port",
                        "0")
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try {
            readAddresses(server);
            System.out.printf("start to ready            %,d ms%n", (System.nanoTime() - started) / 1_000_000);
            load(server);
        } finally {
            server.destroy();
            if (!server.waitFor(30, TimeUnit.SECONDS)) {
                server.destroyForcibly();
            }
        }
        System.out.printf("store on disk             %,d MiB in %s%n", size(data) >> 20, data);
    }

    private void readAddresses(Process server) throws IOException {
        BufferedReader lines =
                new BufferedReader(new InputStreamReader(server.getInputStream(), StandardCharsets.UTF_8));
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            if (line.contains("Dashboard")) {
                dashboard = line.substring(line.indexOf("http")).strip();
            }
            if (line.contains("OTEL_EXPORTER_OTLP_ENDPOINT=")) {
                endpoint = line.substring(line.indexOf('=') + 1).strip();
                return;
            }
        }
        throw new IOException("The server ended before it was ready.");
    }

    private void load(Process server) throws Exception {
        LiveProbe probe = new LiveProbe();
        if (probesPerSecond > 0) {
            probe.listen(client, dashboard);
        }
        long cpuBefore = cpuNanos(server);
        long begin = System.nanoTime();
        long end = begin + TimeUnit.SECONDS.toNanos(seconds);
        Thread[] senders = new Thread[SENDERS];
        for (int sender = 0; sender < SENDERS; sender++) {
            LoadTemplate template = new LoadTemplate(sender, TRACES);
            senders[sender] = new Thread(() -> send(template, end), "bench-sender-" + sender);
            senders[sender].start();
        }
        Thread prober = new Thread(() -> sendProbes(probe, end), "bench-prober");
        prober.start();
        for (long tick = begin + TimeUnit.SECONDS.toNanos(10); tick < end; tick += TimeUnit.SECONDS.toNanos(10)) {
            LockSupport.parkNanos(tick - System.nanoTime());
            System.out.printf(
                    Locale.ROOT,
                    "%4d s  %,10d spans acknowledged  %,9.0f spans/s so far%n",
                    (System.nanoTime() - begin) / 1_000_000_000,
                    acknowledged.get(),
                    acknowledged.get() / ((System.nanoTime() - begin) / 1e9));
        }
        for (Thread sender : senders) {
            sender.join();
        }
        prober.join();
        report(server, probe, (System.nanoTime() - begin) / 1e9, cpuNanos(server) - cpuBefore);
    }

    private void send(LoadTemplate template, long end) {
        long gap = rate == 0 ? 0 : TimeUnit.SECONDS.toNanos(1) * template.spans() * SENDERS / rate;
        long next = System.nanoTime();
        while (System.nanoTime() < end) {
            if (gap > 0) {
                LockSupport.parkNanos(Math.max(0, next - System.nanoTime()));
                next += gap;
            }
            post(template.next(now()), template.spans());
        }
    }

    private void sendProbes(LiveProbe probe, long end) {
        SplittableRandom random = new SplittableRandom(7);
        LockSupport.parkNanos(TimeUnit.SECONDS.toNanos(probesPerSecond > 0 ? warmUpSeconds : 0));
        for (int number = 0; probesPerSecond > 0 && System.nanoTime() < end; number++) {
            LockSupport.parkNanos(TimeUnit.SECONDS.toNanos(1) / probesPerSecond);
            String agent = "probe-agent-" + number;
            byte[] request = leak(agent, random);
            probe.sent(agent);
            post(request, 1);
        }
        LockSupport.parkNanos(TimeUnit.SECONDS.toNanos(3));
    }

    private void post(byte[] body, int spans) {
        long started = System.nanoTime();
        HttpRequest request = HttpRequest.newBuilder(URI.create(endpoint + "/v1/traces"))
                .header("Content-Type", "application/x-protobuf")
                .timeout(Duration.ofSeconds(30))
                .POST(HttpRequest.BodyPublishers.ofByteArray(body))
                .build();
        try {
            int status =
                    client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
            (status == 200 ? acknowledged : status == 429 || status == 503 ? refused : failed).addAndGet(spans);
        } catch (IOException broken) {
            failed.addAndGet(spans);
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        }
        longestNanos.accumulateAndGet(System.nanoTime() - started, Math::max);
    }

    private void report(Process server, LiveProbe probe, double elapsed, long cpuNanos) throws Exception {
        System.out.printf(
                Locale.ROOT,
                "asked for                 %s spans/s for %d s%n",
                rate == 0 ? "as many as possible" : rate,
                seconds);
        System.out.printf(
                Locale.ROOT,
                "acknowledged (durable)    %,d spans, %,.0f spans/s%n",
                acknowledged.get(),
                acknowledged.get() / elapsed);
        System.out.printf(
                Locale.ROOT, "told to try again         %,d spans; failed %,d%n", refused.get(), failed.get());
        System.out.printf(Locale.ROOT, "slowest request           %,d ms%n", longestNanos.get() / 1_000_000);
        System.out.printf(Locale.ROOT, "server CPU                %.2f cores%n", cpuNanos / 1e9 / elapsed);
        System.out.printf(Locale.ROOT, "server memory (peak)      %s%n", peakMemory(server));
        if (probesPerSecond > 0) {
            List<Long> delays = probe.delaysNanos();
            System.out.printf(
                    Locale.ROOT,
                    "alert on the live feed    after %d s of warm-up: %d alerts, %d missing, p50 %d ms, p99 %d ms, worst %d ms%n",
                    warmUpSeconds,
                    delays.size(),
                    probe.missing(),
                    percentile(delays, 0.50),
                    percentile(delays, 0.99),
                    percentile(delays, 1.0));
        }
        String metrics = client.send(
                        HttpRequest.newBuilder(URI.create(dashboard + "/metrics"))
                                .build(),
                        HttpResponse.BodyHandlers.ofString())
                .body();
        metrics.lines()
                .filter(line -> line.startsWith("vedette_records_total{") && line.contains("traces"))
                .forEach(line -> System.out.println("server says               " + line));
    }

    private static byte[] leak(String agent, SplittableRandom random) {
        String alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
        StringBuilder key = new StringBuilder("AKIA");
        while (key.length() < 20) {
            key.append(alphabet.charAt(random.nextInt(alphabet.length())));
        }
        long now = now();
        Span span = Span.newBuilder()
                .setTraceId(ByteString.copyFrom(ByteBuffer.allocate(16)
                        .putLong(random.nextLong())
                        .putLong(1)
                        .array()))
                .setSpanId(ByteString.copyFrom(
                        ByteBuffer.allocate(8).putLong(random.nextLong() | 1).array()))
                .setName("execute_tool send_email")
                .setStartTimeUnixNano(now - 1_000_000)
                .setEndTimeUnixNano(now)
                .addAttributes(text("gen_ai.operation.name", "execute_tool"))
                .addAttributes(text("gen_ai.agent.name", agent))
                .addAttributes(text("gen_ai.tool.name", "send_email"))
                .addAttributes(text("gen_ai.tool.call.arguments", "{\"body\":\"aws key " + key + "\"}"))
                .build();
        return ExportTraceServiceRequest.newBuilder()
                .addResourceSpans(ResourceSpans.newBuilder()
                        .setResource(Resource.newBuilder().addAttributes(text("service.name", "probe-service")))
                        .addScopeSpans(ScopeSpans.newBuilder().addSpans(span)))
                .build()
                .toByteArray();
    }

    private static KeyValue text(String key, String value) {
        return KeyValue.newBuilder()
                .setKey(key)
                .setValue(AnyValue.newBuilder().setStringValue(value))
                .build();
    }

    private static long now() {
        Instant now = Instant.now();
        return now.getEpochSecond() * 1_000_000_000L + now.getNano();
    }

    private static long percentile(List<Long> sortedNanos, double share) {
        if (sortedNanos.isEmpty()) {
            return -1;
        }
        return sortedNanos.get((int) Math.ceil(share * sortedNanos.size()) - 1) / 1_000_000;
    }

    private static long cpuNanos(Process process) {
        return process.info().totalCpuDuration().map(Duration::toNanos).orElse(0L);
    }

    private static String peakMemory(Process process) throws IOException {
        try (var lines = Files.lines(Path.of("/proc", Long.toString(process.pid()), "status"))) {
            return lines.filter(line -> line.startsWith("VmHWM"))
                    .findFirst()
                    .orElse("unknown")
                    .strip();
        }
    }

    private static long size(Path folder) throws IOException {
        try (var files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile)
                    .mapToLong(file -> file.toFile().length())
                    .sum();
        }
    }
}
