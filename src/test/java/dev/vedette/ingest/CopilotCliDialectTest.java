package dev.vedette.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vedette.telemetry.Oversight;
import dev.vedette.telemetry.Span;
import dev.vedette.telemetry.Verdict;
import org.junit.jupiter.api.Test;

class CopilotCliDialectTest {
    private final Normalizer normalizer = Normalizer.standard();

    @Test
    void itsCostIsNoMoneyAndItsInteractionIsTheTurn() {
        Span span = normalizer.normalize(RawSpans.named("chat claude")
                .scope("github.copilot")
                .with("gen_ai.operation.name", "chat")
                .with("gen_ai.request.model", "claude")
                .with("gen_ai.usage.input_tokens", 100L)
                .with("github.copilot.cost", 1.0)
                .with("github.copilot.interaction_id", "i1")
                .with("github.copilot.turn_id", "0")
                .build());

        assertThat(span.dialect()).isEqualTo("github-copilot-cli");
        assertThat(span.actor().turn()).isEqualTo("i1");
        assertThat(span.actor().framework()).isEqualTo("github-copilot-cli");
        assertThat(span.usage().inputTokens()).isEqualTo(100);
        assertThat(span.usage().costUsd()).isNull();
    }

    @Test
    void aPermissionIsADecision() {
        Span span = normalizer.normalize(RawSpans.named("permission")
                .with("github.copilot.permission.kind", "shell")
                .with("github.copilot.permission.result", "denied-interactively-by-user")
                .build());

        assertThat(((Oversight.Decision) span.operation()).verdict()).isEqualTo(Verdict.DENY);
        assertThat(((Oversight.Decision) span.operation()).tool()).isEqualTo("shell");
    }
}
