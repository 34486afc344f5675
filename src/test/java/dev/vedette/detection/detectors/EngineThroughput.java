package dev.vedette.detection.detectors;

import dev.vedette.detection.DetectionEngine;
import dev.vedette.detection.Detector;
import dev.vedette.detection.EngineLimits;
import dev.vedette.detection.Observation;
import dev.vedette.detection.Spans;
import dev.vedette.detection.ToolPolicy;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Measures how many observations a second one thread takes: {@code main} of the test scope, not a test. */
final class EngineThroughput {
    private static final int SPANS = 200_000;
    private static final int ROUNDS = 6;

    private EngineThroughput() {}

    public static void main(String[] arguments) {
        List<Observation> stream = stream();
        measure("all", BuiltInDetectors.all(ToolPolicy.NONE), stream);
        for (Detector<?> detector : BuiltInDetectors.all(ToolPolicy.NONE)) {
            measure(detector.id(), List.of(detector), stream);
        }
    }

    private static void measure(String name, List<Detector<?>> detectors, List<Observation> stream) {
        for (int round = 0; round < ROUNDS; round++) {
            DetectionEngine engine = new DetectionEngine(detectors, EngineLimits.DEFAULT);
            long start = System.nanoTime();
            int findings = 0;
            for (Observation seen : stream) {
                findings += engine.observe(seen).size();
            }
            long nanos = System.nanoTime() - start;
            System.out.printf(
                    "%s: %.2f us/observation, %,d observations/s, %d findings%n",
                    name, nanos / 1e3 / stream.size(), stream.size() * 1_000_000_000L / nanos, findings);
        }
    }

    /** 200 agents of 30 tools and 3 models: ten spans a run. */
    private static List<Observation> stream() {
        Random random = new Random(5);
        String[] tools = new String[30];
        for (int tool = 0; tool < tools.length; tool++) {
            tools[tool] = "tool-" + tool;
        }
        List<Observation> stream = new ArrayList<>(SPANS);
        for (int run = 0; run < SPANS / 10; run++) {
            Spans spans = Spans.of("service-" + random.nextInt(200)).named("agent");
            String trace = String.format("%032x", run);
            for (int step = 0; step < 9; step++) {
                var at = Spans.START.plusMillis(run * 50L + step);
                stream.add(
                        step % 2 == 0
                                ? spans.model(at, trace, "model-" + random.nextInt(3))
                                : spans.tool(at, trace, tools[random.nextInt(tools.length)]));
            }
            stream.add(spans.run(Spans.START.plusMillis(run * 50L + 10), trace, tools));
        }
        return stream;
    }
}
