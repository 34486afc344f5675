package dev.vedette.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class LogTraceTest {
    private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";

    @Test
    void aRecordBelongsToTheTraceThatItNamesElseToItsSession() {
        assertThat(LogTrace.idOf(log(TRACE, "talk"))).isEqualTo(TRACE);
        assertThat(LogTrace.idOf(log(null, "talk"))).isEqualTo(LogTrace.idOf("coder", "talk"));
        assertThat(LogTrace.idOf(log(null, "coder"))).isNull();
    }

    @Test
    void theIdOfASessionStaysAndIsItsOwn() {
        assertThat(LogTrace.idOf("coder", "talk")).isEqualTo("cf034adf33d84126b2c1a49c0b0e9efd");
        assertThat(LogTrace.idOf("code", "rtalk")).isNotEqualTo(LogTrace.idOf("coder", "talk"));
    }

    @Test
    void tokensOfTheseKindsAloneAreTakenForRepeated() {
        List<LogEvent> logs = List.of(log(null, "talk"), log(TRACE, "talk"));

        assertThat(LogTrace.withoutTokensOf(Set.of("tool"), logs)).isEqualTo(logs);
        assertThat(LogTrace.withoutTokensOf(Set.of("model", "tool"), logs))
                .extracting(log -> log.usage().own())
                .containsOnly(false);
    }

    private static LogEvent log(@Nullable String trace, String session) {
        return new LogEvent(
                1,
                "api_request",
                0,
                "",
                Attributes.empty(),
                trace,
                null,
                Resource.UNKNOWN,
                Scope.UNKNOWN,
                "none",
                new Actor("coder", "coder", null, null, session, null, null, null),
                new Operation.ModelCall(null, "m", null, List.of(), List.of(), List.of(), List.of(), null),
                new Usage(1L, null, null, null, null, null, true),
                Status.UNSET,
                null,
                List.of(),
                List.of());
    }
}
