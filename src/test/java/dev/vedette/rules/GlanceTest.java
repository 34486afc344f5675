package dev.vedette.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A glance never changes what a condition comes to; it only comes to it sooner. */
class GlanceTest {
    private static final List<RuleEvent> EVENTS = events();

    private final Problems problems = new Problems("test.yaml");
    private final Expressions expressions = new Expressions(
            RuleYaml.parsed(RuleYaml.aggregate("key: [e.session]\nwindow: 1h\nfn: count\nfire: value >= params.limit")
                    .replace(
                            "detect:",
                            "params:\n  limit: {type: int, default: 3}\n  share: {type: double, default: 2.5}\nlists:\n"
                                    + "  words: [drop, rm -rf]\ndetect:")),
            problems);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "e.text.contains('drop')",
                "contains_any(e.text, lists.words)",
                "contains_any(e.text, ['drop', '5'])",
                "e.status == 'error'",
                "e.status != 'error'",
                "'error' == e.status",
                "e.error_type == ''",
                "size(e.secrets) > 0",
                "size(e.text) > 3",
                "hidden_count(e.text) >= 1",
                "hidden_count(e.text) > params.limit",
                "value >= params.limit",
                "value > 3",
                "value >= 2.5",
                "value >= params.share",
                "value >= 2 * params.limit",
                "value >= 4 * (2 * params.limit)",
                "value > 9007199254740991 * 9007199254740991",
                "value < 3",
                "value >= 9223372036854775807",
                "e.usage.input_tokens >= params.limit",
                "e.usage.input_tokens > 3",
                "e.usage.input_tokens >= 9007199254740993",
                "e.cost > 3",
                "e.status == 'error' && contains_any(e.text, lists.words)",
                "e.text.contains('5') && int(e.text) > 3",
                "int(e.text) > 3 && e.text.contains('5')",
                "int(e.text) > 3 || e.text.contains('5')",
                "e.text.contains('5') || int(e.text) > 3",
                "(e.text.contains('5') && int(e.text) > 3) || e.status == 'error'",
                "(e.text.contains('5') && int(e.text) > 3) && e.status == 'error'",
                "e.text.contains('5') && int(e.text) > 3 && e.status == 'error' && value > 3",
                "e.status == 'ok' ? e.text.contains('drop') : e.args_text.contains('rm')",
                "e.status == 'ok' ? int(e.text) > 3 : e.args_text.contains('rm')",
                "!e.text.contains('drop')",
                "!e.text.contains('drop') && e.status == 'error'",
                "e.secrets.exists(s, contains_any(s, lists.words))",
                "e.secrets.exists(s, s == 'drop') || e.status == 'error'",
                "'drop' in e.secrets && e.status == 'error'",
                "e.attributes['drop'] == 'x'",
                "e.text.matches('dr.p') && e.status == 'error'",
                "true"
            })
    void withAGlanceAConditionComesToTheSame(String condition) {
        Expression quick = compiled(condition);
        // A constant is nothing that a glance knows, so that this is left to the interpreter.
        Expression slow = compiled("false || (" + condition + ")");

        for (RuleEvent event : EVENTS) {
            for (double value : new double[] {0, 2.5, 3, 3.1, 7, Double.NaN, Double.NEGATIVE_INFINITY, 1e300}) {
                assertThat(outcome(quick, event, value))
                        .as("%s of %s and %s", condition, event, value)
                        .isEqualTo(outcome(slow, event, value));
            }
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "e.text.contains('drop');true",
                "contains_any(e.text, lists.words) && e.text.matches('dr.p');true",
                "e.status == 'error' && int(e.text) > 3;true",
                "e.status == 'ok' ? e.text.contains('drop') : e.args_text.contains('rm');true",
                "hidden_count(e.text) >= 4 || contains_any(e.text, lists.words);true",
                "size(e.secrets) > 0 && e.secrets.exists(s, s == 'x');true",
                "value >= params.limit;true",
                "value >= 5 * params.limit;true",
                "e.text.matches('dr.p') && e.status == 'error';false",
                "false || e.text.contains('drop');false",
                "!e.text.contains('') && e.status == 'ok';false"
            })
    void whatComesFirstSparesTheInterpreter(String condition, boolean spared) {
        Expression expression = compiled(condition);

        assertThat(outcome(expression, new OnlyGlancedAt(event("say", null, "ok")), 0))
                .isEqualTo(spared ? "false" : "line 1: expression failed: INTERNAL_ERROR");
    }

    private Expression compiled(String condition) {
        Expression expression = expressions.compile(new Source(condition, 1, 1), Expressions.Result.CONDITION);
        assertThat(problems.list()).isEmpty();
        return Objects.requireNonNull(expression);
    }

    private static String outcome(Expression expression, RuleEvent event, double value) {
        try {
            return String.valueOf(expression.evaluate(event, value));
        } catch (IllegalStateException failed) {
            return String.valueOf(failed.getMessage());
        }
    }

    private static List<RuleEvent> events() {
        List<RuleEvent> events = new ArrayList<>();
        for (String text : new String[] {"", "drop it", "5", "2", "RM -RF /", "a\u200b\u200b\u200bb\u200b\u200bc"}) {
            for (Long tokens : new Long[] {null, 0L, 3L, 4L, 9007199254740992L, Long.MAX_VALUE}) {
                events.add(event(text, tokens, "ok"));
                events.add(event(text, tokens, "error"));
            }
        }
        return events;
    }

    private static RuleEvent event(String text, @Nullable Long tokens, String status) {
        Map<Field, Object> values = new EnumMap<>(Field.class);
        values.put(Field.STATUS, status);
        if (!text.isEmpty()) {
            values.put(Field.TEXT, text);
            values.put(Field.ARGS_TEXT, "rm " + text);
            values.put(Field.SECRETS, text.equals("5") ? List.of() : List.of("drop", text));
        }
        if (tokens != null) {
            values.put(Field.INPUT_TOKENS, tokens);
            values.put(Field.COST, tokens / 2.0);
        }
        return new ExampleEvent(Observations.START, EventKind.MODEL_CALL, values);
    }

    /** An event without secrets whose fields the interpreter does not get. */
    private record OnlyGlancedAt(RuleEvent event) implements RuleEvent {
        @Override
        public EventKind kind() {
            return event.kind();
        }

        @Override
        public Instant at() {
            return event.at();
        }

        @Override
        public @Nullable String traceId() {
            return null;
        }

        @Override
        public @Nullable String spanId() {
            return null;
        }

        @Override
        public @Nullable Object value(Field field) {
            return field == Field.SECRETS ? null : event.value(field);
        }

        @Override
        public @Nullable Object seen(Field field) {
            throw new IllegalStateException("not for the interpreter");
        }
    }
}
