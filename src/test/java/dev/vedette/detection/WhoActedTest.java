package dev.vedette.detection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vedette.telemetry.Actor;
import dev.vedette.telemetry.Operation;
import dev.vedette.telemetry.Preview;
import dev.vedette.telemetry.Span;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Children come before their parents, in other requests. The service is called shop, its agents are not. */
class WhoActedTest {
    private static final Operation TOOL = new Operation.ToolCall("search", null, null, null, null);
    private static final Operation RUN = new Operation.AgentRun(List.of(), List.of(), List.of());
    private static final Operation OTHER = new Operation.Other();

    private final WhoActed whoActed = new WhoActed();

    @Test
    void aChildThatComesLaterActsForTheSpanAboveIt() {
        see("t1", "a", null, RUN, "planner", "talk");
        see("t1", "b", "a", RUN, "searcher", null);

        assertThat(see("t1", "c", "b", TOOL, null, null).agent()).isEqualTo("searcher");
        assertThat(see("t1", "d", "a", TOOL, null, null).agent()).isEqualTo("planner");
        assertThat(see("t1", "e", "b", OTHER, null, null).session()).isEqualTo("talk");
        assertThat(see("t1", "f", "b", TOOL, "own", "other"))
                .extracting(Actor::agent, Actor::session, Actor::parentAgent)
                .containsExactly("own", "other", "searcher");
    }

    @Test
    void anAnnouncedSpanSpeaksBeforeItEnds() {
        see("t1", "p", "a", new Preview(null), "planner", "talk");
        see("t2", "q", "b", new Preview(null), "writer", null);

        assertThat(see("t1", "c", "a", TOOL, null, null))
                .extracting(Actor::agent, Actor::session)
                .containsExactly("planner", "talk");
        assertThat(see("t2", "c", "b", TOOL, null, null).agent()).isEqualTo("writer");
    }

    @Test
    void aCallThatNamesItsAgentSpeaksForThoseBesideIt() {
        see("t1", "x", "other", TOOL, "planner", null);
        see("t1", "y", "a", TOOL, "searcher", null);

        assertThat(see("t1", "z", "a", TOOL, null, null).agent()).isEqualTo("searcher");
        assertThat(see("t1", "w", "elsewhere", TOOL, null, null).agent())
                .as("two agents were named, so it may be either")
                .isEqualTo("shop");
    }

    @Test
    void theAgentsSpanComesLastAndTheNextRunKnowsIt() {
        assertThat(see("t1", "b", "a", TOOL, null, null).agent()).isEqualTo("shop");
        see("t1", "a", null, RUN, "planner", "talk");

        assertThat(see("t2", "b", "a", TOOL, null, null))
                .extracting(Actor::agent, Actor::session)
                .containsExactly("planner", "t2");
        assertThat(see("t2", "c", "a", OTHER, null, null).agent())
                .as("no work of an agent")
                .isEqualTo("shop");
    }

    @Test
    void aServiceOfTwoAgentsSpeaksForNeither() {
        see("t1", "a", null, RUN, "planner", null);
        see("t2", "a", null, RUN, "writer", null);
        see("t3", "a", null, RUN, "planner", null);

        assertThat(see("t4", "b", "a", TOOL, null, null).agent()).isEqualTo("shop");
    }

    @Test
    void aSnapshotGoesOnWhereItWasAndMemoryIsBounded() {
        see("t1", "a", null, RUN, "planner", "talk");
        WhoActed later = new WhoActed();
        later.restore(whoActed.entries());
        assertThat(later.entries()).isEqualTo(whoActed.entries());

        IntStream.range(0, 60_000).forEach(number -> see("n" + number, "a", null, RUN, "planner", "talk"));
        see("long", "a", null, RUN, "x".repeat(201), null);

        assertThat(whoActed.entries()).hasSize(50_000);
        assertThat(see("n59999", "b", "a", TOOL, null, null).session()).isEqualTo("talk");
        assertThat(see("t1", "b", "a", TOOL, null, null).session()).isEqualTo("t1");
        assertThat(see("long", "b", "a", TOOL, null, null).agent()).isEqualTo("planner");
    }

    private Actor see(
            String trace,
            String id,
            @Nullable String parent,
            Operation operation,
            @Nullable String agent,
            @Nullable String session) {
        Span like = Spans.of("shop").span(Spans.START, trace, operation).span();
        Span span = new Span(
                trace,
                id,
                parent,
                like.name(),
                like.kind(),
                like.startEpochNanos(),
                like.endEpochNanos(),
                like.status(),
                like.attributes(),
                like.events(),
                like.links(),
                null,
                like.resource(),
                like.scope(),
                like.dialect(),
                new Actor(
                        "shop",
                        agent == null ? "shop" : agent,
                        null,
                        null,
                        session == null ? trace : session,
                        null,
                        null,
                        null),
                operation,
                like.usage());
        Observation settled = whoActed.settle(new Observation.SpanEnded(Spans.START, span, List.of()));
        return ((Observation.SpanEnded) settled).span().actor();
    }
}
