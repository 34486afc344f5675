package dev.vedette.agent.limit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vedette.agent.model.ChatMessage;
import dev.vedette.agent.model.ModelRequest;
import dev.vedette.agent.model.ModelSettings;
import dev.vedette.agent.model.ModelTool;
import dev.vedette.agent.model.ToolRequest;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ModelDemandTest {
    private static ModelRequest request(String instructions, ModelSettings settings, ChatMessage... messages) {
        return new ModelRequest(
                instructions,
                List.of(messages),
                List.of(new ModelTool("read", "x".repeat(6), "{}", true)),
                settings,
                "{}{}",
                false,
                Duration.ofMinutes(1),
                Map.of());
    }

    static Stream<Arguments> messages() {
        // The tool and the schema alone are 16 characters, and with the request itself two pieces of 8 tokens.
        return Stream.of(
                Arguments.of("nothing", "", 20),
                Arguments.of("four of ASCII", "abcd", 21),
                Arguments.of("five of ASCII", "abcde", 22),
                Arguments.of("two of Chinese", "你好", 22));
    }

    @ParameterizedTest(name = "{0}: {2} tokens")
    @MethodSource("messages")
    void tokensAreEstimatedFromCharacters(String words, String instructions, long tokens) {
        ModelDemand demand = ModelDemand.of("m", request(instructions, ModelSettings.DEFAULTS));
        assertThat(demand).isEqualTo(new ModelDemand("m", tokens, ModelDemand.DEFAULT_OUTPUT_TOKENS));
    }

    @Test
    void everythingThatIsSentCounts() {
        ModelDemand demand = ModelDemand.of(
                "m",
                request(
                        "",
                        ModelSettings.DEFAULTS.withMaximumOutputTokens(77),
                        new ChatMessage.User("abcd"),
                        new ChatMessage.Assistant("abcd", List.of(new ToolRequest("1", "read", "{\"a\":123}"))),
                        new ChatMessage.ToolAnswer("1", "abc"),
                        new ChatMessage.Notice("abcd")));
        assertThat(demand).isEqualTo(new ModelDemand("m", 20 + 4 * 8 + 7, 77));
    }
}
