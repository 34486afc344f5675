package dev.vedette.pricing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vedette.config.PriceFile;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which entry of the shipped table a model's name means, and which names mean none. */
class ModelMatchingTest {
    private static final Instant NOW = Instant.parse("2026-11-25T12:00:00Z");
    private static final PriceTable SHIPPED = PriceFile.shipped();

    @ParameterizedTest(name = "{0} says {1}: {2}")
    @CsvSource(delimiter = '|', textBlock = """
                    # the name itself, in any case, and the vendor as instrumentations write it
                    openai | gpt-5 | openai/gpt-5
                    openai | GPT-5-Mini | openai/gpt-5-mini
                    OpenAI | gpt-4o | openai/gpt-4o
                    openai.responses | gpt-4.1-nano | openai/gpt-4.1-nano
                    azure.ai.openai | gpt-4o-mini | openai/gpt-4o-mini
                    az.ai.openai | gpt-4o-mini | openai/gpt-4o-mini
                    azure-openai.chat | gpt-35-turbo | openai/gpt-35-turbo
                    anthropic | claude-sonnet-4-5 | anthropic/claude-sonnet-4-5
                    anthropic.messages | claude-haiku-4-5 | anthropic/claude-haiku-4-5
                    gcp.gemini | gemini-2.5-pro | google/gemini-2.5-pro
                    gcp.vertex_ai | gemini-2.5-flash-lite | google/gemini-2.5-flash-lite
                    google.generative-ai | gemini-2.5-flash | google/gemini-2.5-flash
                    google_genai | gemini-embedding-001 | google/gemini-embedding-001
                    mistral_ai | mistral-small-latest | mistral/mistral-small-latest
                    x_ai | grok-4 | xai/grok-4
                    Cohere | command-a-03-2025 | cohere/command-a-03-2025
                    deepseek | deepseek-chat | deepseek/deepseek-chat
                    moonshot | kimi-k2.5 | moonshot/kimi-k2.5
                    groq | llama-3.3-70b-versatile | groq/llama-3.3-70b-versatile
                    voyage | voyage-3.5 | voyage/voyage-3.5
                    # nobody says who sold it
                    | gpt-5-nano | openai/gpt-5-nano
                    | claude-opus-4-1 | anthropic/claude-opus-4-1
                    some-gateway | gemini-2.5-pro | google/gemini-2.5-pro
                    my-service-name | o3-mini | openai/o3-mini
                    # dates and versions
                    openai | gpt-5-2025-08-07 | openai/gpt-5
                    openai | gpt-5-mini-2025-08-07 | openai/gpt-5-mini
                    openai | gpt-4o-2024-08-06 | openai/gpt-4o
                    openai | gpt-4o-2024-05-13 | openai/gpt-4o-2024-05-13
                    openai | gpt-4-0613 | openai/gpt-4-0613
                    openai | gpt-4-0125-preview | openai/gpt-4-0125-preview
                    openai | gpt-5-chat-latest | openai/gpt-5-chat
                    openai | o1-2024-12-17 | openai/o1
                    openai | o1-mini-2024-09-12 | openai/o1-mini
                    openai | text-embedding-3-small | openai/text-embedding-3-small
                    openai | text-embedding-ada-002 | openai/text-embedding-ada
                    anthropic | claude-sonnet-4-20250514 | anthropic/claude-sonnet-4
                    anthropic | claude-sonnet-4-5-20250929 | anthropic/claude-sonnet-4-5
                    anthropic | claude-3-5-haiku-latest | anthropic/claude-3-5-haiku
                    anthropic | claude-sonnet-4-5-20250929[1m] | anthropic/claude-sonnet-4-5
                    anthropic | claude-sonnet-4.5 | anthropic/claude-sonnet-4.5
                    google | gemini-2.5-pro-preview-05-06 | google/gemini-2.5-pro
                    google | gemini-2.5-flash-preview-09-2025 | google/gemini-2.5-flash
                    google | gemini-2.0-flash-001 | google/gemini-2.0-flash
                    google | gemini-3-pro-preview | google/gemini-3-pro
                    mistral | mistral-large-2411 | mistral/mistral-large-2411
                    mistral | mistral-large-2512 | mistral/mistral-large-2512
                    # behind the names of vendors
                    | openai/gpt-4o | openai/gpt-4o
                    | azure/gpt-4o-mini | openai/gpt-4o-mini
                    | anthropic/claude-3-5-sonnet-20241022 | anthropic/claude-3-5-sonnet
                    | gemini/gemini-2.5-flash | google/gemini-2.5-flash
                    google | models/gemini-2.5-flash | google/gemini-2.5-flash
                    vertex_ai | publishers/google/models/gemini-2.5-pro | google/gemini-2.5-pro
                    | projects/p-1/locations/us-central1/publishers/google/models/gemini-2.5-pro | google/gemini-2.5-pro
                    | vertex_ai/claude-sonnet-4-5@20250929 | anthropic/claude-sonnet-4-5
                    vertexai | claude-opus-4-1@default | anthropic/claude-opus-4-1
                    | groq/llama-3.1-8b-instant | groq/llama-3.1-8b-instant
                    groq | openai/gpt-oss-120b | groq/openai/gpt-oss-120b
                    | groq/openai/gpt-oss-20b | groq/openai/gpt-oss-20b
                    | xai/grok-4-0709 | xai/grok-4-0709
                    | mistral/codestral-2508 | mistral/codestral-2508
                    | deepseek/deepseek-reasoner | deepseek/deepseek-reasoner
                    openrouter | anthropic/claude-sonnet-4.5 | anthropic/claude-sonnet-4.5
                    openrouter | openai/gpt-5-mini | openai/gpt-5-mini
                    | openrouter/google/gemini-2.5-pro | google/gemini-2.5-pro
                    openrouter | deepseek/deepseek-r1:free | openrouter/*:free
                    | openrouter/deepseek/deepseek-r1:free | openrouter/*:free
                    | deepseek/deepseek-r1:free | -
                    # the OpenAI client talks to others too
                    openai | deepseek-chat | deepseek/deepseek-chat
                    openai | claude-haiku-4-5 | anthropic/claude-haiku-4-5
                    openai | grok-4-latest | xai/grok-4
                    # Bedrock: the region is part of the price
                    aws.bedrock | us.anthropic.claude-sonnet-4-5-20250929-v1:0 | bedrock/us.anthropic.claude-sonnet-4-5
                    aws_bedrock | global.anthropic.claude-sonnet-4-5-20250929-v1:0 | bedrock/global.anthropic.claude-sonnet-4-5
                    | bedrock/eu.anthropic.claude-haiku-4-5-20251001-v1:0 | bedrock/eu.anthropic.claude-haiku-4-5
                    AWS | us.anthropic.claude-opus-4-6-v1 | bedrock/us.anthropic.claude-opus-4-6
                    bedrock | amazon.nova-pro-v1:0 | bedrock/amazon.nova-pro
                    | us.amazon.nova-lite-v1:0 | bedrock/us.amazon.nova-lite
                    bedrock | meta.llama3-3-70b-instruct-v1:0 | bedrock/meta.llama3-3-70b-instruct
                    bedrock | arn:aws:bedrock:us-east-1:123:inference-profile/us.amazon.nova-pro-v1:0 | bedrock/us.amazon.nova-pro
                    aws.bedrock | arn:aws:bedrock:us-east-1::foundation-model/amazon.nova-micro-v1:0 | bedrock/amazon.nova-micro
                    # fine-tuned models have prices of their own
                    openai | ft:gpt-4o-mini-2024-07-18:acme::a1B2 | openai/ft:gpt-4o-mini
                    openai | ft:gpt-4o-2024-08-06:acme:support:xyz | openai/ft:gpt-4o
                    openai | ft:gpt-4.1-2025-04-14:acme::xyz | -
                    # another model is another model
                    openai | gpt-5-max | -
                    openai | gpt-5-mini-pro | -
                    openai | gpt-4o-tiny | -
                    openai | gpt-50 | -
                    openai | gpt | -
                    openai | o1-micro | -
                    openai | o | -
                    openai | my-gpt-5 | -
                    openai | gpt-5-20 | -
                    openai | gpt-5-1234 | -
                    openai | gpt-4o-mini-2024-07-18.ft-0a1b | -
                    anthropic | claude | -
                    anthropic | claude-sonnet | -
                    anthropic | claude-sonnet-4-5-turbo | -
                    google | gemini-2.5 | -
                    google | gemini-2.5-pro-exp-03-25 | -
                    mistral | mistral-large-2601 | -
                    cohere | command-r-03-2024 | -
                    bedrock | anthropic.claude-sonnet-4-5-20250929-v1:0 | -
                    bedrock | mars.anthropic.claude-sonnet-4-5-20250929-v1:0 | -
                    # others sell it at a price that is not known, or run it for nothing
                    ollama | llama3.2:3b | -
                    ollama | gpt-oss:20b | -
                    ollama | deepseek-chat | -
                    | ollama/gpt-4o | -
                    vllm | mistralai/Mistral-7B-Instruct-v0.3 | -
                    hugging_face | openai/gpt-4o | -
                    together_ai | moonshotai/kimi-k2.5 | -
                    perplexity | claude-opus-4-1 | -
                    openrouter | moonshotai/kimi-k2.5 | -
                    | meta-llama/llama-4-scout-17b-16e-instruct | -
                    | my-org/gpt-5 | -
                    | someone/else/gpt-5 | -
                    anthropic | openai/gpt-4o | -
                    anthropic | gpt-4o | -
                    """)
    void findsTheEntry(@Nullable String provider, String model, String entry) {
        assertThat(entry(provider, model)).isEqualTo(entry);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "/",
                "//////",
                ":",
                ":0",
                "-latest",
                "-v1:0",
                "@",
                "@latest",
                "ft:",
                "ft::::",
                "*",
                "models/",
                "projects/",
                "projects/x",
                "openai/",
                "[1m]",
                "-2025-08-07",
                "gpt-5\u0000",
                "ｇｐｔ-5",
                "gpt-5\u202e",
                "\ud800"
            })
    void whatIsNoNameHasNoPrice(String model) {
        assertThat(entry(null, model)).isEqualTo("-");
    }

    @Test
    @Timeout(20)
    void hostileNamesTakeNoTime() {
        String megabyte = "gpt-5-latest".repeat(90_000);
        String deep = "openai/".repeat(28) + "gpt-5";
        String long200 = "-latest".repeat(28);
        for (int i = 0; i < 5_000; i++) {
            assertThat(entry(megabyte, megabyte)).isEqualTo("-");
            assertThat(entry(".".repeat(200), deep)).isEqualTo("-");
            assertThat(entry(null, long200)).isEqualTo("-");
        }
    }

    @Test
    void peaksOfTheDayHaveTheirOwnPrice() {
        assertThat(inputPrice(Instant.parse("2026-11-25T05:00:00Z"))).isEqualTo(0.15);
        assertThat(inputPrice(Instant.parse("2026-11-25T06:00:00Z"))).isEqualTo(0.3);
        assertThat(inputPrice(Instant.parse("2026-11-25T06:00:00Z").plus(Duration.ofHours(4))))
                .isEqualTo(0.15);
    }

    private static double inputPrice(Instant at) {
        Cost cost = SHIPPED.estimate("deepseek", "deepseek-v4-flash", at, TokenCount.of(10L, 0L));
        return ((Cost.Computed) cost).parts().get(0).usdPerMillion();
    }

    private static String entry(@Nullable String provider, String model) {
        Cost cost = SHIPPED.estimate(provider, model, NOW, TokenCount.of(1_000L, 100L));
        return cost instanceof Cost.Computed computed ? computed.model() : "-";
    }
}
