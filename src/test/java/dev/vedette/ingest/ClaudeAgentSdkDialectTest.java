package dev.vedette.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vedette.telemetry.Span;
import dev.vedette.telemetry.Usage;
import org.junit.jupiter.api.Test;

class ClaudeAgentSdkDialectTest {
    private static final String SCOPE = "logfire.claude_agent_sdk";
    private final Normalizer normalizer = Normalizer.standard();

    @Test
    void theRunOwnsTheTokensThatItsAnswersCountInPart() {
        Span answer = normalizer.normalize(RawSpans.named("chat claude")
                .scope(SCOPE)
                .with("gen_ai.operation.name", "chat")
                .with("gen_ai.usage.partial.input_tokens", 9344L)
                .with("gen_ai.usage.partial.output_tokens", 1L)
                .build());
        Span run = normalizer.normalize(RawSpans.named("invoke_agent")
                .scope(SCOPE)
                .with("gen_ai.operation.name", "invoke_agent")
                .with("gen_ai.usage.input_tokens", 9344L)
                .with("gen_ai.usage.output_tokens", 5L)
                .with("operation.cost", 0.01)
                .build());

        assertThat(answer.usage()).isEqualTo(new Usage(9344L, 1L, null, null, null, null, false));
        assertThat(run.usage()).isEqualTo(new Usage(9344L, 5L, null, null, null, 0.01, true));
        assertThat(run.dialect()).isEqualTo("claude-agent-sdk");
    }

    @Test
    void otherSpansOfItsScopeAreNobodys() {
        assertThat(normalizer
                        .normalize(RawSpans.named("root").scope(SCOPE).build())
                        .dialect())
                .isEqualTo("none");
    }
}
