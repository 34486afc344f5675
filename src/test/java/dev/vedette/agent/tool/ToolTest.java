package dev.vedette.agent.tool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vedette.agent.identity.Caller;
import dev.vedette.agent.identity.Principal;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ToolTest {
    private static final ToolContext CONTEXT = new ToolContext(
            new Principal(Caller.user("ann"), "shop", "1", "s", "r", 0), "c1", Instant.EPOCH, Map.of(), null);

    record City(@Description("Its name") String name) {}

    @Description("The weather of a city")
    record GetWeather(@Description("Its name") String city) implements ToolCommand {
        @Override
        public Object run(ToolContext context) {
            return Map.of(
                    "city",
                    city,
                    "for",
                    String.valueOf(context.principal().caller().user()));
        }
    }

    @Test
    void aToolReadsLikeASentence() throws Exception {
        Tool tool = Tool.named("get_weather")
                .describedAs("The weather of a city")
                .taking(City.class)
                .readOnly()
                .requiringRole("traveller")
                .untrusted()
                .within(Duration.ofSeconds(5))
                .answering(city -> "Rain in " + city.name());
        ToolDefinition definition = tool.definition();
        assertThat(definition.effect()).isEqualTo(Effect.READ_ONLY);
        assertThat(definition.requiredRoles()).containsExactly("traveller");
        assertThat(definition.labels()).containsExactly(ToolDefinition.UNTRUSTED);
        assertThat(definition.timeLimit()).isEqualTo(Duration.ofSeconds(5));
        assertThat(definition.strict()).isTrue();
        assertThat(call(tool, "{\"name\":\"Rome\"}")).isEqualTo(ToolOutput.of("Rain in Rome"));
    }

    @Test
    void aRecordIsATool() throws Exception {
        Tool tool = Tool.of(GetWeather.class).readOnly();
        assertThat(tool.name()).isEqualTo("get_weather");
        assertThat(tool.definition().description()).isEqualTo("The weather of a city");
        assertThat(tool.definition().effect()).isEqualTo(Effect.READ_ONLY);
        assertThat(call(tool, "{\"city\":\"Oslo\"}").text()).contains("\"city\":\"Oslo\"", "\"for\":\"ann\"");
    }

    @Test
    void whatIsSaidLaterIsSaidOfACopy() {
        Tool tool = Tool.of(GetWeather.class);
        Tool more =
                tool.labelled("geo").sink().secretive().on("weather.example").lenient();
        assertThat(tool.definition().labels()).isEmpty();
        assertThat(tool.definition().effect()).isEqualTo(Effect.CONSEQUENTIAL);
        assertThat(more.definition().labels())
                .containsExactlyInAnyOrder("geo", ToolDefinition.SINK, ToolDefinition.PRIVATE);
        assertThat(more.definition().server()).isEqualTo("weather.example");
        assertThat(more.definition().strict()).isFalse();
    }

    @Test
    void aToolOfAnotherServiceHasASchemaOfItsOwn() throws Exception {
        Tool tool = Tool.named("echo")
                .describedAs("Says it again")
                .takingSchema("{\"properties\":{\"text\":{\"type\":\"string\"}}}")
                .doing((arguments, context) ->
                        ToolOutput.failure(arguments.path("text").asText()));
        assertThat(tool.definition().parameters())
                .isEqualTo("{\"properties\":{\"text\":{\"type\":\"string\"}},\"type\":\"object\","
                        + "\"additionalProperties\":false}");
        assertThat(tool.definition().strict()).isFalse();
        assertThat(call(tool, "{\"text\":\"no\"}")).isEqualTo(ToolOutput.failure("no"));
    }

    @Test
    void aToolMayTakeNothing() throws Exception {
        Tool tool = Tool.named("now")
                .describedAs("The time")
                .takingNothing()
                .doing((arguments, context) -> ToolOutput.of("noon"));
        assertThat(call(tool, "{}").text()).isEqualTo("noon");
    }

    record Price(String currency, BigDecimal amount) {}

    static Stream<Arguments> answers() {
        return Stream.of(
                Arguments.of("words", "words"),
                Arguments.of(new java.io.StringWriter().append("built").getBuffer(), "built"),
                Arguments.of(null, "null"),
                Arguments.of(3, "3"),
                Arguments.of(true, "true"),
                Arguments.of(List.of("a", 1), "[\"a\",1]"),
                Arguments.of(new Price("EUR", new BigDecimal("9.90")), "{\"currency\":\"EUR\",\"amount\":9.90}"),
                Arguments.of(Optional.of("there"), "\"there\""),
                Arguments.of(LocalDate.of(2026, 1, 2), "\"2026-01-02\""),
                Arguments.of(Instant.EPOCH, "\"1970-01-01T00:00:00Z\""),
                Arguments.of(ToolOutput.of("as it is"), "as it is"));
    }

    @ParameterizedTest
    @MethodSource("answers")
    void answersAreWrittenAsWordsOrJson(@Nullable Object answer, String expected) throws Exception {
        Tool tool = Tool.named("t").describedAs("d").taking(City.class).answering(city -> answer);
        assertThat(call(tool, "{\"name\":\"x\"}").text()).isEqualTo(expected);
    }

    @Test
    void longAnswersAreCutAndSaySo() throws Exception {
        Tool tool = Tool.named("t").describedAs("d").taking(City.class).answering(City::name);
        String smile = "😀";
        assertThat(call(tool.answeringAtMost(3), "{\"name\":\"abcdef\"}").text())
                .isEqualTo("abc\n[cut: only the first 3 of 6 characters are here]");
        assertThat(call(tool.answeringAtMost(3), "{\"name\":\"ab" + smile + "\"}")
                        .text())
                .startsWith("ab\n[cut: only the first 2 of 4");
        assertThat(call(tool.answeringAtMost(3).answeringAtMost(6), "{\"name\":\"abcdef\"}")
                        .text())
                .isEqualTo("abcdef");
        assertThat(call(tool, "{\"name\":\"" + "x".repeat(262_000) + "\"}").text())
                .hasSize(262_000);
        Tool big = Tool.named("t").describedAs("d").taking(City.class).answering(city -> "x".repeat(262_145));
        assertThat(call(big, "{\"name\":\"\"}").text()).endsWith("262144 of 262145 characters are here]");
    }

    enum Unit {
        CELSIUS,
        FAHRENHEIT
    }

    record Trip(
            String city,
            Unit unit,
            int days,
            BigDecimal budget,
            List<City> stops,
            Optional<String> note,
            @Nullable Unit second,
            @OptionalArgument Integer adults,
            LocalDate start,
            Instant booked,
            URI page,
            Set<String> tags) {}

    @Test
    void argumentsBecomeARecord() throws Exception {
        Tool tool = Tool.named("t").describedAs("d").taking(Trip.class).answering(Trip::toString);
        assertThat(call(tool, """
                {"city":"Rome","unit":"CELSIUS","days":3,"budget":12.50,"stops":[{"name":"Pisa"}],"note":null,
                "second":null,"adults":null,"start":"2026-05-01","booked":"2026-01-01T00:00:00Z",
                "page":"https://example.com/a","tags":["a"]}""").text())
                .isEqualTo("Trip[city=Rome, unit=CELSIUS, days=3, budget=12.5, stops=[City[name=Pisa]], "
                        + "note=Optional.empty, second=null, adults=null, start=2026-05-01, "
                        + "booked=2026-01-01T00:00:00Z, page=https://example.com/a, tags=[a]]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"name\":{}}", "{\"name\":[]}", "{\"name\":\"x\",\"secret\":\"y\"}"})
    void argumentsThatMakeNoRecordAreNotQuoted(String arguments) {
        Tool tool = Tool.named("t").describedAs("d").taking(City.class).answering(City::name);
        assertThatThrownBy(() -> call(tool, arguments))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the arguments do not make a record of the tool's")
                .hasNoCause();
    }

    @Test
    void whatAToolThrowsIsThrown() {
        Tool tool = Tool.named("t").describedAs("d").taking(City.class).answering(city -> {
            throw new IOException("no");
        });
        assertThatThrownBy(() -> call(tool, "{\"name\":\"x\"}")).isInstanceOf(IOException.class);
    }

    record Undescribed(String city) implements ToolCommand {
        @Override
        public Object run(ToolContext context) {
            return city;
        }
    }

    @Test
    void aRecordWithoutADescriptionIsNoTool() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Tool.of(Undescribed.class))
                .withMessageContaining("@Description");
    }

    record ReadURLText() {}

    record Sha256Sum() {}

    record Snake_Case() {}

    @Test
    void namesAreDerivedInSnakeCase() {
        assertThat(Stream.of(GetWeather.class, ReadURLText.class, Sha256Sum.class, Snake_Case.class, City.class)
                        .map(ToolName::of))
                .containsExactly("get_weather", "read_url_text", "sha256_sum", "snake_case", "city");
    }

    private static ToolOutput call(Tool tool, String arguments) throws Exception {
        return tool.body().call(((ArgumentReader.Read) ArgumentReader.read(arguments)).arguments(), CONTEXT);
    }
}
