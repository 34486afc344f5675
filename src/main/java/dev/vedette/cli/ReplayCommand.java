package dev.vedette.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vedette.app.Watchers;
import dev.vedette.detection.DetectionEngine;
import dev.vedette.detection.Finding;
import dev.vedette.pipeline.Replay;
import dev.vedette.telemetry.TelemetryBatch;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Watches the past. */
@Command(
        name = "replay",
        description = {
            "Runs files of traces through the same decoding, inspection and detection as live traffic, on the traces'"
                    + " own time, and prints findings as JSON lines; a summary goes to standard error.",
            "A file holds one OTLP/JSON ExportTraceServiceRequest a line; '.gz' is allowed."
        },
        mixinStandardHelpOptions = true,
        versionProvider = Version.class)
final class ReplayCommand implements Callable<Integer> {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration WEEK = Duration.ofDays(7);

    @Spec
    private @Nullable CommandSpec command;

    @Mixin
    private ServeOptions options = new ServeOptions();

    @Option(
            names = "--learn",
            paramLabel = "FILE",
            arity = "1..*",
            description =
                    "Only teaches baselines and gives no findings. Takes the files that follow as long as they lie"
                            + " in the folder of the first, or up to '--'. Times are moved by whole weeks to lie before the"
                            + " files that are watched.")
    private List<Path> learn = List.of();

    @Parameters(paramLabel = "FILE", arity = "0..*", description = "Files to watch.")
    private List<Path> files = List.of();

    private final Set<String> traces = new HashSet<>();
    private final Map<String, Long> findingsByRule = new TreeMap<>();
    private final Instant now = Instant.now();
    private long spans;

    @Override
    public Integer call() throws IOException {
        PrintWriter out = ServeOptions.out(command);
        splitWhatTheShellExpanded();
        Watchers watchers = Watchers.of(options.settings());
        DetectionEngine engine = watchers.engine();
        if (!learn.isEmpty()) {
            Duration shift = shift(watchers);
            run(watchers, new Replay(engine, finding -> {}), "learning", learn, shift, batch -> {});
        }
        run(
                watchers,
                new Replay(engine, finding -> print(finding, out)),
                "watching",
                files,
                Duration.ZERO,
                this::count);
        out.flush();
        summarise(ServeOptions.err(command));
        return 0;
    }

    /** {@code --learn past/*.gz new/*.gz} arrives as one long list: the folder tells where the second pattern began. */
    private void splitWhatTheShellExpanded() {
        if (!files.isEmpty()) {
            return;
        }
        int first = 0;
        while (first < learn.size()
                && Objects.equals(learn.get(first).getParent(), learn.get(0).getParent())) {
            first++;
        }
        if (first == learn.size()) {
            throw new PlainException("there is nothing to watch: name the files to watch after the files to learn from,"
                    + " with '--' between them when they lie in one folder");
        }
        files = List.copyOf(learn.subList(first, learn.size()));
        learn = List.copyOf(learn.subList(0, first));
    }

    private void run(
            Watchers watchers,
            Replay replay,
            String label,
            List<Path> sources,
            Duration shift,
            Consumer<TelemetryBatch> each)
            throws IOException {
        try (Progress progress = new Progress(ServeOptions.err(command), label, size(sources));
                TraceFiles batches = new TraceFiles(sources, line -> watchers.decodeJson(line, now), progress)) {
            replay.run(new Seen(batches, each), shift);
        }
    }

    /** Whole weeks, so that what was learned of Monday mornings stays with Monday mornings. */
    private Duration shift(Watchers watchers) throws IOException {
        Instant learnedUntil = Instant.MIN;
        Instant watchedFrom = Instant.MAX;
        try (Progress progress = new Progress(ServeOptions.err(command), "reading", size(learn) + size(files));
                TraceFiles teaching = new TraceFiles(learn, line -> watchers.decodeJson(line, now), progress);
                TraceFiles watching = new TraceFiles(files, line -> watchers.decodeJson(line, now), progress)) {
            while (teaching.hasNext()) {
                Instant latest = Replay.latest(teaching.next());
                learnedUntil = latest.isAfter(learnedUntil) ? latest : learnedUntil;
            }
            if (watching.hasNext()) {
                watchedFrom = Replay.earliest(watching.next());
            }
        }
        if (learnedUntil.equals(Instant.MIN) || watchedFrom.equals(Instant.MAX) || learnedUntil.isBefore(watchedFrom)) {
            return Duration.ZERO;
        }
        long weeks = Duration.between(watchedFrom, learnedUntil).dividedBy(WEEK) + 1;
        return WEEK.multipliedBy(weeks).negated();
    }

    private static long size(List<Path> sources) throws IOException {
        long bytes = 0;
        for (Path source : sources) {
            bytes += Files.size(source);
        }
        return bytes;
    }

    private void count(TelemetryBatch batch) {
        spans += batch.spans().size();
        batch.spans().forEach(span -> traces.add(span.traceId()));
    }

    private void print(Finding finding, PrintWriter out) {
        findingsByRule.merge(finding.rule(), 1L, Long::sum);
        ObjectNode node = JSON.createObjectNode();
        node.put("trace_id", finding.traceId());
        finding.spanIds().forEach(node.putArray("span_ids")::add);
        node.put("rule", finding.rule());
        node.put("severity", finding.severity().label());
        node.put("score", finding.score());
        node.put("at", finding.at().toString());
        node.put("title", finding.title());
        finding.tags().forEach(node.putArray("tags")::add);
        try {
            out.println(JSON.writeValueAsString(node));
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private void summarise(PrintWriter err) {
        long findings =
                findingsByRule.values().stream().mapToLong(Long::longValue).sum();
        err.printf("%,d traces, %,d spans, %,d findings%n", traces.size(), spans, findings);
        findingsByRule.forEach((rule, count) -> err.printf("  %-12s %,d%n", rule, count));
        err.flush();
    }

    /** Batches that are counted as they pass. */
    private record Seen(TraceFiles batches, Consumer<TelemetryBatch> each)
            implements java.util.Iterator<TelemetryBatch> {
        @Override
        public boolean hasNext() {
            return batches.hasNext();
        }

        @Override
        public TelemetryBatch next() {
            TelemetryBatch batch = batches.next();
            each.accept(batch);
            return batch;
        }
    }
}
