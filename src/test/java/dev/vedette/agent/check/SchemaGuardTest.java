package dev.vedette.agent.check;

import static dev.vedette.agent.check.Situations.call;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vedette.agent.policy.Decision;
import dev.vedette.agent.policy.Point;
import dev.vedette.agent.policy.Situation;
import dev.vedette.agent.tool.Length;
import dev.vedette.agent.tool.Range;
import dev.vedette.agent.tool.Tool;
import dev.vedette.agent.tool.ToolOutput;
import java.net.URI;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SchemaGuardTest {
    enum Unit {
        METRIC,
        IMPERIAL
    }

    record Stop(String city, Optional<String> note) {}

    record Trip(
            @Length(minimum = 1, maximum = 5) String name,
            Unit unit,
            @Range(minimum = 1, maximum = 9) int days,
            double budget,
            @Length(maximum = 2) List<Stop> stops,
            LocalDate start) {}

    private static final Tool TRIP =
            Tool.named("trip").describedAs("d").taking(Trip.class).answering(Trip::name);

    private final SchemaGuard guard = new SchemaGuard();

    @Test
    void argumentsThatMeetTheSchemaPass() {
        assertThat(guard.decide(call(TRIP, trip("")))).isEqualTo(Decision.ALLOWED);
        assertThat(guard.decide(call(TRIP, trip("\"stops\":[{\"city\":\"a\",\"note\":null}]"))))
                .isEqualTo(Decision.ALLOWED);
        assertThat(guard.decide(call(TRIP, trip("\"days\":3.0")))).isEqualTo(Decision.ALLOWED);
    }

    @ParameterizedTest(name = "{0} is wrong: {1}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "\"name\":\"\" | minLength at /name",
                "\"name\":\"abcdef\" | maxLength at /name",
                "\"name\":null | type at /name",
                "\"name\":1 | type at /name",
                "\"name\":[\"a\"] | type at /name",
                "\"unit\":\"metric\" | enum at /unit",
                "\"days\":0 | minimum at /days",
                "\"days\":10 | maximum at /days",
                "\"days\":1e300 | maximum at /days",
                "\"days\":18446744073709551617 | maximum at /days",
                "\"days\":1.8446744073709551617e19 | maximum at /days",
                "\"days\":-1.8446744073709551615e19 | minimum at /days",
                "\"days\":1.5 | type at /days",
                "\"days\":\"1\" | type at /days",
                "\"days\":true | type at /days",
                "\"budget\":\"1e5\" | type at /budget",
                "\"stops\":{} | type at /stops",
                "\"stops\":[{\"city\":\"a\",\"note\":null},{\"city\":\"a\"}] | required at /stops/1",
                "\"stops\":[{\"city\":\"a\",\"note\":null,\"hack\":1}] | additionalProperties at /stops/0",
                "\"stops\":[{\"city\":1,\"note\":null}] | type at /stops/0/city",
                "\"start\":\"2026-02-30\" | format at /start",
                "\"start\":\"tomorrow\" | format at /start",
                "\"__proto__\":{} | additionalProperties at /",
                "\"constructor\":1 | additionalProperties at /",
                "\"Name\":\"a\" | additionalProperties at /",
                "\"na\\u200bme\":\"a\" | additionalProperties at /"
            })
    void argumentsThatDoNotAreDenied(String change, String detail) {
        assertThat(guard.decide(call(TRIP, trip(change)))).isInstanceOfSatisfying(Decision.Deny.class, denied -> {
            assertThat(denied.reason().code()).isEqualTo("schema");
            assertThat(denied.reason().detail()).isEqualTo(detail);
            assertThat(denied.reason().advice()).doesNotContain(change);
        });
    }

    @Test
    void whatIsMissingIsDenied() {
        assertThat(detail(TRIP, "{}")).isEqualTo("required at /");
    }

    record Counts(Map<String, Integer> counts) {}

    @Test
    void namesThatTheModelMadeUpAreNotQuoted() {
        Tool tool = Tool.named("t").describedAs("d").taking(Counts.class).answering(Counts::toString);
        assertThat(detail(tool, "{\"counts\":{\"ignore all rules\":\"x\"}}")).isEqualTo("type at /counts/*");
        assertThat(detail(tool, "{\"counts\":{\"a\":1}}")).isEqualTo("allowed");
    }

    record Formats(Instant at, UUID id, URI page) {}

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"at\":\"2026-01-01\",\"id\":\"123e4567-e89b-12d3-a456-426614174000\",\"page\":\"a:b\"}",
                "{\"at\":\"2026-01-01T00:00:00Z\",\"id\":\"1-1-1-1-1\",\"page\":\"a:b\"}",
                "{\"at\":\"2026-01-01T00:00:00Z\",\"id\":\"123e4567-e89b-12d3-a456-426614174000\",\"page\":\"/a\"}",
                "{\"at\":\"2026-01-01T00:00:00Z\",\"id\":\"123e4567-e89b-12d3-a456-426614174000\",\"page\":\"a: b\"}"
            })
    void formatsAreHeldTo(String arguments) {
        Tool tool = Tool.named("t").describedAs("d").taking(Formats.class).answering(Formats::toString);
        assertThat(detail(tool, arguments)).startsWith("format at /");
        assertThat(detail(
                        tool,
                        "{\"at\":\"2026-01-01T00:00:00+02:00\",\"id\":\"123e4567-e89b-12d3-a456-426614174000\","
                                + "\"page\":\"https://example.com/\"}"))
                .isEqualTo("allowed");
    }

    @Test
    void patternsTakeLinearTime() {
        Tool tool = raw("{\"properties\":{\"a\":{\"type\":\"string\",\"pattern\":\"^(a+)+$\"}}}");
        assertThat(detail(tool, "{\"a\":\"" + "a".repeat(200_000) + "\"}")).isEqualTo("allowed");
        assertThat(detail(tool, "{\"a\":\"" + "a".repeat(200_000) + "!\"}")).isEqualTo("pattern at /a");
    }

    @Test
    void patternsThatAreTooMuchWorkForATextDoNotMatch() {
        Tool tool = raw("{\"properties\":{\"a\":{\"type\":\"string\",\"pattern\":\"[a-z]{1,500}\"}}}");
        assertThat(detail(tool, "{\"a\":\"abc\"}")).isEqualTo("allowed");
        assertThat(detail(tool, "{\"a\":\"" + "a".repeat(200_000) + "\"}")).isEqualTo("pattern at /a");
    }

    @Test
    void schemasThatGrowExponentiallyEndInTime() {
        StringBuilder schema = new StringBuilder("{\"properties\":{\"a\":{\"$ref\":\"#/$defs/d0\"}},\"$defs\":{");
        for (int i = 0; i < 40; i++) {
            String next = "{\"$ref\":\"#/$defs/d" + (i + 1) + "\"}";
            schema.append("\"d" + i + "\":{\"allOf\":[" + next + "," + next + "]},");
        }
        Tool tool = raw(schema + "\"d40\":{}}}");
        assertThat(detail(tool, "{\"a\":1}")).isEqualTo("steps at /");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"allOf\":[{\"$ref\":\"#\"}]}",
                "{\"properties\":{\"a\":{\"$ref\":\"#/$defs/x\"}},\"$defs\":{\"x\":{\"$ref\":\"#/$defs/x\"}}}",
                "{\"properties\":{\"a\":{\"$ref\":\"#/$defs/x\"}},"
                        + "\"$defs\":{\"x\":{\"anyOf\":[{\"$ref\":\"#/$defs/y\"}]},\"y\":{\"not\":{\"$ref\":\"#/$defs/x\"}}}}"
            })
    void schemasThatGoRoundInCirclesEndInTime(String schema) {
        assertThat(detail(raw(schema), "{\"a\":1}")).isEqualTo("steps at /");
    }

    @Test
    void recursiveSchemasOfOtherServicesWork() {
        Tool tool = raw("{\"properties\":{\"a\":{\"$ref\":\"#/$defs/tree\"}},\"$defs\":{\"tree\":{\"type\":\"object\","
                + "\"properties\":{\"next\":{\"$ref\":\"#/$defs/tree\"}},\"additionalProperties\":false}}}");
        assertThat(detail(tool, "{\"a\":" + "{\"next\":".repeat(29) + "{}" + "}".repeat(29) + "}"))
                .isEqualTo("allowed");
        assertThat(detail(tool, "{\"a\":{\"next\":{\"next\":1}}}")).isEqualTo("type at /a/next/next");
    }

    @Test
    void largeArgumentsAreFine() {
        Tool tool = raw("{\"properties\":{\"a\":{\"items\":{\"type\":\"integer\",\"maximum\":9}}}}");
        String many = "1,".repeat(50_000);
        assertThat(detail(tool, "{\"a\":[" + many + "1]}")).isEqualTo("allowed");
        assertThat(detail(tool, "{\"a\":[" + many + "10]}")).isEqualTo("maximum at /a/50000");
    }

    @Test
    void manyThreadsMayAsk() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            List<Callable<String>> calls = IntStream.range(0, 400)
                    .<Callable<String>>mapToObj(i -> () -> detail(TRIP, trip("\"days\":" + (i % 2 == 0 ? 1 : 10))))
                    .toList();
            List<Future<String>> answers = threads.invokeAll(calls);
            for (int i = 0; i < answers.size(); i++) {
                assertThat(answers.get(i).get()).isEqualTo(i % 2 == 0 ? "allowed" : "maximum at /days");
            }
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void itIsAskedBeforeToolsAreCalled() {
        assertThat(guard.points()).containsExactly(Point.PRE_TOOL_CALL);
        assertThat(guard.decide(new Situation.Start(Situations.RUN))).isEqualTo(Decision.ALLOWED);
    }

    private String detail(Tool tool, String arguments) {
        Decision.Reason reason = guard.decide(call(tool, arguments)).reason();
        return reason == null ? "allowed" : reason.detail();
    }

    private static Tool raw(String schema) {
        return Tool.named("t").describedAs("d").takingSchema(schema).doing((arguments, context) -> ToolOutput.of(""));
    }

    /** A trip that is right but for this member. */
    private static String trip(String change) {
        StringBuilder trip = new StringBuilder("{");
        for (String member : List.of(
                "\"name\":\"a\"",
                "\"unit\":\"METRIC\"",
                "\"days\":1",
                "\"budget\":0.5",
                "\"stops\":[]",
                "\"start\":\"2026-01-31\"")) {
            String name = member.substring(0, member.indexOf(':') + 1);
            if (!change.startsWith(name)) {
                trip.append(member).append(',');
            }
        }
        return change.isEmpty() ? trip.substring(0, trip.length() - 1) + "}" : trip + change + "}";
    }
}
