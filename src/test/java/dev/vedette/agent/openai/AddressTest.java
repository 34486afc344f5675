package dev.vedette.agent.openai;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vedette.agent.model.ChatModel;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AddressTest {
    @ParameterizedTest
    @CsvSource({
        "https://api.openai.com/v1, api.openai.com, 443, openai",
        "https://API.OPENAI.COM:8443/v1/, api.openai.com, 8443, openai",
        "https://mine.openai.azure.com/openai/v1, mine.openai.azure.com, 443, azure.ai.openai",
        "https://api.mistral.ai/v1, api.mistral.ai, 443, mistral_ai",
        "https://generativelanguage.googleapis.com/v1beta/openai, generativelanguage.googleapis.com, 443, gcp.gemini",
        "https://notopenai.com/v1, notopenai.com, 443, openai",
        "https://evilmistral.ai/v1, evilmistral.ai, 443, openai",
        "http://localhost:11434/v1, localhost, 11434, openai",
        "http://127.0.0.1/v1, 127.0.0.1, 80, openai",
        "http://[::1]:8000/v1, [::1], 8000, openai",
    })
    void addressesThatMayBeUsed(String url, String host, int port, String provider) {
        ChatModel model = OpenAi.at(url, KeySupplier.none()).chat("m");
        assertThat(model.endpoint()).isEqualTo(new ChatModel.Endpoint(host, port));
        assertThat(model.provider()).isEqualTo(provider);
        assertThat(model.name()).isEqualTo("m");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "sk-secret",
                "ftp://secret.example/v1",
                "https:///secret",
                "https://secret@example.com/v1",
                "https://example.com/v1?api-key=secret",
                "https://example.com/v1#secret",
                "https://exa mple.com/secret",
                "http://secret.example/v1",
                "http://127.secret.example/v1",
                "http://localhost.secret.example/v1",
                "http://10.0.0.1/secret",
            })
    void addressesThatMayNotAreNotQuoted(String url) {
        assertThatThrownBy(() -> OpenAi.at(url, KeySupplier.none()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasNoCause()
                .message()
                .doesNotContain("secret");
    }

    @Test
    void plainHttpLeavesTheMachineOnlyIfSomebodySaysSo() {
        ChatModel model = OpenAi.atUnencrypted("http://10.0.0.1:8000/v1", KeySupplier.none())
                .withProvider("vllm")
                .chat("m");
        assertThat(model.endpoint()).isEqualTo(new ChatModel.Endpoint("10.0.0.1", 8000));
        assertThat(model.provider()).isEqualTo("vllm");
    }
}
