package dev.vedette.agent.tool;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vedette.agent.tool.ArgumentReader.Fault;
import dev.vedette.agent.tool.ArgumentReader.Read;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ArgumentReaderTest {
    @ParameterizedTest
    @ValueSource(strings = {"", "  ", "\n"})
    void nothingIsNoArguments(String text) {
        assertThat(read(text).arguments()).isEmpty();
    }

    @Test
    void anObjectIsRead() {
        assertThat(read("{\"a\":[1,2.50,true,null,\"\\ud83d\\ude00\"],\"__proto__\":{\"x\":1},\"constructor\":\"\"}")
                        .arguments())
                .hasToString("{\"a\":[1,2.5,true,null,\"😀\"],\"__proto__\":{\"x\":1},\"constructor\":\"\"}");
    }

    @Test
    void wholeNumbersAreIntegersHoweverTheyAreWritten() {
        assertThat(read("{\"a\":[3.0,1e3,-0.0,5e9,1e20,0.5,1.50]}").arguments())
                .hasToString("{\"a\":[3,1000,0,5000000000,100000000000000000000,0.5,1.5]}");
        assertThat(read("{\"a\":1e3}").arguments().get("a").isInt()).isTrue();
    }

    @Test
    void theBoundsThemselvesAreRead() {
        assertThat(read("{\"a\":\"" + "x".repeat(ArgumentReader.LONGEST - 8) + "\"}")
                        .arguments())
                .hasSize(1);
        assertThat(read("{\"a\":" + "[".repeat(31) + "]".repeat(31) + "}").arguments())
                .hasSize(1);
        assertThat(read("{\"a\":1.7976931348623157e308}").arguments()).hasSize(1);
        assertThat(read("{\"a\":" + "9".repeat(100) + "}").arguments()).hasSize(1);
    }

    static Stream<Arguments> refused() {
        return Stream.of(
                Arguments.of("not JSON", "get me the weather", Fault.MALFORMED),
                Arguments.of("cut off", "{\"a\":1", Fault.MALFORMED),
                Arguments.of("two values", "{} {}", Fault.MALFORMED),
                Arguments.of("text after it", "{\"a\":1}; rm", Fault.MALFORMED),
                Arguments.of("a comment", "{/* */}", Fault.MALFORMED),
                Arguments.of("single quotes", "{'a':1}", Fault.MALFORMED),
                Arguments.of("a comma too many", "{\"a\":1,}", Fault.MALFORMED),
                Arguments.of("NaN", "{\"a\":NaN}", Fault.MALFORMED),
                Arguments.of("infinity", "{\"a\":-Infinity}", Fault.MALFORMED),
                Arguments.of("leading zeros", "{\"a\":007}", Fault.MALFORMED),
                Arguments.of("a hexadecimal number", "{\"a\":0x10}", Fault.MALFORMED),
                Arguments.of("a control character", "{\"a\":\"\u0001\"}", Fault.MALFORMED),
                Arguments.of("an unknown escape", "{\"a\":\"\\x41\"}", Fault.MALFORMED),
                Arguments.of("a byte order mark", "\ufeff{}", Fault.MALFORMED),
                Arguments.of("a list", "[1]", Fault.NO_OBJECT),
                Arguments.of("a text", "\"a\"", Fault.NO_OBJECT),
                Arguments.of("null", "null", Fault.NO_OBJECT),
                Arguments.of("a name twice", "{\"a\":1,\"a\":2}", Fault.DUPLICATE_NAME),
                Arguments.of("a name twice, deep", "{\"b\":[{\"a\":1,\"a\":1}]}", Fault.DUPLICATE_NAME),
                Arguments.of("a name twice, once escaped", "{\"a\":1,\"\\u0061\":2}", Fault.DUPLICATE_NAME),
                Arguments.of("33 levels", "{\"a\":" + "[".repeat(32) + "]".repeat(32) + "}", Fault.TOO_DEEP),
                Arguments.of("60000 levels", "{\"a\":".repeat(60_000), Fault.TOO_LARGE),
                Arguments.of("40000 levels", "{\"a\":".repeat(40_000), Fault.TOO_DEEP),
                Arguments.of("a megabyte", "{\"a\":\"" + "x".repeat(1_000_000) + "\"}", Fault.TOO_LARGE),
                Arguments.of("101 digits", "{\"a\":" + "9".repeat(101) + "}", Fault.TOO_DEEP),
                Arguments.of("1e400", "{\"a\":1e400}", Fault.NUMBER_OUT_OF_RANGE),
                Arguments.of("-1e400", "{\"a\":-1e400}", Fault.NUMBER_OUT_OF_RANGE),
                Arguments.of("1e-999999999", "{\"a\":[1e-999999999]}", Fault.NUMBER_OUT_OF_RANGE),
                Arguments.of("1e999999999", "{\"a\":1e999999999}", Fault.NUMBER_OUT_OF_RANGE),
                Arguments.of("1e99999999999", "{\"a\":1e99999999999}", Fault.NUMBER_OUT_OF_RANGE),
                Arguments.of("half a character", "{\"a\":\"\\ud800\"}", Fault.NOT_UNICODE),
                Arguments.of("half a character in a name", "{\"\ud800\":1}", Fault.NOT_UNICODE));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("refused")
    void theRestIsRefused(String what, String text, Fault fault) {
        assertThat(ArgumentReader.read(text)).as(what).isEqualTo(fault);
    }

    @ParameterizedTest
    @EnumSource
    void faultsHaveCodesAndAdvice(Fault fault) {
        assertThat(fault.code()).startsWith("arguments_").isLowerCase();
        assertThat(fault.advice()).endsWith(".");
    }

    private static Read read(String text) {
        return (Read) ArgumentReader.read(text);
    }
}
