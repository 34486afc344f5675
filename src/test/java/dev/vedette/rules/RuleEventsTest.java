package dev.vedette.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vedette.detection.Observation;
import dev.vedette.detection.ToolPolicy;
import dev.vedette.inspection.Sighting;
import dev.vedette.telemetry.LogTrace;
import dev.vedette.telemetry.Message;
import dev.vedette.telemetry.Message.Part;
import dev.vedette.telemetry.Operation;
import dev.vedette.telemetry.ToolDefinition;
import dev.vedette.telemetry.Usage;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RuleEventsTest {
    private static final ToolPolicy POLICY =
            new ToolPolicy(Map.of("bot", Set.of("search")), Map.of("search", Set.of("source.untrusted")));

    @Test
    void aToolSpanIsACallAndAResult() {
        List<RuleEvent> events = all(Observations.call(Observations.START, "s1", "search", "{\"q\": 1}", "found"));

        assertThat(events)
                .extracting(RuleEvent::kind)
                .containsExactly(EventKind.SPAN, EventKind.TOOL_CALL, EventKind.TOOL_RESULT);
        RuleEvent result = events.get(2);
        assertThat(result.value(Field.TEXT)).isEqualTo("found");
        assertThat(result.value(Field.ARGS_TEXT)).isEqualTo("{\"q\": 1}");
        assertThat(result.value(Field.TOOL_LABELS)).isEqualTo(List.of("source.untrusted"));
        assertThat(result.value(Field.DECLARED_TOOLS)).isEqualTo(List.of("search"));
        assertThat(result.value(Field.DURATION_MS)).isEqualTo(250L);
        assertThat(result.value(Field.STATUS)).isEqualTo("ok");
        assertThat(result.value(Field.ENVIRONMENT)).isEqualTo("production");
        assertThat(result.value(Field.INPUT_TOKENS)).isNull();
    }

    @Test
    void aCallThatALogRecordTellsIsTheSameCall() {
        List<RuleEvent> events = all(Observations.logged("search", "{\"q\": 1}", false));

        assertThat(events)
                .extracting(RuleEvent::kind)
                .containsExactly(EventKind.LOG_EVENT, EventKind.TOOL_CALL, EventKind.TOOL_RESULT);
        RuleEvent call = events.get(1);
        assertThat(call.value(Field.TOOL_NAME)).isEqualTo("search");
        assertThat(call.value(Field.ARGS_TEXT)).isEqualTo("{\"q\": 1}");
        assertThat(call.value(Field.STATUS)).isEqualTo("error");
        assertThat(call.value(Field.DURATION_MS)).isEqualTo(40L);
        assertThat(call.value(Field.INPUT_TOKENS)).isEqualTo(7L);
        assertThat(call.traceId()).as("what stands for its session").isEqualTo(LogTrace.idOf("shop", "s1"));
    }

    @Test
    void anEchoDoesNotHappenAgainButWhatItTellsIsLookedAt() {
        List<RuleEvent> events = all(Observations.logged("search", "{}", true));

        assertThat(events)
                .extracting(RuleEvent::kind)
                .containsExactly(EventKind.LOG_EVENT, EventKind.TOOL_REQUEST, EventKind.TOOL_RESPONSE);
        assertThat(events.get(1).text(Field.ARGS_TEXT)).isEqualTo("{}");
        assertThat(events.get(2).text(Field.TEXT)).isEqualTo("no");
    }

    @Test
    void onlyWhatCameAfterTheLastAnswerIsNew() {
        List<Message> input = List.of(
                Message.text("system", "be kind"),
                Message.text("user", "old"),
                new Message("assistant", List.of(new Part.ToolCallRequest("c7", "search", "{}")), null),
                new Message("tool", List.of(new Part.ToolCallResponse("c7", "page")), null),
                Message.text("user", "new"));
        List<Message> output = List.of(new Message(
                "assistant",
                List.of(new Part.Text("a"), new Part.Text("b"), new Part.ToolCallRequest("c8", "send", "{}")),
                null));

        List<RuleEvent> events = all(Observations.chat(Observations.START, input, output));

        assertThat(events)
                .extracting(event ->
                        event.kind().label() + "=" + event.text(Field.TEXT) + "/" + event.text(Field.TOOL_NAME))
                .containsExactly(
                        "span=/",
                        "model.call=/",
                        "system.message=be kind/",
                        "tool.response=page/search",
                        "user.message=new/",
                        "assistant.message=a\nb/",
                        "tool.request=/send");
    }

    @Test
    void usageThatRepeatsTheChildrenIsNotThere() {
        Operation run = new Operation.AgentRun(List.of(), List.of(), List.of(new ToolDefinition("t", "d", "")));
        Usage sum = new Usage(10L, 5L, null, null, null, 1.0, false);

        RuleEvent event =
                all(Observations.span(Observations.START, "s1", run, sum)).get(1);

        assertThat(event.kind()).isEqualTo(EventKind.AGENT_INVOKE);
        assertThat(event.value(Field.TOTAL_TOKENS)).isNull();
        assertThat(event.value(Field.COST)).isNull();
    }

    @Test
    void attributesAreTextsAndEmptyOnesAreAbsent() {
        RuleEvent event = all(Observations.call(Observations.START, "s1", "search", "{}", ""))
                .get(0);

        assertThat(event.seen(Field.ATTRIBUTES)).isEqualTo(Map.of("retries", "3", "http.request.method", "GET"));
    }

    @Test
    void secretsBelongToThePartInWhichTheyWereSeen() {
        Observation.SpanEnded call = Observations.call(Observations.START, "s1", "search", "{}", "x");
        Observation seen = new Observation.SpanEnded(
                call.at(),
                call.span(),
                List.of(
                        secret("github-pat", "attribute gen_ai.tool.call.arguments"),
                        secret("aws-key", "attribute gen_ai.tool.call.result"),
                        new Sighting("pii", "iban", "attribute gen_ai.tool.call.arguments", 0, 1, "*", "")));

        List<RuleEvent> events = all(seen);

        assertThat(events.get(1).value(Field.SECRETS)).isEqualTo(List.of("github-pat"));
        assertThat(events.get(2).value(Field.SECRETS)).isEqualTo(List.of("aws-key"));
        assertThat(events.get(0).value(Field.SECRETS)).isEqualTo(List.of("github-pat", "aws-key"));
    }

    @Test
    void whiteSpaceBetweenTokensDoesNotChangeTheHashOfArguments() {
        String dense = TextHash.ofArguments("{\"a\":\"x y\",\"b\":\"\\\"\"}");

        assertThat(TextHash.ofArguments("{ \"a\" : \"x y\",\n \"b\": \"\\\"\" }"))
                .isEqualTo(dense);
        assertThat(TextHash.ofArguments("{\"a\":\"xy\",\"b\":\"\\\"\"}")).isNotEqualTo(dense);
        assertThat(TextHash.ofArguments("it's \"odd")).isNotEqualTo(TextHash.ofArguments("it's\"odd"));
    }

    @Test
    void aConversationWithoutEndIsCut() {
        List<Message> input = Collections.nCopies(10_000, Message.text("user", "x"));

        assertThat(all(Observations.chat(Observations.START, input, List.of()))).hasSize(256);
    }

    private static Sighting secret(String rule, String place) {
        return new Sighting(Sighting.SECRET, rule, place, 0, 4, "****", "f");
    }

    private static List<RuleEvent> all(Observation seen) {
        return RuleEvents.of(seen, EnumSet.allOf(EventKind.class), POLICY);
    }
}
