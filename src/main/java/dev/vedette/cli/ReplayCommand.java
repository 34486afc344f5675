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
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Watches the past. */
@Command(
        name = "replay",
        description = {
            "Runs files of traces through the same decoding, inspection and detection as live traffic, on the traces'"
                    + " own time, and prints findings as JSON lines; a summary goes to standard error.",
            "A file holds one OTLP/JSON ExportTraceServiceRequest a line, also gzipped. Files are read side by side in"
                    + " the order of event time. Nothing is stored and nobody is told."
        },
        footer = {
            "",
            "Examples:",
            "  vedette replay monday.jsonl.gz tuesday.jsonl.gz",
            "  vedette replay --learn past/*.jsonl.gz now/*.jsonl.gz",
            "  vedette replay --learn monday.jsonl -- tuesday.jsonl"
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:all files were watched, whatever was found",
            "1:a file cannot be read; the line is named",
            "2:wrong usage or configuration"
        },
        mixinStandardHelpOptions = true,
        versionProvider = Version.class)
final class ReplayCommand implements Callable<Integer> {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration WEEK = Duration.ofDays(7);

    @Spec
    private @Nullable CommandSpec command;

    @Mixin
    private ConfigOption config = new ConfigOption();

    @Option(
            names = "--learn",
            paramLabel = "FILE",
            arity = "1..*",
            parameterConsumer = LearnFiles.class,
            description =
                    "Only teaches baselines and gives no findings. Takes the files that follow as long as they lie"
                            + " in the folder of the first, or up to '--'. Times are moved by whole weeks to lie before the"
                            + " files that are watched.")
    private List<Path> learn = List.of();

    @Parameters(paramLabel = "FILE", arity = "0..*", description = "Files to watch.")
    private List<Path> files = List.of();

    private final Set<String> traces = new HashSet<>();
    private final Map<String, Long> findingsByRule = new TreeMap<>();
    private long spans;

    @Override
    public Integer call() throws IOException {
        if (files.isEmpty()) {
            throw new ParameterException(
                    Objects.requireNonNull(command).commandLine(),
                    "there is nothing to watch: name the files to watch after the files to learn from, with '--' between"
                            + " them when they lie in one folder");
        }
        Output output = Output.of(command);
        Watchers watchers = Watchers.of(config.settings());
        watchers.problems().forEach(problem -> output.remark("vedette: a rule does not load: " + problem));
        DetectionEngine engine = watchers.engine();
        if (!learn.isEmpty()) {
            checkTwiceReadable();
            Duration shift = shift(output);
            run(watchers, new Replay(engine, finding -> {}), "learning", learn, shift, output, batch -> {});
        }
        Replay replay = new Replay(engine, finding -> print(finding, output));
        run(watchers, replay, "watching", files, Duration.ZERO, output, this::count);
        summarise(output);
        return 0;
    }

    private void run(
            Watchers watchers,
            Replay replay,
            String label,
            List<Path> sources,
            Duration shift,
            Output output,
            Consumer<TelemetryBatch> each)
            throws IOException {
        try (Progress progress = output.progress(label, size(sources));
                TraceFiles batches = new TraceFiles(sources, watchers::decodeJson, progress)) {
            replay.run(new Seen(batches, each), shift);
        }
    }

    /** Learning looks at the times first, and a pipe can be read only once. */
    private void checkTwiceReadable() {
        Stream.concat(learn.stream(), files.stream())
                .filter(path -> Files.exists(path) && !Files.isDirectory(path) && !Files.isRegularFile(path))
                .findFirst()
                .ifPresent(pipe -> {
                    throw new PlainException(
                            pipe + " can be read only once, and --learn reads files twice; store it in a file first");
                });
    }

    /** Whole weeks, so that what was learned of Monday mornings stays with Monday mornings. */
    private Duration shift(Output output) throws IOException {
        TraceTimes learned = new TraceTimes();
        TraceTimes watched = new TraceTimes();
        try (Progress progress = output.progress("reading", size(learn) + size(files))) {
            learned.read(learn, progress);
            watched.read(files, progress);
        }
        if (learned.isEmpty() || watched.isEmpty() || learned.last().isBefore(watched.first())) {
            return Duration.ZERO;
        }
        long weeks = Duration.between(watched.first(), learned.last()).dividedBy(WEEK) + 1;
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

    private void print(Finding finding, Output output) {
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
            output.result(JSON.writeValueAsString(node));
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private void summarise(Output output) {
        long findings =
                findingsByRule.values().stream().mapToLong(Long::longValue).sum();
        output.remark(
                String.format(Locale.ROOT, "%,d traces, %,d spans, %,d findings", traces.size(), spans, findings));
        findingsByRule.forEach((rule, count) -> output.remark(String.format(Locale.ROOT, "  %-12s %,d", rule, count)));
    }

    /** Batches that are counted as they pass. */
    private record Seen(TraceFiles batches, Consumer<TelemetryBatch> each) implements Iterator<TelemetryBatch> {
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
