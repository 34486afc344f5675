package dev.vedette.agent.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vedette.agent.model.ModelFault.Kind;
import dev.vedette.agent.model.ModelRoute.Attempt;
import dev.vedette.agent.model.ModelRoute.Choice;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ModelRouteTest {
    private static final ChatModel CHEAP = new Named("cheap");
    private static final ChatModel STRONG = new Named("strong");
    private static final ChatModel SPARE = new Named("spare");

    static Stream<Arguments> walks() {
        return Stream.of(
                walk("a model is asked once", CHEAP, "busy", "cheap"),
                walk("an answer ends the route", CHEAP.retrying(3).orElse(SPARE), "good", "cheap"),
                walk(
                        "the same model is asked again, later each time",
                        CHEAP.retrying(3),
                        "busy busy busy busy",
                        "cheap cheap+500 cheap+1000 cheap+2000"),
                walk("a provider that names a time is believed", CHEAP.retrying(1), "busy7 good", "cheap cheap+7000"),
                walk("nobody waits for too long", CHEAP.retrying(1).orElse(SPARE), "busy31 good", "cheap spare"),
                walk(
                        "waits have an upper bound",
                        CHEAP.retrying(3, Duration.ofMillis(700)),
                        "busy busy busy good",
                        "cheap cheap+500 cheap+700 cheap+700"),
                walk("a wrong request is not asked again", CHEAP.retrying(3).orElse(SPARE), "rejected", "cheap"),
                walk("a passing fault leads to the other model", CHEAP.orElse(SPARE), "stalled good", "cheap spare"),
                walk("and to the third", CHEAP.orElse(SPARE).orElse(STRONG), "busy busy good", "cheap spare strong"),
                walk(
                        "other faults may lead there too",
                        CHEAP.orElse(SPARE, fault -> fault.kind() == Kind.REJECTED),
                        "rejected good",
                        "cheap spare"),
                walk(
                        "again first, then the other one again",
                        CHEAP.retrying(1).orElse(SPARE.retrying(1)),
                        "busy busy busy busy",
                        "cheap cheap+500 spare spare+500"),
                walk(
                        "both in turn, and both again",
                        CHEAP.orElse(SPARE).retrying(1),
                        "busy busy busy busy",
                        "cheap spare cheap+500 spare"),
                walk("an answer cut short escalates", CHEAP.escalatingTo(STRONG), "short good", "cheap strong"),
                walk("an empty answer escalates", CHEAP.escalatingTo(STRONG), "empty good", "cheap strong"),
                walk(
                        "an answer that cannot be read escalates",
                        CHEAP.escalatingTo(STRONG),
                        "malformed good",
                        "cheap strong"),
                walk("a request for a tool does not", CHEAP.escalatingTo(STRONG), "tool", "cheap"),
                walk("nor does a filtered answer", CHEAP.escalatingTo(STRONG), "filtered", "cheap"),
                walk("nor does a busy provider", CHEAP.escalatingTo(STRONG), "busy", "cheap"),
                walk("unless it is said", CHEAP.escalatingTo(STRONG).orElse(STRONG), "busy good", "cheap strong"),
                walk(
                        "what is not enough can be said",
                        CHEAP.escalatingTo(STRONG, reply -> reply.text().equals("good")),
                        "good good",
                        "cheap strong"),
                walk(
                        "all of it together",
                        CHEAP.retrying(1).escalatingTo(STRONG.retrying(1)).orElse(SPARE),
                        "busy short busy busy good",
                        "cheap cheap+500 strong strong+500 spare"),
                walk("zero times again is once", CHEAP.retrying(0).orElse(SPARE), "busy busy", "cheap spare"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("walks")
    void routesLeadWhereTheySay(String sentence, ModelRoute route, String outcomes, String expected) {
        List<Attempt> attempts = new ArrayList<>();
        List<String> asked = new ArrayList<>();
        Optional<Choice> choice = route.next(List.copyOf(attempts));
        Iterator<String> scripted = List.of(outcomes.split(" ", -1)).iterator();
        while (choice.isPresent()) {
            Choice now = choice.get();
            asked.add(now.model().name()
                    + (now.after().isZero() ? "" : "+" + now.after().toMillis()));
            assertThat(scripted).as("another attempt is scripted").hasNext();
            attempts.add(attempt(now.model(), scripted.next()));
            choice = route.next(List.copyOf(attempts));
            assertThat(route.next(List.copyOf(attempts))).isEqualTo(choice);
        }
        assertThat(String.join(" ", asked)).isEqualTo(expected);
    }

    @Test
    void aRouteCannotBeTriedLessThanOnce() {
        assertThatThrownBy(() -> CHEAP.retrying(-1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> CHEAP.retrying(1, Duration.ofSeconds(-1)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void waitsDoNotOverflow() {
        ModelRoute route = CHEAP.retrying(100, Duration.ofDays(100_000));
        List<Attempt> attempts = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            Choice choice = route.next(attempts).orElseThrow();
            assertThat(choice.after().isNegative()).isFalse();
            attempts.add(attempt(CHEAP, "busy"));
        }
        assertThat(route.next(attempts).orElseThrow().after()).isPositive();
    }

    private static Arguments walk(String sentence, ModelRoute route, String outcomes, String asked) {
        return Arguments.of(sentence, route, outcomes, asked);
    }

    private static Attempt attempt(ChatModel model, String outcome) {
        return switch (outcome) {
            case "busy" -> fault(model, Kind.RATE_LIMITED, null);
            case "busy7" -> fault(model, Kind.RATE_LIMITED, Duration.ofSeconds(7));
            case "busy31" -> fault(model, Kind.RATE_LIMITED, Duration.ofSeconds(31));
            case "stalled" -> fault(model, Kind.STALLED, null);
            case "rejected" -> fault(model, Kind.REJECTED, null);
            case "malformed" -> fault(model, Kind.MALFORMED, null);
            case "short" -> reply(model, "go", "length", List.of());
            case "empty" -> reply(model, " ", "stop", List.of());
            case "filtered" -> reply(model, "", "content_filter", List.of());
            case "tool" -> reply(model, "", "tool_call", List.of(new ToolRequest("1", "t", "{}")));
            default -> reply(model, outcome, "stop", List.of());
        };
    }

    private static Attempt fault(ChatModel model, Kind kind, @Nullable Duration retryAfter) {
        return new Attempt(model, new ModelFault(kind, 0, retryAfter), null);
    }

    private static Attempt reply(ChatModel model, String text, String reason, List<ToolRequest> tools) {
        return new Attempt(model, null, new ModelReply(text, tools, reason, TokenCount.UNKNOWN, null, null, null));
    }

    /** Never asked: routes only choose. */
    private record Named(String name) implements ChatModel {
        @Override
        public String provider() {
            return "test";
        }

        @Override
        public @Nullable Endpoint endpoint() {
            return null;
        }

        @Override
        public ModelReply call(ModelRequest request, PieceListener pieces) {
            throw new UnsupportedOperationException();
        }
    }
}
