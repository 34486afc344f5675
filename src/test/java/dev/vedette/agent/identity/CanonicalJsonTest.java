package dev.vedette.agent.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CanonicalJsonTest {
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    @ParameterizedTest(name = "{0} is {1}")
    @CsvSource({
        "0000000000000000, 0",
        "8000000000000000, 0",
        "0000000000000001, 5e-324",
        "8000000000000001, -5e-324",
        "7fefffffffffffff, 1.7976931348623157e+308",
        "ffefffffffffffff, -1.7976931348623157e+308",
        "4340000000000000, 9007199254740992",
        "c340000000000000, -9007199254740992",
        "4430000000000000, 295147905179352830000",
        "44b52d02c7e14af5, 9.999999999999997e+22",
        "44b52d02c7e14af6, 1e+23",
        "44b52d02c7e14af7, 1.0000000000000001e+23",
        "444b1ae4d6e2ef4e, 999999999999999700000",
        "444b1ae4d6e2ef4f, 999999999999999900000",
        "444b1ae4d6e2ef50, 1e+21",
        "3eb0c6f7a0b5ed8c, 9.999999999999997e-7",
        "3eb0c6f7a0b5ed8d, 0.000001",
        "41b3de4355555553, 333333333.3333332",
        "41b3de4355555554, 333333333.33333325",
        "41b3de4355555555, 333333333.3333333",
        "41b3de4355555556, 333333333.3333334",
        "41b3de4355555557, 333333333.33333343",
        "becbf647612f3696, -0.0000033333333333333333",
        "43143ff3c1cb0959, 1424953923781206.2"
    })
    void numbersAreWrittenAsInAppendixBOfTheRfc(String bits, String expected) {
        double value = Double.longBitsToDouble(Long.parseUnsignedLong(bits, 16));
        assertThat(CanonicalNumber.of(value)).isEqualTo(expected);
    }

    @Test
    void numbersThatJavaSeventeenWritesTooLongAreShort() {
        assertThat(CanonicalNumber.of(2.0E-3)).isEqualTo("0.002");
        assertThat(CanonicalNumber.of(2.2250738585072014E-308)).isEqualTo("2.2250738585072014e-308");
        assertThat(CanonicalNumber.of(1.1E23)).isEqualTo("1.1e+23");
        assertThat(CanonicalNumber.of(9.5367431640625E-7)).isEqualTo("9.5367431640625e-7");
        assertThat(CanonicalNumber.of(Math.pow(2, -44))).isEqualTo("5.684341886080802e-14");
    }

    @Test
    void everyDoubleIsReadBackAndIsNeverLongerThanJavaWritesIt() {
        Random random = new Random(8785);
        for (int i = 0; i < 20_000; i++) {
            double value = Double.longBitsToDouble(random.nextLong());
            if (Double.isFinite(value)) {
                String text = CanonicalNumber.of(value);
                assertThat(Double.parseDouble(text)).isEqualTo(value);
                assertThat(digits(text)).isLessThanOrEqualTo(digits(Double.toString(value)));
            }
        }
    }

    @Test
    void theExampleOfTheRfcIsWrittenAsThere() throws Exception {
        JsonNode example = JSON.readTree("""
                {"numbers":[333333333.33333329,1E30,4.50,2e-3,0.000000000000000000000000001],
                "string":"\\u20ac$\\u000F\\u000aA'\\u0042\\u0022\\u005c\\\\\\"\\/","literals":[null,true,false]}""");
        // The first of the numbers has more digits than a double holds; they are not dropped, which goes beyond the
        // RFC.
        assertThat(CanonicalJson.of(example))
                .isEqualTo("{\"literals\":[null,true,false],"
                        + "\"numbers\":[333333333.33333329,1e+30,4.5,0.002,1e-27],"
                        + "\"string\":\"€$\\u000f\\nA'B\\\"\\\\\\\\\\\"/\"}");
    }

    @Test
    void membersAreInTheOrderOfUtf16Units() throws Exception {
        JsonNode example = JSON.readTree("""
                {"\\u20ac":"Euro Sign","\\r":"Carriage Return","\\ufb33":"Hebrew Letter Dalet With Dagesh","1":"One",
                "\\ud83d\\ude00":"Emoji","\\u0080":"Control","\\u00f6":"o with diaeresis"}""");
        assertThat(CanonicalJson.of(example))
                .isEqualTo("{\"\\r\":\"Carriage Return\",\"1\":\"One\",\"\u0080\":\"Control\","
                        + "\"ö\":\"o with diaeresis\",\"€\":\"Euro Sign\",\"😀\":\"Emoji\","
                        + "\"\ufb33\":\"Hebrew Letter Dalet With Dagesh\"}");
    }

    @ParameterizedTest
    @CsvSource({
        "9007199254740993, 9007199254740992",
        "18446744073709551617, 18446744073709551616",
        "0.1000000000000000055511151231257827, 0.1",
        "1e400, 1e401",
        "1e-400, 0"
    })
    void numbersThatShareADoubleStayApart(String one, String other) throws Exception {
        assertThat(CanonicalJson.of(JSON.readTree(one))).isNotEqualTo(CanonicalJson.of(JSON.readTree(other)));
    }

    @ParameterizedTest
    @CsvSource({"1.0, 1", "10, 1e1", "0.5, 5e-1", "-0.0, 0", "1e21, 1000000000000000000000", "1e400, 10e399"})
    void numbersThatAreTheSameAreWrittenTheSame(String one, String other) throws Exception {
        assertThat(CanonicalJson.of(JSON.readTree(one))).isEqualTo(CanonicalJson.of(JSON.readTree(other)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"\ud800", "\udc00", "a\udc00\ud800", "\ud800\ud800"})
    void halfACharacterHasNoForm(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> CanonicalJson.of(TextNode.valueOf(text)));
    }

    @Test
    void numbersThatAreNotFiniteHaveNoForm() {
        JsonNode nan = JsonNodeFactory.instance.numberNode(Double.NaN);
        assertThatIllegalArgumentException().isThrownBy(() -> CanonicalJson.of(nan));
    }

    @Test
    void depthIsNoLimit() {
        ArrayNode root = JsonNodeFactory.instance.arrayNode();
        ArrayNode inner = root;
        for (int i = 0; i < 100_000; i++) {
            inner = inner.addArray();
        }
        assertThat(CanonicalJson.of(root)).hasSize(200_002);
    }

    private static int digits(String number) {
        int exponent = Math.max(number.indexOf('e'), number.indexOf('E'));
        String mantissa = exponent < 0 ? number : number.substring(0, exponent);
        String digits = mantissa.replace("-", "").replace(".", "");
        int start = 0;
        int end = digits.length();
        while (start < end - 1 && digits.charAt(start) == '0') {
            start++;
        }
        while (end > start + 1 && digits.charAt(end - 1) == '0') {
            end--;
        }
        return end - start;
    }
}
