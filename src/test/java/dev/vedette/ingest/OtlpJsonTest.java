package dev.vedette.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vedette.ingest.OtlpDecoder.Decoded;
import dev.vedette.telemetry.Attributes;
import dev.vedette.telemetry.Signal;
import dev.vedette.telemetry.Span;
import dev.vedette.telemetry.SpanKind;
import dev.vedette.telemetry.Status;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OtlpJsonTest {
    private final OtlpDecoder decoder = new OtlpDecoder(new MarkerRedactor(), OtlpLimits.defaults());

    @Test
    void jsonAndProtobufGiveTheSamePayload() throws RefusedException {
        String json = request("""
                {"traceId": "4BF92F3577B34DA6A3CE929D0E0E4736", "spanId": "0000000000000001", "name": "chat",
                 "startTimeUnixNano": "1795478398000000000", "endTimeUnixNano": "1795478399000000000",
                 "attributes": [{"key": "gen_ai.operation.name", "value": {"stringValue": "chat"}}]}
                """);

        assertThat(decode(json).batch().payload()).isEqualTo(Requests.traces(1).toByteArray());
    }

    @Test
    void everyKindOfValueIsRead() throws RefusedException {
        Attributes attributes = span("""
                "attributes": [
                  {"key": "text", "value": {"stringValue": "\\ud83d\\ude00 \\ud800"}},
                  {"key": "flag", "value": {"boolValue": true}},
                  {"key": "string number", "value": {"intValue": "-9223372036854775808"}},
                  {"key": "number", "value": {"intValue": 42}},
                  {"key": "pair", "value": {"intValue": {"low": -1, "high": 1, "unsigned": true}}},
                  {"key": "decimal", "value": {"doubleValue": 0.5}},
                  {"key": "infinite", "value": {"doubleValue": "-Infinity"}},
                  {"key": "bytes", "value": {"bytesValue": "3q2+7w=="}},
                  {"key": "empty", "value": {}},
                  {"key": "null", "value": null},
                  {"key": "list", "value": {"arrayValue": {"values": [{"intValue": 1}, null, {"stringValue": "b"}]}}},
                  {"key": "map", "value": {"kvlistValue": {"values": [{"key": "a", "value": {"intValue": "1"}}]}}}
                ]""").attributes();

        assertThat(attributes.asMap())
                .containsEntry("text", "\uD83D\uDE00 ?")
                .containsEntry("flag", true)
                .containsEntry("string number", Long.MIN_VALUE)
                .containsEntry("number", 42L)
                .containsEntry("pair", 0x1_ffff_ffffL)
                .containsEntry("decimal", 0.5)
                .containsEntry("infinite", Double.NEGATIVE_INFINITY)
                .containsEntry("bytes", "3q2+7w==")
                .containsEntry("empty", "")
                .containsEntry("null", "")
                .containsEntry("list", List.of(1L, "", "b"))
                .containsEntry("map", Map.of("a", 1L));
    }

    @Test
    void enumsMayBeNumbersOrNamesAndFieldsMayBeSpelledWithUnderscores() throws RefusedException {
        Span named = span("\"kind\": \"SPAN_KIND_CLIENT\", \"status\": {\"code\": \"STATUS_CODE_ERROR\"}");
        Span numbered = span("\"kind\": 3, \"status\": {\"code\": 2}, \"parent_span_id\": \"00000000000000aa\"");
        Span unknown = span("\"kind\": \"SPAN_KIND_NEW\", \"status\": {\"code\": 77}, \"unheardOf\": [{\"a\": [1]}]");

        assertThat(named.kind()).isEqualTo(numbered.kind()).isEqualTo(SpanKind.CLIENT);
        assertThat(named.status().code()).isEqualTo(numbered.status().code()).isEqualTo(Status.Code.ERROR);
        assertThat(numbered.parentSpanId()).isEqualTo("00000000000000aa");
        assertThat(unknown.kind()).isEqualTo(SpanKind.UNSPECIFIED);
        assertThat(unknown.status().code()).isEqualTo(Status.Code.UNSET);
    }

    @Test
    void idsInBase64AsCommonProtobufJsonWritesThemAreUnderstood() throws RefusedException {
        String json = request("""
                {"traceId": "S/kvNXezTaajzpKdDg5HNg==", "spanId": "AAAAAAAAAAE=", "name": "chat",
                 "endTimeUnixNano": 1795478399000000000}""");

        assertThat(decode(json).batch().spans())
                .extracting(Span::traceId, Span::spanId)
                .containsExactly(org.assertj.core.groups.Tuple.tuple(Requests.TRACE_ID, "0000000000000001"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"xyz", "0123", "zzzzzzzzzzzzzzzz", "abcdefgh", ""})
    void aWrongIdCostsItsSpanOnly(String spanId) throws RefusedException {
        Decoded decoded = decode(request("{\"traceId\": \"" + Requests.TRACE_ID + "\", \"spanId\": \"" + spanId
                + "\"}, {\"traceId\": \"" + Requests.TRACE_ID + "\", \"spanId\": \"00000000000000aa\"}"));

        assertThat(decoded.rejected()).isEqualTo(1);
        assertThat(decoded.batch().spans()).hasSize(1);
    }

    @Test
    void jsonNestedAHundredThousandDeepIsRefused() {
        String value = "{\"arrayValue\":{\"values\":[".repeat(100_000);
        assertRefused(request("{\"attributes\":[{\"key\":\"k\",\"value\":" + value), "deep");
        assertRefused("[".repeat(100_000), "not a JSON object");
        assertRefused("{\"unknown\":" + "[".repeat(100_000), "nested");
        assertRefused("{\"unknown\":" + "{\"a\":".repeat(100_000), "nested");
    }

    @Test
    void valuesAsDeepAsIsAllowedPass() throws RefusedException {
        String value = "{\"arrayValue\":{\"values\":[".repeat(60) + "{\"intValue\":1}" + "]}}".repeat(60);

        assertThat(span("\"attributes\":[{\"key\":\"k\",\"value\":" + value + "}]")
                        .attributes()
                        .has("k"))
                .isTrue();
    }

    @Test
    void whatIsNotJsonIsRefusedByPlaceAndWithoutQuotingIt() {
        assertThatThrownBy(() -> decode("{\"resourceSpans\": [sekretword]}"))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("line 1, column")
                .message()
                .doesNotContain("sekretword");
        assertRefused("{\"resourceSpans\": [", "valid JSON");
        assertRefused("{} {}", "more after");
        assertRefused("{\"resourceSpans\": 1}", "resourceSpans must be a list");
        assertRefused(request("{\"kind\": {}}"), "kind");
        assertRefused(request("{\"endTimeUnixNano\": \"yesterday\"}"), "endTimeUnixNano must be a number");
        assertRefused(request("{\"endTimeUnixNano\": " + "9".repeat(1_000_000) + "}"), "too long");
    }

    @Test
    void aFieldThatComesTwiceIsRefused() {
        assertRefused(request("{\"name\": \"a\", \"name\": \"b\"}"), "name comes twice");
        assertRefused(request("{\"traceId\": \"aa\", \"trace_id\": \"bb\"}"), "traceId comes twice");
    }

    @Test
    void logsOnTheTracesPathAreRefusedWithAHint() {
        assertRefused("{\"resourceLogs\": []}", "/v1/logs");
    }

    @Test
    void anEmptyRequestIsFine() throws RefusedException {
        assertThat(decode("{}").received()).isZero();
        assertThat(decode("").received()).isZero();
    }

    @Test
    void textThatIsNotUtf8IsMended() throws RefusedException {
        byte[] body = request("{\"traceId\": \"" + Requests.TRACE_ID
                        + "\", \"spanId\": \"00000000000000aa\", \"name\": \"caf#\"}")
                .getBytes(StandardCharsets.UTF_8);
        for (int at = 0; at < body.length; at++) {
            body[at] = body[at] == '#' ? (byte) 0xe9 : body[at];
        }
        Decoded decoded = decoder.decode(Signal.TRACES, OtlpEncoding.JSON, body, Requests.NOW);

        assertThat(decoded.batch().spans()).extracting(Span::name).containsExactly("caf\uFFFD");
        assertThat(decoded.complaints()).contains("not UTF-8");
    }

    private void assertRefused(String json, String why) {
        assertThatThrownBy(() -> decode(json))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining(why);
    }

    private Span span(String fields) throws RefusedException {
        String ids = "{\"traceId\": \"" + Requests.TRACE_ID + "\", \"spanId\": \"00000000000000bb\", ";
        return decode(request(ids + fields + "}")).batch().spans().get(0);
    }

    private Decoded decode(String json) throws RefusedException {
        return decoder.decode(Signal.TRACES, OtlpEncoding.JSON, json.getBytes(StandardCharsets.UTF_8), Requests.NOW);
    }

    private static String request(String spans) {
        return """
                {"resourceSpans": [{
                  "resource": {"attributes": [{"key": "service.name", "value": {"stringValue": "shop"}}]},
                  "scopeSpans": [{"scope": {"name": "by-hand"}, "spans": [""" + spans + "]}]}]}";
    }
}
