package dev.vedette.storage;

import dev.vedette.telemetry.ActivityQuery;
import dev.vedette.telemetry.Epoch;
import dev.vedette.telemetry.Span;
import dev.vedette.telemetry.TraceQuery;
import dev.vedette.telemetry.TraceStore;
import dev.vedette.telemetry.TraceStore.Arrival;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Measures appending, searching, dropping and opening, and prints it.
 *
 * <p>{@code StoreThroughput SPANS [SPANS_PER_COMMIT [JDBC_URL]]}; without a URL an H2 file in a temporary directory.
 * Spans come in requests of 100 with 2 kB of content each, ten spans to a trace and ten traces
 * to a session, as a fleet sends 10,000 a second.
 */
final class StoreThroughput {
    private static final int REQUEST = 100;
    private static final int TRACE = 10;
    private static final int SESSION = 10;
    private static final int CONTENT = 2_000;

    private final Random random = new Random(1);
    private final String text = words(200_000);
    private long next = 1;

    private StoreThroughput() {}

    public static void main(String[] arguments) throws IOException {
        int spans = Integer.parseInt(arguments[0]);
        int commit = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 1_000;
        Path directory = Files.createTempDirectory("vedette-throughput");
        StoreLocation location = arguments.length > 2
                ? new StoreLocation.Server(arguments[2], null, null)
                : new StoreLocation.Directory(directory);
        new StoreThroughput().run(location, spans, commit);
    }

    private void run(StoreLocation location, int spans, int commit) {
        TraceStore store = timed("open, empty", () -> open(location));
        append(store, spans, commit);
        print("size: %d MB, %d bytes per span", store.sizeBytes() >> 20, store.sizeBytes() / spans);
        for (int round = 0; round < 2; round++) {
            search(store);
        }
        timed("close", () -> {
            store.close();
            return store;
        });
        timed("open, full", () -> open(location)).close();
        TraceStore again = timed("open, full, again", () -> open(location));
        timed("append 100 after opening", () -> again.append(arrivals(again.head(), 1)));
        timed("drop the day", () -> again.retain(Long.MAX_VALUE, 0));
        again.append(arrivals(again.head(), 1));
        print("size after dropping: %d MB", again.sizeBytes() >> 20);
        again.close();
    }

    private static TraceStore open(StoreLocation location) {
        return JdbcTraceStore.open(
                location, new SampleCodec(), InstantSource.offset(InstantSource.system(), Duration.ofDays(1)));
    }

    private void append(TraceStore store, int spans, int commit) {
        long wall = 0;
        long cpu = 0;
        long worst = 0;
        int done = 0;
        while (done < spans) {
            List<Arrival> arrivals = arrivals(done, commit / REQUEST);
            long cpuBefore = processNanos();
            long before = System.nanoTime();
            store.append(arrivals);
            long took = System.nanoTime() - before;
            wall += took;
            cpu += processNanos() - cpuBefore;
            worst = Math.max(worst, took);
            done += arrivals.size() * REQUEST;
            if (done % (spans / 5) < commit) {
                print(
                        "%,d spans: %,.0f spans/s so far, %,.0f per CPU second",
                        done, done * 1e9 / wall, done * 1e9 / cpu);
            }
        }
        print("worst commit: %d ms", worst / 1_000_000);
    }

    private List<Arrival> arrivals(long done, int requests) {
        List<Arrival> arrivals = new ArrayList<>();
        long now = Epoch.nanos(Instant.now());
        for (int request = 0; request < requests; request++) {
            List<Span> spans = new ArrayList<>();
            for (int index = 0; index < REQUEST; index++) {
                long number = next++;
                Span span = SampleSpans.random(random, number, number / TRACE, ended(number), content());
                spans.add(span.withActor(span.actor().inSession(session(number))));
            }
            arrivals.add(new Arrival(now + done, SampleCodec.spans(spans)));
        }
        return arrivals;
    }

    private static String session(long number) {
        return "conversation " + number / TRACE / SESSION;
    }

    /** As from a live fleet of 10,000 spans/s: about now, a few seconds out of order. */
    private long ended(long number) {
        return SampleSpans.NOON_NANOS + number * 100_000 + random.nextInt(5_000) * 1_000_000L;
    }

    private String content() {
        int from = random.nextInt(text.length() - CONTENT);
        return text.substring(from, from + CONTENT);
    }

    private String words(int length) {
        StringBuilder words = new StringBuilder();
        while (words.length() < length) {
            int letters = 2 + random.nextInt(8);
            for (int letter = 0; letter < letters; letter++) {
                words.append((char) ('a' + Math.abs(random.nextGaussian() * 6) % 26));
            }
            words.append(' ');
        }
        return words.toString();
    }

    private void search(TraceStore store) {
        String someTrace = SampleSpans.traceId(next / TRACE / 2);
        timed("newest 50 traces", () -> store.find(TraceQuery.between(0, Long.MAX_VALUE, 50)));
        timed("50 traces by tool and error", () -> store.find(query("shell", null)));
        timed("a session's traces", () -> store.find(inSession(session(next / 2))));
        timed("nothing by text", () -> store.find(query(null, "nowhere to be found")));
        timed("by trace id", () -> store.find(query(null, someTrace)));
        timed("one trace", () -> String.valueOf(store.trace(someTrace, 1_000)));
        timed("an hour's totals", () -> store.activity(new ActivityQuery(0, Long.MAX_VALUE, 1)));
    }

    private static TraceQuery query(@Nullable String tool, @Nullable String text) {
        return new TraceQuery(
                0, Long.MAX_VALUE, null, null, tool, null, null, null, null, tool != null, text, 50, Long.MAX_VALUE);
    }

    private static TraceQuery inSession(String session) {
        return new TraceQuery(
                0, Long.MAX_VALUE, null, null, null, null, session, null, null, false, null, 50, Long.MAX_VALUE);
    }

    private static <T> T timed(String what, Supplier<T> work) {
        long before = System.nanoTime();
        T result = work.get();
        print("%s: %.1f ms", what, (System.nanoTime() - before) / 1e6);
        return result;
    }

    private static long processNanos() {
        return ManagementFactory.getPlatformMXBean(com.sun.management.OperatingSystemMXBean.class)
                .getProcessCpuTime();
    }

    @com.google.errorprone.annotations.FormatMethod
    private static void print(String format, Object... values) {
        System.out.println(format.formatted(values));
    }
}
