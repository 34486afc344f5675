package dev.vedette.detection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vedette.telemetry.Activity;
import dev.vedette.telemetry.Actor;
import dev.vedette.telemetry.Attributes;
import dev.vedette.telemetry.LogEvent;
import dev.vedette.telemetry.Operation;
import dev.vedette.telemetry.Resource;
import dev.vedette.telemetry.Scope;
import dev.vedette.telemetry.Span;
import dev.vedette.telemetry.SpanKind;
import dev.vedette.telemetry.Status;
import dev.vedette.telemetry.Usage;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A coding agent tells its calls in log records, in spans, or in both. */
class TwiceToldTest {
    private static final Instant AT = Instant.parse("2026-01-01T00:00:00Z");
    private static final Usage TOKENS = new Usage(10L, 5L, null, null, null, null, true);

    private final TwiceTold twiceTold = new TwiceTold();

    @Test
    void aToolsCallThatBothTellHappenedOnce() {
        assertThat(twiceTold.settle(log("s", tool("c1"), Usage.NONE)).isEcho()).isFalse();
        assertThat(twiceTold.settle(span("s", tool("c1"), Usage.NONE)).isEcho()).isTrue();
        assertThat(twiceTold.settle(span("s", tool("c2"), Usage.NONE)).isEcho()).isFalse();
        assertThat(twiceTold.settle(log("s", tool("c2"), Usage.NONE)).isEcho()).isTrue();
    }

    @Test
    void theSameSignalAndOtherSessionsAreNoEchoes() {
        twiceTold.settle(log("s", tool("c1"), Usage.NONE));

        assertThat(twiceTold.settle(log("s", tool("c1"), Usage.NONE)).isEcho()).isFalse();
        assertThat(twiceTold.settle(span("other", tool("c1"), Usage.NONE)).isEcho())
                .isFalse();
    }

    @Test
    void callsWithoutIdBelongToTheSignalThatToldSomeFirstInTheSession() {
        Stream<Observation> told = Stream.of(
                log("s", model(), TOKENS),
                span("s", model(), TOKENS),
                span("s", model(), Usage.NONE),
                log("s", model(), TOKENS),
                span("t", model(), TOKENS),
                span("s", tool(null), Usage.NONE),
                log("s", tool(null), Usage.NONE));

        assertThat(told.map(twiceTold::settle).map(Observation::isEcho))
                .containsExactly(false, true, true, false, false, false, true);
    }

    @Test
    void whereOneSignalGivesNoIdsTheCallsAreThoseOfTheFirst() {
        Stream<Observation> spansFirst = Stream.of(
                span("s", tool("c1"), Usage.NONE),
                log("s", tool(null), Usage.NONE),
                span("s", tool("c2"), Usage.NONE),
                log("s", tool(null), Usage.NONE));
        Stream<Observation> logsFirst = Stream.of(
                log("t", tool(null), Usage.NONE),
                span("t", tool("c1"), Usage.NONE),
                span("t", model(), Usage.NONE),
                log("t", tool(null), Usage.NONE));

        assertThat(spansFirst.map(twiceTold::settle).map(Observation::isEcho))
                .containsExactly(false, true, false, true);
        assertThat(logsFirst.map(twiceTold::settle).map(Observation::isEcho))
                .containsExactly(false, true, false, false);
    }

    @Test
    void aFailureThatLogRecordsTellWithoutIdLeavesThemTheCallsTheyTellWithOne() {
        Stream<Observation> told = Stream.of(
                log("s", tool(null), Usage.NONE),
                span("s", tool("c1"), Usage.NONE),
                log("s", tool("c1"), Usage.NONE),
                span("s", tool("c1"), Usage.NONE));

        assertThat(told.map(twiceTold::settle).map(Observation::isEcho)).containsExactly(false, true, false, true);
    }

    @Test
    void tokensBelongToTheSignalThatToldSomeFirstInTheSession() {
        Stream<Observation> told = Stream.of(
                log("s", model(), TOKENS),
                span("s", model(), TOKENS),
                log("s", model(), TOKENS),
                span("t", model(), TOKENS));

        assertThat(told.map(twiceTold::settle).map(TwiceToldTest::counted)).containsExactly(15L, 0L, 15L, 15L);
    }

    @Test
    void aSnapshotGoesOnWhereItWas() {
        twiceTold.settle(span("s", model(), TOKENS));
        TwiceTold later = new TwiceTold();
        later.restore(twiceTold.entries());

        assertThat(later.entries()).isEqualTo(twiceTold.entries());
        assertThat(counted(later.settle(log("s", model(), TOKENS)))).isZero();
        twiceTold.settle(log("s", model(), TOKENS));
        assertThat(later.entries()).isEqualTo(twiceTold.entries());
    }

    @Test
    void memoryIsBoundedAndForgetsWhatWasNotUsedForLongest() {
        for (int i = 0; i < 60_000; i++) {
            twiceTold.settle(log("s" + i, model(), TOKENS));
        }

        assertThat(twiceTold.entries()).hasSize(50_000);
        assertThat(counted(twiceTold.settle(span("s59999", model(), TOKENS)))).isZero();
        assertThat(counted(twiceTold.settle(span("s0", model(), TOKENS)))).isEqualTo(15);
        String endless = "x".repeat(100_000);
        twiceTold.settle(log(endless, model(), TOKENS));
        assertThat(counted(twiceTold.settle(span(endless, model(), TOKENS)))).isEqualTo(15);
    }

    private static long counted(Observation seen) {
        Activity activity = Objects.requireNonNull(seen.activity());
        return activity.usage().countedTokens();
    }

    private static Operation tool(@Nullable String id) {
        return new Operation.ToolCall("Bash", id, null, null, null);
    }

    private static Operation model() {
        return new Operation.ModelCall(null, "m", null, List.of(), List.of(), List.of(), List.of(), null);
    }

    private static Actor actor(String session) {
        return new Actor("coder", "coder", null, null, session, null, null, null);
    }

    private static Observation span(String session, Operation operation, Usage usage) {
        return new Observation.SpanEnded(
                AT,
                new Span(
                        "0".repeat(31) + "1",
                        "0".repeat(15) + "1",
                        null,
                        "x",
                        SpanKind.INTERNAL,
                        1,
                        2,
                        Status.UNSET,
                        Attributes.empty(),
                        List.of(),
                        List.of(),
                        null,
                        Resource.UNKNOWN,
                        Scope.UNKNOWN,
                        "d",
                        actor(session),
                        operation,
                        usage),
                List.of());
    }

    private static Observation log(String session, Operation operation, Usage usage) {
        return new Observation.LogRecorded(
                AT,
                new LogEvent(
                        1,
                        "x",
                        0,
                        "",
                        Attributes.empty(),
                        null,
                        null,
                        Resource.UNKNOWN,
                        Scope.UNKNOWN,
                        "d",
                        actor(session),
                        operation,
                        usage,
                        Status.UNSET,
                        null,
                        List.of(),
                        List.of()),
                List.of());
    }
}
