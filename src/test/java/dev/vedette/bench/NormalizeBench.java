package dev.vedette.bench;

import dev.vedette.ingest.FixtureMix;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/**
 * What it costs to understand a record, for each sender of the fixtures and in the median over them; run {@link
 * #main}. The aim is 10 µs.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 2, time = 1)
@Measurement(iterations = 3, time = 1)
@Fork(1)
public class NormalizeBench {
    /** Whose payloads. */
    @Param({"otel-genai"})
    public String folder = "otel-genai";

    private FixtureMix mix = new FixtureMix("");

    @Setup
    public void load() {
        mix = new FixtureMix(folder);
    }

    @Benchmark
    public int normalize() {
        return mix.normalize();
    }

    /** Measures all senders and prints microseconds for each record. */
    public static void main(String[] arguments) throws RunnerException {
        List<String> folders = FixtureMix.folders();
        Collection<RunResult> results = new Runner(new OptionsBuilder()
                        .include(NormalizeBench.class.getName())
                        .param("folder", folders.toArray(String[]::new))
                        .build())
                .run();
        double[] costs = results.stream()
                .mapToDouble(result -> {
                    String folder = result.getParams().getParam("folder");
                    double cost = result.getPrimaryResult().getScore() / Math.max(1, new FixtureMix(folder).size());
                    print(folder, cost);
                    return cost;
                })
                .sorted()
                .toArray();
        print("median", costs[costs.length / 2]);
    }

    private static void print(String what, double micros) {
        System.out.printf(Locale.ROOT, "%-20s %7.2f µs/record%n", what, micros);
    }
}
