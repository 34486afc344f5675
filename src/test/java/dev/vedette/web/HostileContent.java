package dev.vedette.web;

import dev.vedette.alerting.AlertChange;
import dev.vedette.alerting.AlertState;
import dev.vedette.detection.Evidence;
import dev.vedette.detection.Severity;
import dev.vedette.telemetry.Message;
import dev.vedette.telemetry.Operation;
import dev.vedette.telemetry.Span;
import dev.vedette.telemetry.Status;
import dev.vedette.telemetry.Usage;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What an agent can write to attack those who look at it: in every field of an alert and of a trace. */
final class HostileContent {
    static final List<String> TEXTS = List.of(
            "<script>alert(1)</script>",
            "<img src=x onerror=alert(2)>",
            "<svg onload=alert(3)>",
            "javascript:alert(4)",
            "${alert(5)}",
            "{{constructor.constructor('alert(6)')()}}",
            "\"><iframe srcdoc='<script>alert(7)</script>'>",
            "</title><script>alert(8)</script>",
            "<math><mtext><table><mglyph><style><img src=x onerror=alert(9)>",
            "![x](https://evil.example/leak.png)",
            "https://evil.example/click",
            "<a href=//evil.example>x</a>",
            "<link rel=stylesheet href=//evil.example/x.css>",
            "' onmouseover='alert(10)",
            "<!--<img src=x onerror=alert(11)>-->",
            "lit$123$<img src=x onerror=alert(12)>",
            "?lit$",
            "__proto__",
            "constructor",
            "%3Cscript%3E",
            "<base href=//evil.example>",
            "\u202egpj.exe",
            "zero\u200bwidth",
            "\u001b[31mred",
            "nul\u0000byte",
            "tag\udb40\udc69\udb40\udc67",
            "lone\ud800surrogate");

    private HostileContent() {}

    static AlertChange alert(String fingerprint, String title, Map<String, String> labels) {
        return SampleAlerts.opened(
                fingerprint,
                Severity.CRITICAL,
                AlertState.OPEN,
                Instant.now(),
                1,
                SampleAlerts.finding(
                        "HOSTILE-01",
                        Severity.CRITICAL,
                        title,
                        title,
                        labels,
                        null,
                        Instant.now(),
                        null,
                        List.of(),
                        TEXTS.stream().map(text -> new Evidence(text, text)).toList(),
                        TEXTS,
                        TEXTS));
    }

    static List<Span> trace(String id) {
        Map<String, Object> attributes = new HashMap<>();
        TEXTS.forEach(text -> attributes.put(text, text));
        SampleSpans trace = new SampleSpans(
                id, TEXTS.get(0), TEXTS.get(0), TEXTS.get(1), Instant.now().minusSeconds(20));
        for (String text : TEXTS) {
            trace.add(
                    null,
                    text,
                    0,
                    10,
                    new Operation.ToolCall(text, text, text, text, text),
                    Usage.NONE,
                    new Status(Status.Code.ERROR, text, text),
                    attributes);
        }
        trace.add(
                null,
                TEXTS.get(0),
                0,
                10,
                new Operation.ModelCall(
                        TEXTS.get(0),
                        TEXTS.get(2),
                        null,
                        TEXTS.stream().map(text -> Message.text(text, text)).toList(),
                        List.of(),
                        List.of(),
                        TEXTS,
                        null),
                Usage.NONE);
        return trace.spans();
    }
}
