package dev.vedette.bench;

import com.openai.client.OpenAIClient;
import com.openai.client.okhttp.OpenAIOkHttpClient;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import com.sun.net.httpserver.HttpServer;
import dev.vedette.agent.Agent;
import dev.vedette.agent.AgentRuntime;
import dev.vedette.agent.Policy;
import dev.vedette.agent.RunResult;
import dev.vedette.agent.Telemetry;
import dev.vedette.agent.identity.Caller;
import dev.vedette.agent.instrumentation.ContentCapture;
import dev.vedette.agent.limit.Limits;
import dev.vedette.agent.limit.Scope;
import dev.vedette.agent.openai.OpenAi;
import dev.vedette.agent.tool.Tool;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.metrics.SdkMeterProvider;
import io.opentelemetry.sdk.testing.exporter.InMemoryMetricReader;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Locale;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/**
 * What the runtime costs beside the bare client of the same provider on the same local server, with telemetry and
 * content on; run {@link #main}. The aims are 1 ms for a call of a model and 100 µs for a call of a tool.
 */
@State(org.openjdk.jmh.annotations.Scope.Benchmark)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 3)
@Measurement(iterations = 5, time = 2)
@Fork(1)
public class AgentOverheadBench {
    /** Of one answer. */
    private static final int TOOLS = 8;

    private static final double MEDIAN = 50;

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private HttpServer server;
    private OpenAIClient bare;
    private OpenTelemetrySdk telemetry;
    private AgentRuntime runtime;
    private Agent words;
    private Agent tools;

    /** What the tool takes. */
    public record Place(int number, String city) {}

    /** The server answers whoever has no tool, or has called some, with words, and everybody else with calls of tools. */
    @Setup(Level.Trial)
    public void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        byte[] answer = body("\"content\":\"Take an umbrella.\"", "stop");
        byte[] calls = body("\"content\":null,\"tool_calls\":[" + calls() + "]", "tool_calls");
        server.createContext("/", exchange -> {
            String asked = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            byte[] said = asked.contains("\"tools\"") && !asked.contains("\"tool_call_id\"") ? calls : answer;
            exchange.getResponseHeaders().add("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, said.length);
            exchange.getResponseBody().write(said);
            exchange.close();
        });
        server.start();
        String url = "http://127.0.0.1:" + server.getAddress().getPort() + "/v1";
        bare = OpenAIOkHttpClient.builder().baseUrl(url).apiKey("key").build();
        telemetry = OpenTelemetrySdk.builder()
                .setTracerProvider(SdkTracerProvider.builder().build())
                .setMeterProvider(SdkMeterProvider.builder()
                        .registerMetricReader(InMemoryMetricReader.create())
                        .build())
                .build();
        runtime = AgentRuntime.builder()
                .telemetry(Telemetry.using(telemetry, ContentCapture.SPAN_ONLY))
                .build();
        agents(url);
    }

    private void agents(String url) {
        Policy policy = Policy.standard().within(unlimited());
        OpenAi models = OpenAi.at(url, () -> "key");
        words = Agent.named("words")
                .instructions("Answer questions about the weather.")
                .policy(policy)
                .model(models.chat("small-1"))
                .build();
        tools = Agent.named("tools")
                .instructions("Answer questions about the weather.")
                .policy(policy)
                .model(models.chat("small-1"))
                .tool(Tool.named("weather")
                        .describedAs("The weather of a city")
                        .taking(Place.class)
                        .answering(place -> "14 degrees and rain in " + place.city()))
                .build();
    }

    private static Limits unlimited() {
        Limits limits = Limits.standard();
        for (Scope scope : Scope.values()) {
            limits = limits.of(
                    scope,
                    allowance -> allowance
                            .steps(1_000_000_000)
                            .requestsPerMinute(1_000_000_000)
                            .tokensPerMinute(1_000_000_000_000L)
                            .inputTokens(1_000_000_000_000L)
                            .outputTokens(1_000_000_000_000L)
                            .callsPerTool(1_000_000_000));
        }
        return limits;
    }

    private static String calls() {
        return IntStream.range(0, TOOLS)
                .mapToObj(at -> "{\"id\":\"call_" + at + "\",\"type\":\"function\",\"function\":{\"name\":\"weather\","
                        + "\"arguments\":\"{\\\"number\\\":" + at + ",\\\"city\\\":\\\"Oslo\\\"}\"}}")
                .collect(Collectors.joining(","));
    }

    private static byte[] body(String message, String reason) {
        return ("{\"id\":\"x\",\"object\":\"chat.completion\",\"created\":1,\"model\":\"small-1\",\"choices\":[{\"index\":0,"
                        + "\"message\":{\"role\":\"assistant\"," + message + "},\"finish_reason\":\"" + reason + "\"}],"
                        + "\"usage\":{\"prompt_tokens\":20,\"completion_tokens\":5,\"total_tokens\":25}}")
                .getBytes(StandardCharsets.UTF_8);
    }

    @TearDown(Level.Trial)
    public void stop() {
        runtime.close();
        telemetry.close();
        bare.close();
        server.stop(0);
        threads.shutdownNow();
    }

    /** One question to the bare client. */
    @Benchmark
    public Object bareCall() {
        return bare.chat()
                .completions()
                .create(ChatCompletionCreateParams.builder()
                        .model("small-1")
                        .addSystemMessage("Answer questions about the weather.")
                        .addUserMessage("Do I need an umbrella?")
                        .build());
    }

    /** One run with one question. */
    @Benchmark
    public RunResult guardedCall() {
        return completed(runtime.run(words, "Do I need an umbrella?", Caller.user("jo")));
    }

    /** One run with two questions and {@value #TOOLS} calls of a tool between them. */
    @Benchmark
    public RunResult guardedTools() {
        return completed(runtime.run(tools, "Do I need an umbrella?", Caller.user("jo")));
    }

    private static RunResult completed(RunResult result) {
        if (!result.completed()) {
            throw new IllegalStateException("the run ended as " + result.outcome());
        }
        return result;
    }

    /** Measures, and prints what the runtime adds in the median. */
    public static void main(String[] arguments) throws RunnerException {
        Collection<org.openjdk.jmh.results.RunResult> results = new Runner(new OptionsBuilder()
                        .include(AgentOverheadBench.class.getName())
                        .build())
                .run();
        double bare = median(results, "bareCall");
        double call = median(results, "guardedCall");
        double withTools = median(results, "guardedTools");
        print("a call of a model", call - bare);
        print("a call of a tool", (withTools - 2 * call) / TOOLS);
    }

    private static double median(Collection<org.openjdk.jmh.results.RunResult> results, String name) {
        return results.stream()
                .map(org.openjdk.jmh.results.RunResult::getPrimaryResult)
                .filter(result -> result.getLabel().equals(name))
                .mapToDouble(result -> result.getStatistics().getPercentile(MEDIAN))
                .findFirst()
                .orElseThrow();
    }

    private static void print(String what, double micros) {
        System.out.printf(Locale.ROOT, "%-20s %8.1f µs more%n", what, micros);
    }
}
