package dev.vedette.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A parent on host a from 100 to 200, a child below it, and a grandchild on the child's host from its start on. */
class ClockSkewTest {
    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "within its parent,                          b, INTERNAL, 120, 180,   0",
        "early on another host: into the middle,     b, INTERNAL,  20,  60, 110",
        "early and longer: to its parent's start,    b, INTERNAL,  20, 220,  80",
        "early on the same host is no matter of clocks, a, INTERNAL, 20, 60,   0",
        "late where its parent need not wait,        b, CONSUMER, 190, 230,   0",
        "late where its parent waited,               b, SERVER,   190, 230, -60",
        "long after where its parent waited,         b, SERVER,   900, 940, -770",
        "longer than who waited: gave up,            b, SERVER,   120, 400,   0"
    })
    void aSpanIsMovedOnlyWhenItCannotBeRight(
            String what, String host, SpanKind kind, long start, long end, long shift) {
        List<Span> spans = new ArrayList<>();
        spans.add(span("p", null, "a", SpanKind.CLIENT, 100, 200));
        spans.add(span("c", "p", host, kind, start, end));
        spans.add(span("g", "c", host, SpanKind.INTERNAL, start, start + 1));

        assertThat(ClockSkew.shifts(TraceTree.rows(spans))).as(what).hasSize(3).contains(shift);
        assertThat(shiftOf("p", spans)).isZero();
        assertThat(shiftOf("c", spans)).isEqualTo(shift);
        assertThat(shiftOf("g", spans)).as("goes with what is above it").isEqualTo(shift);
    }

    private static long shiftOf(String id, List<Span> spans) {
        List<TraceTree.Row> rows = TraceTree.rows(spans);
        long[] shifts = ClockSkew.shifts(rows);
        for (int place = 0; place < shifts.length; place++) {
            if (rows.get(place).span().spanId().equals(id)) {
                return shifts[place];
            }
        }
        throw new AssertionError(id);
    }

    private static Span span(String id, @Nullable String parent, String host, SpanKind kind, long start, long end) {
        return new Span(
                "t",
                id,
                parent,
                id,
                kind,
                start,
                end,
                Status.UNSET,
                Attributes.empty(),
                List.of(),
                List.of(),
                null,
                new Resource(Attributes.of(Map.of("service.name", "s", "host.name", host))),
                Scope.UNKNOWN,
                "none",
                new Actor("s", "s", null, null, "t", null, null, null),
                new Operation.Other(),
                Usage.NONE);
    }
}
