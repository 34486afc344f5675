package dev.vedette.agent;

import static io.opentelemetry.api.common.AttributeKey.stringKey;

import com.fasterxml.jackson.databind.JsonNode;
import dev.vedette.agent.content.SecretMask;
import dev.vedette.agent.identity.Caller;
import dev.vedette.agent.instrumentation.ContentCapture;
import dev.vedette.agent.limit.HandClock;
import dev.vedette.agent.model.ChatModel;
import dev.vedette.agent.model.ModelServer;
import dev.vedette.agent.openai.OpenAi;
import dev.vedette.agent.tool.Tool;
import dev.vedette.agent.tool.TypedTool;
import dev.vedette.inspection.Redacted;
import dev.vedette.inspection.Redactor;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.EventData;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * A runtime before a model that follows a script, with everything that can be seen of a run from outside: what its tools
 * did, what the model was told, what was traced.
 */
final class Stage implements AutoCloseable {
    /** Jo of Acme, a clerk. */
    static final Caller JO = Caller.user("jo").of("acme").as("clerk");

    /** What a tool takes. */
    record Words(String words) {}

    final ModelServer server = ModelServer.start();
    final HandClock clock = new HandClock("2026-05-05T12:00:00Z");
    final RuntimeBuilder builder = AgentRuntime.builder().clock(clock).pauses(this::pause);
    final List<String> done = new CopyOnWriteArrayList<>();
    private final InMemorySpanExporter spans = InMemorySpanExporter.create();
    private final UnendedSpans unended = new UnendedSpans();
    private final OpenTelemetrySdk telemetry = OpenTelemetrySdk.builder()
            .setTracerProvider(SdkTracerProvider.builder()
                    .addSpanProcessor(unended)
                    .addSpanProcessor(SimpleSpanProcessor.create(spans))
                    .build())
            .build();
    private @Nullable AgentRuntime runtime;

    Stage() {
        traced(ContentCapture.NO_CONTENT);
    }

    Stage traced(ContentCapture capture) {
        builder.telemetry(Telemetry.using(telemetry, capture));
        return this;
    }

    /** Waiting takes no time here. */
    private void pause(Duration duration) {
        clock.move(duration);
    }

    AgentRuntime runtime() {
        if (runtime == null) {
            runtime = builder.build();
        }
        return runtime;
    }

    /** A mask that fails, for all that it should mask. */
    Stage withBrokenMask() {
        SecretMask broken = SecretMask.of(new BrokenRedactor());
        runtime = new AgentRuntime(builder.parts(broken), RuntimeBuilder.threads());
        return this;
    }

    RuntimeParts parts() {
        return builder.parts(SecretMask.withRandomKey());
    }

    ChatModel model() {
        return OpenAi.at(server.baseUrl(), () -> "key").chat("small-1");
    }

    Agent.Builder agent(Tool... tools) {
        return Agent.named("support").model(model()).tools(List.of(tools));
    }

    RunResult run(Agent.Builder agent) {
        return runtime().run(agent.build(), "Go.", JO);
    }

    /** A consequential tool that notes that it was called, and with what. */
    Tool recording(String name) {
        return taking(name).answering(this::note);
    }

    TypedTool<Words> taking(String name) {
        return Tool.named(name).describedAs("Does " + name).taking(Words.class);
    }

    String note(Words words) {
        done.add(words.words());
        return "it is done";
    }

    /** The model asks for the tool once, with these words, and then has done. */
    void script(String tool, String words) {
        server.callsTool(tool, "{\"words\":\"" + words + "\"}").answers("The end.");
    }

    /** What the model was told by tools, up to its last question. */
    List<String> told() {
        JsonNode messages = server.lastRequest().body().path("messages");
        return StreamSupport.stream(messages.spliterator(), false)
                .filter(message -> message.path("role").asText().equals("tool"))
                .map(message -> message.path("content").asText())
                .toList();
    }

    List<SpanData> spans() {
        return spans.getFinishedSpanItems();
    }

    /** Names of spans that were started and not ended. */
    List<String> unended() {
        return unended.names();
    }

    SpanData span(String name) {
        return spans().stream()
                .filter(span -> span.getName().equals(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no span " + name + " among " + spans()));
    }

    @Nullable
    String attribute(String span, String key) {
        return span(span).getAttributes().get(stringKey(key));
    }

    /** All decisions on spans of this name that did more than allow: {@code guard decision reason}. */
    List<String> decisions(String span) {
        return spans().stream()
                .filter(each -> each.getName().equals(span))
                .flatMap(each -> each.getEvents().stream())
                .filter(event -> event.getName().equals("policy.decision"))
                .map(Stage::shown)
                .toList();
    }

    private static String shown(EventData event) {
        return event.getAttributes().get(stringKey("policy.rule.id")) + " "
                + event.getAttributes().get(stringKey("policy.decision")) + " "
                + event.getAttributes().get(stringKey("policy.reason"));
    }

    private static final class BrokenRedactor implements Redactor {
        @Override
        public Redacted redact(String text) {
            throw new IllegalStateException("broken");
        }

        @Override
        public List<Redacted> redactJoined(List<String> texts) {
            throw new IllegalStateException("broken");
        }
    }

    @Override
    public void close() {
        if (runtime != null) {
            runtime.close();
        }
        server.close();
        telemetry.close();
    }
}
