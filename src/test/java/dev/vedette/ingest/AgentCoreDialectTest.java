package dev.vedette.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vedette.telemetry.LogEvent;
import dev.vedette.telemetry.Message;
import dev.vedette.telemetry.Operation;
import dev.vedette.telemetry.Span;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AgentCoreDialectTest {
    private final Normalizer normalizer = Normalizer.standard();

    @Test
    void readsTheContentThatWasTakenOutOfASpan() {
        Object body = Map.of(
                "input",
                Map.of(
                        "messages",
                        List.of(Map.of("role", "user", "content", Map.of("content", "[{\"text\": \"Hi\"}]")))),
                "output",
                Map.of(
                        "messages",
                        List.of(Map.of(
                                "role",
                                "assistant",
                                "content",
                                Map.of("message", "[{\"text\": \"Ho\"}]", "finish_reason", "end_turn")))));
        LogEvent log = normalizer.normalize(
                RawSpans.log("", body, Map.of("event.name", "strands.telemetry.tracer", "session.id", "s1")));

        assertThat(log.dialect()).isEqualTo("aws-agentcore");
        assertThat(log.spanId()).isEqualTo(RawSpans.SPAN);
        assertThat(log.operation()).isEqualTo(new Operation.Other());
        assertThat(log.input()).containsExactly(Message.text("user", "Hi"));
        assertThat(log.output())
                .containsExactly(new Message("assistant", List.of(new Message.Part.Text("Ho")), "stop"));
        assertThat(log.actor().session()).isEqualTo("s1");
        assertThat(log.actor().framework()).isEqualTo("aws-strands");
    }

    @Test
    void readsABodyThatIsJsonText() {
        LogEvent log = normalizer.normalize(
                RawSpans.log("", "{\"input\":{\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}]}}", Map.of()));

        assertThat(log.input()).containsExactly(Message.text("user", "Hi"));
    }

    @Test
    void leavesOtherJsonAlone() {
        assertThat(normalizer
                        .normalize(RawSpans.log("", "{\"input\":{}}", Map.of()))
                        .dialect())
                .isEqualTo("none");
        assertThat(normalizer
                        .normalize(RawSpans.log("", Map.of("input", "x"), Map.of()))
                        .dialect())
                .isEqualTo("none");
    }

    @Test
    void readsWhatItsServicesDo() {
        Span memory = normalizer.normalize(RawSpans.named("RetrieveMemoryRecords")
                .with("aws.bedrock.agentcore.memory.arn", "arn:m")
                .build());
        Span browser = normalizer.normalize(RawSpans.named("StartBrowserSession")
                .with("aws.bedrock.agentcore.browser.arn", "arn:b")
                .build());
        Span run = normalizer.normalize(RawSpans.named("InvokeAgentRuntime")
                .with("aws.bedrock.agentcore.runtime.arn", "arn:r")
                .with("session.id", "s1")
                .build());

        assertThat(memory.operation()).isEqualTo(new Operation.Memory("search_memory", "arn:m", null, List.of()));
        assertThat(browser.operation()).isEqualTo(new Operation.ToolCall("browser", null, null, null, null));
        assertThat(run.operation().kind()).isEqualTo("agent");
        assertThat(run.actor().session()).isEqualTo("s1");
        assertThat(run.actor().framework()).isEqualTo("aws-agentcore");
    }
}
