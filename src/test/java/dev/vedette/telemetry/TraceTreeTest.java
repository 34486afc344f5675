package dev.vedette.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vedette.telemetry.TraceTree.Link;
import dev.vedette.telemetry.TraceTree.Row;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class TraceTreeTest {
    @Test
    void parentsComeBeforeTheirChildrenAndSiblingsByTime() {
        List<Row> rows = TraceTree.rows(
                List.of(span("b", "root", 30), span("c", "a", 20), span("root", null, 0), span("a", "root", 10)));
        assertThat(shape(rows)).containsExactly("root 0 ROOT +3", "a 1 CHILD +1", "c 2 CHILD +0", "b 1 CHILD +0");
    }

    @Test
    void aSpanWhoseParentDidNotComeIsShownAndMarked() {
        assertThat(shape(TraceTree.rows(List.of(span("a", "lost", 5), span("b", "a", 6)))))
                .containsExactly("a 0 PARENT_MISSING +1", "b 1 CHILD +0");
    }

    @Test
    void thoseBelowTheSameMissingParentAreTogether() {
        List<Row> rows = TraceTree.rows(
                List.of(span("a", "lost", 1), span("b", "gone", 2), span("c", "lost", 3), span("d", "c", 4)));
        assertThat(shape(rows))
                .containsExactly(
                        "a 0 PARENT_MISSING +0", "c 0 PARENT_MISSING +1", "d 1 CHILD +0", "b 0 PARENT_MISSING +0");
        assertThat(rows).extracting(Row::missingParentId).containsExactly("lost", "lost", null, "gone");
    }

    @Test
    void aPreviewStandsInForItsSpanUntilThatComes() {
        Span root = span("a", null, 0);
        Span inner = span("b", "a", 1);
        Span announced = span("p", "b", 1, new Preview("a"));
        Span call = span("c", "b", 2);

        assertThat(shape(TraceTree.rows(List.of(root, announced, call))))
                .containsExactly("a 0 ROOT +2", "p 1 CHILD +1", "c 2 CHILD +0");
        assertThat(shape(TraceTree.rows(List.of(root, announced, inner, call))))
                .containsExactly("a 0 ROOT +2", "b 1 CHILD +1", "c 2 CHILD +0");
        assertThat(TraceTree.rows(List.of(announced)).get(0).missingParentId()).isEqualTo("a");
    }

    @Test
    void aSpanThatIsItsOwnParentIsShownOnce() {
        assertThat(shape(TraceTree.rows(List.of(span("a", "a", 0), span("b", "a", 1)))))
                .containsExactly("a 0 PARENT_MISSING +1", "b 1 CHILD +0");
    }

    @Test
    void aCircleOfThreeIsCutAndWhatHangsOnItStaysBelow() {
        List<Row> rows =
                TraceTree.rows(List.of(span("tail", "a", 0), span("a", "c", 1), span("b", "a", 2), span("c", "b", 3)));
        assertThat(rows)
                .hasSize(4)
                .first()
                .satisfies(row -> assertThat(row.link()).isEqualTo(Link.CYCLE));
        assertThat(rows).filteredOn(row -> row.link() == Link.CYCLE).hasSize(1);
        assertThat(rows)
                .filteredOn(row -> row.span().spanId().equals("tail"))
                .singleElement()
                .satisfies(row -> assertThat(row.depth()).isPositive());
    }

    @Test
    void ofTheSameSpanTwiceTheFirstStays() {
        assertThat(shape(TraceTree.rows(List.of(span("a", null, 0), span("a", "x", 9)))))
                .containsExactly("a 0 ROOT +0");
    }

    @Test
    void nothingMakesNoRows() {
        assertThat(TraceTree.rows(List.of())).isEmpty();
    }

    @Test
    void aHundredThousandDeepIsNoDeeperForTheStack() {
        List<Span> chain = new ArrayList<>();
        for (int i = 0; i < 100_000; i++) {
            chain.add(span("s" + i, i == 0 ? null : "s" + (i - 1), i));
        }
        Collections.shuffle(chain, new Random(1));
        List<Row> rows = TraceTree.rows(chain);
        assertThat(rows).hasSize(100_000);
        assertThat(rows.get(99_999).depth()).isEqualTo(99_999);
        assertThat(rows.get(0).descendants()).isEqualTo(99_999);
    }

    @Test
    void manyCirclesTakeNoLongerThanAStraightTrace() {
        List<Span> circles = new ArrayList<>();
        for (int i = 0; i < 50_000; i++) {
            circles.add(span("x" + i, "y" + i, i));
            circles.add(span("y" + i, "x" + i, i));
        }
        assertThat(TraceTree.rows(circles)).hasSize(100_000);
    }

    @Test
    void everySpanIsShownExactlyOnceWhateverTheParents() {
        Random random = new Random(42);
        for (int round = 0; round < 200; round++) {
            List<Span> spans = new ArrayList<>();
            int count = 1 + random.nextInt(30);
            for (int i = 0; i < count; i++) {
                spans.add(span(
                        "s" + i, random.nextInt(4) == 0 ? null : "s" + random.nextInt(count + 3), random.nextInt(50)));
            }
            List<Row> rows = TraceTree.rows(spans);
            assertThat(rows.stream().map(row -> row.span().spanId()))
                    .doesNotHaveDuplicates()
                    .hasSize(count);
            for (int i = 1; i < rows.size(); i++) {
                assertThat(rows.get(i).depth())
                        .isLessThanOrEqualTo(rows.get(i - 1).depth() + 1);
            }
        }
    }

    private static List<String> shape(List<Row> rows) {
        return rows.stream()
                .map(row -> row.span().spanId() + " " + row.depth() + " " + row.link() + " +" + row.descendants())
                .toList();
    }

    private static Span span(String id, @Nullable String parent, long start) {
        return span(id, parent, start, new Operation.Other());
    }

    private static Span span(String id, @Nullable String parent, long start, Operation operation) {
        return new Span(
                "t",
                id,
                parent,
                id,
                SpanKind.INTERNAL,
                start,
                start + 1,
                Status.UNSET,
                Attributes.empty(),
                List.of(),
                List.of(),
                null,
                Resource.UNKNOWN,
                Scope.UNKNOWN,
                "none",
                new Actor("s", "s", null, null, "t", null, null, null),
                operation,
                Usage.NONE);
    }
}
