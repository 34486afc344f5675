package dev.vedette.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vedette.telemetry.Message;
import dev.vedette.telemetry.Operation;
import dev.vedette.telemetry.Status;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StatusReaderTest {
    private static final Operation TOOL = new Operation.ToolCall("t", null, null, null, null);

    @ParameterizedTest(name = "{0}={1}: {2}")
    @CsvSource({
        "error.type, timeout, ERROR",
        "error, true, ERROR",
        "error, 'it broke', ERROR",
        "error, false, UNSET",
        "success, false, ERROR",
        "success, true, UNSET",
        "gen_ai.tool.status, error, ERROR",
        "gen_ai.tool.status, Error, ERROR",
        "rpc.response.status_code, -32602, UNSET",
        "gen_ai.tool.status, success, UNSET",
        "langfuse.observation.level, ERROR, ERROR",
        "langfuse.observation.level, WARNING, UNSET"
    })
    void attributesTellOfErrors(String key, String value, Status.Code code) {
        RawSpan span = RawSpans.named("x").with(key, value).build();
        RawLog log = RawSpans.log("x", null, Map.of(key, value));

        assertThat(StatusReader.read(span, TOOL).code()).isEqualTo(code);
        assertThat(StatusReader.read(log, TOOL).code()).isEqualTo(code);
    }

    @ParameterizedTest(name = "an exception beside {0} and a result {1}: {2}")
    @CsvSource({"UNSET, true, ERROR", "OK, true, OK", "OK, false, ERROR", "ERROR, true, ERROR"})
    void anExceptionBesideAnOkCountsWhenThereIsNothingToShow(Status.Code sent, boolean result, Status.Code code) {
        RawSpan span = RawSpans.named("x")
                .status(sent)
                .event("exception", Map.of("exception.type", "IOException", "exception.message", "gone"))
                .build();
        Operation call = new Operation.ModelCall(
                null,
                null,
                null,
                List.of(),
                result ? List.of(Message.text("a", "b")) : List.of(),
                List.of(),
                List.of(),
                null);

        Status status = StatusReader.read(span, call);

        assertThat(status.code()).isEqualTo(code);
        assertThat(status.isError() ? status.errorType() : "IOException").isEqualTo("IOException");
    }

    @ParameterizedTest
    @CsvSource({"500, ERROR", "429, ERROR", "200, UNSET", "1000, UNSET"})
    void anHttpStatusCountsInARecordOfAnOperation(long http, Status.Code code) {
        RawLog log = RawSpans.log("api_error", null, Map.of("status_code", http));

        assertThat(StatusReader.read(log, TOOL).code()).isEqualTo(code);
        assertThat(StatusReader.read(log, new Operation.Other()).code()).isEqualTo(Status.Code.UNSET);
    }

    @ParameterizedTest
    @CsvSource({"error, ERROR", "stop, UNSET"})
    void aModelMayStopBecauseOfAnError(String reason, Status.Code code) {
        RawSpan span = RawSpans.named("x").build();
        Operation call =
                new Operation.ModelCall(null, null, null, List.of(), List.of(), List.of(), List.of(reason), null);

        assertThat(StatusReader.read(span, call).code()).isEqualTo(code);
    }

    @ParameterizedTest
    @CsvSource({"gen_ai.client.operation.exception, ERROR", "gen_ai.execute_tool.exception, ERROR", "gen_ai.x, UNSET"})
    void genAiHasEventsOfItsOwnForExceptions(String event, Status.Code code) {
        Map<String, String> thrown = Map.of("exception.type", "IOException", "exception.message", "gone");
        RawSpan span = RawSpans.named("x").event(event, thrown).build();
        RawLog log = RawSpans.log(event, null, thrown);

        assertThat(StatusReader.read(span, TOOL).code()).isEqualTo(code);
        assertThat(StatusReader.read(log, new Operation.Other()).code()).isEqualTo(code);
    }

    @Test
    void anExceptionThatIsLoggedWithoutSayingOfWhatFailsNothing() {
        RawLog log = RawSpans.log("exception", null, Map.of("exception.type", "IOException"));

        assertThat(StatusReader.read(log, new Operation.Other()).code()).isEqualTo(Status.Code.UNSET);
    }

    @ParameterizedTest
    @CsvSource({"-32602, ERROR, -32602", "0, UNSET, ''"})
    void aRequestByMcpFailsWithACodeOfJsonRpc(String sent, Status.Code code, String type) {
        RawSpan span = RawSpans.named("tools/call f")
                .with("mcp.method.name", "tools/call")
                .with("rpc.response.status_code", sent)
                .build();

        assertThat(StatusReader.read(span, TOOL)).isEqualTo(new Status(code, "", type));
    }
}
