package dev.vedette.agent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vedette.agent.access.AllowedTool;
import dev.vedette.agent.access.Allowlist;
import dev.vedette.agent.check.AmountWithin;
import dev.vedette.agent.check.HostAllowed;
import dev.vedette.agent.check.PathInside;
import dev.vedette.agent.check.SqlKind;
import dev.vedette.agent.check.SqlStatements;
import dev.vedette.agent.model.ToolRequest;
import dev.vedette.agent.tool.ArgumentCheck;
import dev.vedette.agent.tool.DefinitionHash;
import dev.vedette.agent.tool.Tool;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What stands before a tool: whether it may be called at all, and with what. */
@Timeout(60)
class ControlMatrixTest {
    private static final String SPAN = "execute_tool send";

    private final Stage stage = new Stage();

    @AfterEach
    void close() {
        assertThat(stage.unended()).isEmpty();
        stage.close();
    }

    private void refused(String guard, String reason) {
        assertThat(stage.done).isEmpty();
        assertThat(stage.decisions(SPAN)).contains(guard + " deny " + reason);
        assertThat(stage.attribute(SPAN, "error.type")).isEqualTo("policy_denied");
    }

    private RunResult runUnder(Policy policy, Tool... tools) {
        return stage.run(stage.agent(tools).policy(policy));
    }

    private static Policy allowing(AllowedTool tool) {
        return Policy.standard()
                .allowing(new Allowlist(List.of(new Allowlist.Grant("support", Set.of(), List.of(tool)))));
    }

    @Test
    void aToolThatNothingSpeaksAgainstRuns() {
        stage.script("send", "hello");

        RunResult result = runUnder(Policy.standard(), stage.recording("send"));

        assertThat(result.outcome()).isEqualTo(new Outcome.Completed());
        assertThat(stage.done).containsExactly("hello");
        assertThat(stage.told()).containsExactly("it is done");
        assertThat(stage.decisions(SPAN)).isEmpty();
        assertThat(stage.attribute(SPAN, "error.type")).isNull();
    }

    @Test
    void aToolOnTheListRuns() {
        stage.script("send", "hello");
        Tool send = stage.recording("send");
        String pin = DefinitionHash.of(send.definition());

        runUnder(allowing(new AllowedTool("send", pin, Set.of("clerk"), false)), send);

        assertThat(stage.done).containsExactly("hello");
    }

    @Test
    void aToolThatIsNotOnTheListIsNotShownAndCannotBeCalled() {
        stage.script("send", "hello");

        RunResult result = runUnder(allowing(AllowedTool.named("other")), stage.recording("send"));

        assertThat(result.completed()).isTrue();
        refused("tool-declared", "tool_undeclared");
        assertThat(stage.decisions("invoke_agent support")).containsExactly("tool-allowlist deny tool_not_allowed");
        assertThat(stage.server.requests().get(0).body().has("tools")).isFalse();
        assertThat(stage.told()).containsExactly("There is no such tool. Use only the tools you have.");
    }

    @Test
    void aToolThatHasChangedSinceItWasAgreedToIsNotLoaded() {
        stage.script("send", "hello");

        runUnder(allowing(new AllowedTool("send", "sha256:other", Set.of(), false)), stage.recording("send"));

        refused("tool-declared", "tool_undeclared");
        assertThat(stage.decisions("invoke_agent support")).containsExactly("tool-allowlist deny tool_changed");
    }

    @Test
    void whatTheCallerMayNotDoTheAgentMayNot() {
        stage.script("send", "hello");

        runUnder(Policy.standard(), stage.taking("send").requiringRole("boss").answering(stage::note));

        refused("roles", "role_missing");
        assertThat(stage.told().get(0)).startsWith("The person you act for may not do this.");
    }

    @Test
    void rolesOfTheListAreAskedForAsWell() {
        stage.script("send", "hello");

        runUnder(allowing(new AllowedTool("send", null, Set.of("boss"), false)), stage.recording("send"));

        refused("roles", "role_missing");
    }

    @Test
    void aMadeUpToolIsRefusedAndItsNameCut() {
        String name = "x".repeat(100_000);
        stage.server.callsTool(name, "{}").answers("The end.");

        RunResult result = runUnder(Policy.standard(), stage.recording("send"));

        assertThat(result.completed()).isTrue();
        assertThat(stage.done).isEmpty();
        assertThat(stage.spans()).allSatisfy(span -> assertThat(span.getName()).hasSizeLessThan(100));
        assertThat(stage.server.lastRequest().body().toString()).hasSizeLessThan(10_000);
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"words\":                     | arguments_malformed",
                "[1]                             | arguments_no_object",
                "{\"words\":\"a\",\"words\":\"b\"} | arguments_duplicate_name",
                "{\"words\":1e999999}            | arguments_number_out_of_range"
            })
    void whatCannotBeReadIsNotRun(String arguments, String reason) {
        stage.server.callsTool("send", arguments).answers("The end.");

        runUnder(Policy.standard(), stage.recording("send"));

        refused("arguments", reason);
    }

    @Test
    void deepAndLargeArgumentsAreNotRun() {
        stage.server
                .callsTools(
                        new ToolRequest("call_1", "send", "{\"words\":" + "[".repeat(50) + "]".repeat(50) + "}"),
                        new ToolRequest("call_2", "send", "{\"words\":\"" + "x".repeat(300_000) + "\"}"))
                .answers("The end.");

        runUnder(Policy.standard(), stage.recording("send"));

        assertThat(stage.done).isEmpty();
        assertThat(stage.decisions(SPAN))
                .containsExactly("arguments deny arguments_too_deep", "arguments deny arguments_too_large");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"words\":1}", "{\"words\":\"a\",\"more\":true}", ""})
    void whatDoesNotMeetTheSchemaIsNotRun(String arguments) {
        stage.server.callsTool("send", arguments).answers("The end.");

        runUnder(Policy.standard(), stage.recording("send"));

        refused("schema", "schema");
        assertThat(stage.told().get(0)).startsWith("The arguments do not meet the tool's schema.");
    }

    @ParameterizedTest(name = "{0} {1}: {2}")
    @CsvSource({
        "path,   report.txt,                       ''",
        "path,   ../../etc/passwd,                 path_outside",
        "host,   https://api.example.com/x,        ''",
        "host,   https://api.example.com.evil.com, host_not_allowed",
        "host,   http://api.example.com,           scheme_not_allowed",
        "sql,    SELECT name FROM users,           ''",
        "sql,    DELETE FROM users,                sql_not_allowed",
        "broken, anything,                         engine_error"
    })
    void theMeaningOfArgumentsIsLookedAt(String kind, String words, String reason, @TempDir Path folder) {
        ArgumentCheck check = switch (kind) {
            case "path" -> PathInside.of(folder).at("words");
            case "host" -> HostAllowed.https("api.example.com").at("words");
            case "sql" -> SqlStatements.of(SqlKind.SELECT).at("words");
            default ->
                arguments -> {
                    throw new IllegalStateException("the check is broken");
                };
        };
        stage.script("send", words);

        runUnder(Policy.standard(), stage.taking("send").checking(check).answering(stage::note));

        if (reason.isEmpty()) {
            assertThat(stage.done).containsExactly(words);
        } else {
            refused("argument_checks", reason);
            assertThat(stage.told().get(0)).doesNotContain(words);
        }
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({"500, ''", "500.01, amount_out_of_bounds", "-1, amount_out_of_bounds"})
    void amountsAreBounded(String amount, String reason) {
        record Payment(java.math.BigDecimal amount) {}
        Tool pay = Tool.named("send")
                .describedAs("Pays")
                .taking(Payment.class)
                .checking(AmountWithin.from("0.01").to("500").at("amount"))
                .answering(payment -> stage.done.add(payment.amount().toPlainString()));
        stage.server.callsTool("send", "{\"amount\":" + amount + "}").answers("The end.");

        runUnder(Policy.standard(), pay);

        if (reason.isEmpty()) {
            assertThat(stage.done).containsExactly(amount);
        } else {
            refused("argument_checks", reason);
        }
    }

    @Test
    void theSameCallAgainAndAgainIsRemarkedOnAndThenStopped() {
        IntStream.range(0, 5).forEach(round -> stage.server.callsTool("send", "{\"words\":\"again\"}"));
        stage.server.answers("The end.");

        runUnder(Policy.standard(), stage.recording("send"));

        assertThat(stage.done).hasSize(4);
        assertThat(stage.decisions(SPAN))
                .containsExactly("loop warn loop_same_call", "loop warn loop_same_call", "loop deny loop_same_call");
        assertThat(stage.told().get(2)).startsWith("it is done\n\nYou have made this call");
        assertThat(stage.told().get(4)).startsWith("You have made this call with the same arguments too often.");
    }

    @Test
    void twoThousandRequestsInOneAnswerAreAnsweredAndHardlyAnyIsLookedAt() {
        ToolRequest[] flood = IntStream.range(0, 2_000)
                .mapToObj(at -> new ToolRequest("call_" + at, "send", "{\"words\":\"" + at + "\"}"))
                .toArray(ToolRequest[]::new);
        stage.server.callsTools(flood).answers("The end.");

        RunResult result = runUnder(Policy.standard(), stage.recording("send"));

        assertThat(result.completed()).isTrue();
        assertThat(stage.done).hasSize(50);
        assertThat(stage.spans()).hasSizeLessThan(200);
        assertThat(stage.told()).hasSize(2_000);
        assertThat(stage.decisions("invoke_agent support")).containsExactly("limits deny too_many_requests");
    }
}
