package dev.vedette.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vedette.telemetry.Message;
import dev.vedette.telemetry.Operation;
import dev.vedette.telemetry.Span;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CrewAiDialectTest {
    private final Normalizer normalizer = Normalizer.standard();

    @Test
    void addsToWhatOpenLlmetrySays() {
        Span span = normalizer.normalize(RawSpans.named("Writer.agent")
                .with("traceloop.span.kind", "agent")
                .with("crewai.agent.role", "Writer")
                .with("crewai.agent.result", "Done")
                .build());

        assertThat(span.dialect()).isEqualTo("openllmetry");
        assertThat(span.operation().kind()).isEqualTo("agent");
        assertThat(span.operation().output()).containsExactly(Message.text("assistant", "Done"));
        assertThat(span.actor().agent()).isEqualTo("Writer");
        assertThat(span.actor().framework()).isEqualTo("crewai");
    }

    @Test
    void addsToWhatOpenInferenceSays() {
        Span span = normalizer.normalize(RawSpans.named("Crew.kickoff")
                .scope("openinference.instrumentation.crewai")
                .with("openinference.span.kind", "CHAIN")
                .with("crew_key", "k")
                .build());

        assertThat(span.dialect()).isEqualTo("openinference");
        assertThat(span.actor().framework()).isEqualTo("crewai");
    }

    @ParameterizedTest
    @CsvSource({
        "Crew Execution, workflow",
        "Flow Execution, workflow",
        "crewai.workflow, workflow",
        "Task Execution, step",
        "Write.task, step",
        "Writer.agent, agent",
        "Tool Usage, tool",
        "Crew Created, other",
        "Human Feedback, other"
    })
    void readsItsOwnSpans(String name, String kind) {
        Span span = normalizer.normalize(RawSpans.named(name)
                .scope("crewai.telemetry")
                .with("tool_name", "f")
                .build());

        assertThat(span.dialect()).isEqualTo("crewai");
        assertThat(span.operation().kind()).isEqualTo(kind);
    }

    @Test
    void aToolsErrorIsAnError() {
        Span span = normalizer.normalize(RawSpans.named("Tool Usage Error")
                .scope("crewai.telemetry")
                .with("tool_name", "search")
                .build());

        assertThat(((Operation.ToolCall) span.operation()).tool()).isEqualTo("search");
        assertThat(span.status().isError()).isTrue();
    }
}
