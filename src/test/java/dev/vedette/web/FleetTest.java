package dev.vedette.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vedette.telemetry.ActivityPoint;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class FleetTest {
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    private static final TimeRange RANGE = new TimeRange(NOON, NOON.plusSeconds(120), 1);

    @Test
    void noSenderCanTurnATotalIntoItsOpposite() {
        Fleet fleet = new Fleet(List.of(tokens("wild", Long.MAX_VALUE), tokens("wild", Long.MAX_VALUE)), RANGE);

        assertThat(fleet.totals().inputTokens()).isEqualTo(Long.MAX_VALUE);
        assertThat(fleet.totals().outputTokens()).isEqualTo(Long.MAX_VALUE);
        assertThat(fleet.agents(1).get(0).line()).containsExactly(Long.MAX_VALUE, 0L);
    }

    @Test
    void whoseTokensAloneAreToldStandsWhereItsCallsWould() {
        Fleet fleet = new Fleet(
                List.of(tokens("small", 10_000), calls("busy", 20), tokens("wild", Long.MAX_VALUE), calls("calm", 1)),
                RANGE);

        assertThat(fleet.agents(4)).extracting(Fleet.AgentUse::agent).containsExactly("wild", "busy", "small", "calm");
    }

    private static ActivityPoint tokens(String agent, long each) {
        return point(agent, 0, each, true);
    }

    private static ActivityPoint calls(String agent, long calls) {
        return point(agent, calls, 0, false);
    }

    private static ActivityPoint point(String agent, long calls, long tokens, boolean measured) {
        return new ActivityPoint(
                NOON.getEpochSecond() * 1_000_000_000,
                agent,
                agent,
                "model",
                "small-1",
                calls,
                0,
                tokens,
                tokens,
                0,
                0,
                0,
                0,
                0,
                measured);
    }
}
