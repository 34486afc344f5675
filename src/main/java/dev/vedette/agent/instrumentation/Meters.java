package dev.vedette.agent.instrumentation;

import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.metrics.DoubleHistogram;
import io.opentelemetry.api.metrics.LongCounter;
import io.opentelemetry.api.metrics.LongHistogram;
import io.opentelemetry.api.metrics.Meter;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.LongStream;

/** The metrics of the GenAI conventions, with the buckets that these state, and those of the policy. Thread-safe. */
final class Meters {
    private static final double NANOS = 1e9;
    private static final double NANOS_PER_MICRO = 1e3;
    private static final List<Long> TOKEN_BUCKETS =
            LongStream.iterate(1, edge -> edge * 4).limit(14).boxed().toList();
    private static final List<Double> CALL_BUCKETS = doubling(0.01, 14);
    private static final List<Double> RUN_BUCKETS = doubling(0.1, 13);
    private static final List<Double> POLICY_BUCKETS = doubling(1, 16);

    private final LongHistogram tokens;
    private final DoubleHistogram modelCall;
    private final DoubleHistogram firstChunk;
    private final DoubleHistogram toolCall;
    private final DoubleHistogram run;
    private final LongHistogram modelCallsPerRun;
    private final LongHistogram toolCallsPerRun;
    private final LongCounter decisions;
    private final DoubleHistogram decisionTime;
    private final LongCounter engineErrors;

    Meters(Meter meter) {
        tokens = meter.histogramBuilder("gen_ai.client.token.usage")
                .ofLongs()
                .setUnit("{token}")
                .setDescription("Tokens used, by type")
                .setExplicitBucketBoundariesAdvice(TOKEN_BUCKETS)
                .build();
        modelCall = seconds(meter, "gen_ai.client.operation.duration", "How long model calls take", CALL_BUCKETS);
        firstChunk = seconds(
                meter,
                "gen_ai.client.operation.time_to_first_chunk",
                "How long streamed answers take to begin",
                CALL_BUCKETS);
        toolCall = seconds(meter, "gen_ai.execute_tool.duration", "How long tools take", CALL_BUCKETS);
        run = seconds(meter, "gen_ai.invoke_agent.duration", "How long runs of agents take", RUN_BUCKETS);
        modelCallsPerRun = count(meter, "gen_ai.invoke_agent.inference_calls", "{call}", "Model calls of a run");
        toolCallsPerRun = count(meter, "gen_ai.invoke_agent.tool_calls", "{call}", "Tool calls of a run");
        decisions = meter.counterBuilder("policy.decisions")
                .setUnit("{decision}")
                .setDescription("Decisions of the policy, those that allow included")
                .build();
        decisionTime = meter.histogramBuilder("policy.latency")
                .setUnit("us")
                .setDescription("How long decisions take")
                .setExplicitBucketBoundariesAdvice(POLICY_BUCKETS)
                .build();
        engineErrors = meter.counterBuilder("policy.engine.errors")
                .setUnit("{error}")
                .setDescription("Guards that failed")
                .build();
    }

    void tokens(long count, Attributes attributes, String type) {
        tokens.record(count, attributes.toBuilder().put(Names.TOKEN_TYPE, type).build());
    }

    void modelCall(long nanos, Attributes attributes) {
        modelCall.record(nanos / NANOS, attributes);
    }

    void firstChunk(long nanos, Attributes attributes) {
        firstChunk.record(nanos / NANOS, attributes);
    }

    void toolCall(long nanos, Attributes attributes) {
        toolCall.record(nanos / NANOS, attributes);
    }

    void run(long nanos, long modelCalls, long toolCalls, Attributes attributes) {
        run.record(nanos / NANOS, attributes);
        modelCallsPerRun.record(modelCalls, attributes);
        toolCallsPerRun.record(toolCalls, attributes);
    }

    void decision(long nanos, boolean failed, Attributes attributes) {
        decisions.add(1, attributes);
        decisionTime.record(nanos / NANOS_PER_MICRO, attributes);
        if (failed) {
            engineErrors.add(1, attributes);
        }
    }

    private static DoubleHistogram seconds(Meter meter, String name, String description, List<Double> buckets) {
        return meter.histogramBuilder(name)
                .setUnit("s")
                .setDescription(description)
                .setExplicitBucketBoundariesAdvice(buckets)
                .build();
    }

    private static LongHistogram count(Meter meter, String name, String unit, String description) {
        return meter.histogramBuilder(name)
                .ofLongs()
                .setUnit(unit)
                .setDescription(description)
                .setExplicitBucketBoundariesAdvice(
                        LongStream.iterate(1, edge -> edge * 2).limit(8).boxed().toList())
                .build();
    }

    private static List<Double> doubling(double first, int count) {
        return DoubleStream.iterate(first, edge -> edge * 2)
                .limit(count)
                .boxed()
                .toList();
    }
}
