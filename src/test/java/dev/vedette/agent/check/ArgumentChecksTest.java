package dev.vedette.agent.check;

import static dev.vedette.agent.check.Situations.arguments;
import static dev.vedette.agent.check.Situations.call;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vedette.agent.policy.Decision;
import dev.vedette.agent.policy.Point;
import dev.vedette.agent.policy.Situation;
import dev.vedette.agent.tool.ArgumentCheck;
import dev.vedette.agent.tool.ArgumentCheck.Objection;
import dev.vedette.agent.tool.Tool;
import dev.vedette.agent.tool.ToolOutput;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ArgumentChecksTest {
    @Test
    void checksAreAskedInOrderUntilOneObjects() {
        List<String> asked = new ArrayList<>();
        Tool tool = Tool.named("t")
                .describedAs("d")
                .takingNothing()
                .checking(arguments -> {
                    asked.add("first");
                    return Optional.empty();
                })
                .checking(arguments -> Optional.of(new Objection("code", "detail", "advice")))
                .checking(arguments -> {
                    asked.add("third");
                    return Optional.empty();
                })
                .doing((arguments, context) -> ToolOutput.of(""));
        ArgumentChecksGuard guard = new ArgumentChecksGuard();
        assertThat(guard.decide(call(tool, "{}")))
                .isEqualTo(new Decision.Deny(new Decision.Reason("code", "detail", "advice")));
        assertThat(asked).containsExactly("first");
        assertThat(guard.points()).containsExactly(Point.PRE_TOOL_CALL);
        assertThat(guard.decide(new Situation.Start(Situations.RUN))).isEqualTo(Decision.ALLOWED);
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"amount\":0.01} | allowed",
                "{\"amount\":500} | allowed",
                "{\"amount\":5e2} | allowed",
                "{\"amount\":500.000} | allowed",
                "{} | allowed",
                "{\"amount\":null} | allowed",
                "{\"amount\":0.009999999999999999999999999} | amount_out_of_bounds",
                "{\"amount\":500.0000000000000000000000001} | amount_out_of_bounds",
                "{\"amount\":0} | amount_out_of_bounds",
                "{\"amount\":-1} | amount_out_of_bounds",
                "{\"amount\":1e300} | amount_out_of_bounds",
                "{\"amount\":-1e300} | amount_out_of_bounds",
                "{\"amount\":99999999999999999999999999} | amount_out_of_bounds",
                "{\"amount\":\"5\"} | amount_out_of_bounds",
                "{\"amount\":\"NaN\"} | amount_out_of_bounds",
                "{\"amount\":\"1e999\"} | amount_out_of_bounds",
                "{\"amount\":true} | amount_out_of_bounds",
                "{\"amount\":{}} | amount_out_of_bounds",
                "{\"amount\":[1,2]} | allowed",
                "{\"amount\":[1,[2,501]]} | amount_out_of_bounds"
            })
    void amountsAreComparedExactly(String arguments, String verdict) {
        assertThat(verdict(AmountWithin.from("0.01").to("500").at("amount"), arguments(arguments)))
                .isEqualTo(verdict);
    }

    @ParameterizedTest
    @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
    void whatIsNotFiniteIsNoAmount(double value) {
        ObjectNode arguments = JsonNodeFactory.instance.objectNode().put("amount", value);
        assertThat(verdict(AmountWithin.from("0").to("1").at("amount"), arguments))
                .isEqualTo("amount_out_of_bounds");
    }

    @Test
    void boundsAreInOrder() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> AmountWithin.from("2").to("1").at("a"));
        assertThatIllegalArgumentException().isThrownBy(() -> AmountWithin.from("much"));
    }

    @Test
    void textsAreBoundedAndPlain() {
        ArgumentCheck check = TextWithin.characters(5).at("mail.body");
        assertThat(verdict(check, arguments("{\"mail\":{\"body\":\"a\\n\\tb\"}}")))
                .isEqualTo("allowed");
        assertThat(verdict(check, arguments("{\"mail\":{\"body\":\"abcdef\"}}")))
                .isEqualTo("text_too_long");
        assertThat(verdict(check, arguments("{\"mail\":{\"body\":\"a\\u0000\"}}")))
                .isEqualTo("text_control");
        assertThat(verdict(check, arguments("{\"mail\":{\"body\":\"a\\u001b[0\"}}")))
                .isEqualTo("text_control");
        assertThat(verdict(check, arguments("{\"mail\":{\"body\":\"\\u009b1\"}}")))
                .isEqualTo("text_control");
        assertThat(verdict(check, arguments("{\"mail\":{\"body\":7}}"))).isEqualTo("argument_kind");
        assertThat(verdict(check, arguments("{\"mail\":[{\"body\":\"a\"},{\"body\":\"abcdef\"}]}")))
                .isEqualTo("text_too_long");
        assertThat(verdict(check, arguments("{\"mail\":\"abcdef\"}"))).isEqualTo("allowed");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".", "a.", ".a", "a..b"})
    void placesAreNamesJoinedByDots(String place) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TextWithin.characters(5).at(place));
    }

    private static String verdict(ArgumentCheck check, ObjectNode arguments) {
        return check.check(arguments).map(Objection::reason).orElse("allowed");
    }
}
