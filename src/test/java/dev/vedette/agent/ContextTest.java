package dev.vedette.agent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vedette.agent.tool.Tool;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** One trace across threads, providers and services. */
@Timeout(60)
class ContextTest {
    private static final SpanContext OUTSIDE = SpanContext.create(
            "0af7651916cd43dd8448eb211c80319c", "b7ad6b7169203331", TraceFlags.getSampled(), TraceState.getDefault());

    private final Stage stage = new Stage();

    @AfterEach
    void close() {
        assertThat(stage.unended()).isEmpty();
        stage.close();
    }

    @Test
    void aModelAndAServiceOfAToolLearnWhatTheyArePartOf() {
        Tool asking = stage.taking("send")
                .answering((words, context) -> stage.done.addAll(List.of(
                        context.propagation().getOrDefault("traceparent", "none"),
                        Span.current().getSpanContext().getSpanId())));
        stage.script("send", "hello");

        RunResult result = stage.run(stage.agent(asking));

        String tool = stage.span("execute_tool send").getSpanId();
        assertThat(stage.done.get(0)).startsWith("00-" + result.traceId() + "-" + tool + "-0");
        assertThat(stage.done.get(1)).isEqualTo(tool);
        assertThat(stage.server.requests().get(0).header("traceparent"))
                .startsWith("00-" + result.traceId() + "-"
                        + stage.span("chat small-1").getSpanId() + "-0");
    }

    @Test
    void aRunIsPartOfWhatItsCallerDoesOnOtherThreadsToo() throws Exception {
        stage.script("send", "hello");
        Run run;
        Scope outside = Context.root().with(Span.wrap(OUTSIDE)).makeCurrent();
        try {
            run = stage.runtime().start(stage.agent(stage.recording("send")).build(), "Go.", Stage.JO);
        } finally {
            outside.close();
        }

        RunResult result = run.result().toCompletableFuture().get(30, TimeUnit.SECONDS);

        assertThat(result.traceId()).isEqualTo(OUTSIDE.getTraceId());
        assertThat(stage.span("invoke_agent support").getParentSpanId()).isEqualTo(OUTSIDE.getSpanId());
        assertThat(Span.current().getSpanContext().isValid()).isFalse();
    }

    @Test
    void aSubAgentIsBelowTheToolThatItIs() {
        Agent helper = Agent.named("helper").model(stage.model()).build();
        stage.server.callsTool("helper", "{\"task\":\"t\"}").answers("Yes.").answers("The end.");

        stage.run(stage.agent(helper.asTool("Helps")));

        assertThat(stage.span("invoke_agent helper").getParentSpanId())
                .isEqualTo(stage.span("execute_tool helper").getSpanId());
        assertThat(stage.span("execute_tool helper").getParentSpanId())
                .isEqualTo(stage.span("invoke_agent support").getSpanId());
    }
}
