package dev.vedette.detection;

import static dev.vedette.detection.Spans.START;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vedette.telemetry.Activity;
import dev.vedette.telemetry.Operation;
import dev.vedette.telemetry.Temporality;
import dev.vedette.telemetry.Usage;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class MeteringTest {
    private final Metering metering = new Metering();

    @Test
    void whatOnlyMetricsTellIsAddedUp() {
        assertThat(tokens(settle(0, Temporality.DELTA, 100))).isEqualTo(100);
        assertThat(tokens(settle(60, Temporality.DELTA, 30))).isEqualTo(30);
        assertThat(metering.settle(measured(60, Temporality.DELTA, 30), START.plusSeconds(60)))
                .as("sent again")
                .isNull();
    }

    @Test
    void sumsAreTakenForWhatTheyGrewBy() {
        assertThat(tokens(settle(60, Temporality.CUMULATIVE, 100))).isEqualTo(100);
        assertThat(tokens(settle(120, Temporality.CUMULATIVE, 130))).isEqualTo(30);
        assertThat(metering.settle(measured(180, Temporality.CUMULATIVE, 130), START))
                .isNull();
    }

    @Test
    void aServiceThatTellsItsCallsIsLeftToThemForADay() {
        metering.told(Spans.of("cli").tool(START, "t1", "search").activity(), START);
        assertThat(metering.settle(measured(0, Temporality.DELTA, 100), START))
                .as("a tool call tells no tokens")
                .isNotNull();

        metering.told(call(), START);

        assertThat(metering.settle(measured(60, Temporality.DELTA, 100), START.plusSeconds(60)))
                .isNull();
        assertThat(metering.settle(measured(86_401, Temporality.DELTA, 100), START.plusSeconds(86_401)))
                .isNotNull();
    }

    @Test
    void whatWasToldMeanwhileIsNotMadeUpForLater() {
        metering.told(call(), START);
        metering.settle(measured(60, Temporality.CUMULATIVE, 1_000), START);

        assertThat(tokens(metering.settle(measured(86_500, Temporality.CUMULATIVE, 1_005), START.plusSeconds(86_500))))
                .isEqualTo(5);
    }

    @Test
    void goesOnAfterARestart() {
        List<Observation.Measured> points = new ArrayList<>();
        for (int minute = 1; minute < 40; minute++) {
            points.add(measured(minute * 60L, Temporality.CUMULATIVE, minute * 10));
        }
        Metering whole = new Metering();
        List<Object> wanted = new ArrayList<>();
        List<Object> got = new ArrayList<>();
        Metering cut = new Metering();
        for (Observation.Measured point : points) {
            wanted.add(String.valueOf(whole.settle(point, point.at())));
            got.add(String.valueOf(cut.settle(point, point.at())));
            Metering next = new Metering();
            next.restore(cut.entries());
            cut = next;
        }
        assertThat(got).isEqualTo(wanted);
        assertThat(cut.entries()).isEqualTo(whole.entries());
    }

    private static long tokens(Observation.@Nullable Increased increased) {
        return increased == null ? -1 : increased.inputTokens();
    }

    private Observation.@Nullable Increased settle(long second, Temporality temporality, double value) {
        return metering.settle(measured(second, temporality, value), START.plusSeconds(second));
    }

    private static Activity call() {
        var span = Spans.of("cli")
                .span(
                        START,
                        "t1",
                        new Operation.ModelCall("p", "m", "m", List.of(), List.of(), List.of(), List.of(), null));
        return span.span().withUsage(new Usage(1L, 1L, null, null, null, null, true));
    }

    private static Observation.Measured measured(long second, Temporality temporality, double value) {
        return new MeasuredTokens("cli", "s1", temporality).at(START.plusSeconds(second), value);
    }
}
