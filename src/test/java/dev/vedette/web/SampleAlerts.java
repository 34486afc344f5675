package dev.vedette.web;

import dev.vedette.alerting.Alert;
import dev.vedette.alerting.AlertChange;
import dev.vedette.alerting.AlertState;
import dev.vedette.detection.Band;
import dev.vedette.detection.Evidence;
import dev.vedette.detection.Finding;
import dev.vedette.detection.RuleActivity;
import dev.vedette.detection.RuleSummary;
import dev.vedette.detection.Severity;
import dev.vedette.telemetry.Span;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Alerts as the rules would raise them on {@link SampleFleet#incident}. */
final class SampleAlerts {
    private SampleAlerts() {}

    static List<AlertChange> all(List<Span> incident, Instant now) {
        String trace = incident.get(0).traceId();
        List<String> vault = idsOf(incident, "read_vault", "send_email");
        return List.of(
                opened(
                        "a1b2c3d4e5f60718",
                        Severity.CRITICAL,
                        AlertState.OPEN,
                        now.minusSeconds(95),
                        2,
                        finding(
                                "SECRET-01",
                                Severity.CRITICAL,
                                "billing-assistant leaked a Stripe key in send_email",
                                "A Stripe key was found in the arguments of the tool send_email. The same key was first seen 0.5 s earlier in the result of read_vault, so it left the vault through the agent.",
                                Map.of("agent", "billing-assistant", "service", "billing", "secret", "stripe-key"),
                                null,
                                now,
                                trace,
                                vault,
                                List.of(
                                        new Evidence("masked secret", "[secret:stripe-key …x9Qz]"),
                                        new Evidence("where", "attribute gen_ai.tool.call.arguments"),
                                        new Evidence("fingerprint", "a41f09c2"),
                                        new Evidence("tool", "send_email")),
                                List.of("owasp-llm25:LLM02", "atlas:AML.T0057"),
                                List.of(
                                        "Revoke the key at the provider now; its fingerprint is a41f09c2.",
                                        "Find who else saw it: search traces of this session.",
                                        "Take read_vault away from billing-assistant."))),
                opened(
                        "b7c6d5e4f3021948",
                        Severity.HIGH,
                        AlertState.OPEN,
                        now.minusSeconds(99),
                        1,
                        finding(
                                "TOOL-01",
                                Severity.HIGH,
                                "billing-assistant called a tool that was never declared: read_vault",
                                "The agent declares get_invoice, refund_payment and send_email. It called read_vault, which is on no list.",
                                Map.of("agent", "billing-assistant", "service", "billing", "tool", "read_vault"),
                                null,
                                now,
                                trace,
                                idsOf(incident, "read_vault"),
                                List.of(
                                        new Evidence("tool", "read_vault"),
                                        new Evidence("declared", "get_invoice, refund_payment, send_email")),
                                List.of("owasp-agentic:T2"),
                                List.of(
                                        "If the tool is wanted, add it to the allow-list of billing-assistant.",
                                        "If not, find out how the agent learned of it."))),
                opened(
                        "c0ffee0011223344",
                        Severity.MEDIUM,
                        AlertState.OPEN,
                        now.minusSeconds(400),
                        14,
                        finding(
                                "RATE-01",
                                Severity.MEDIUM,
                                "support-triage calls search_tickets far more often than it does at this hour",
                                "148 calls in the last minute; between 6 and 31 are usual for this agent at this hour of the week.",
                                Map.of("agent", "support-triage", "service", "support-desk", "tool", "search_tickets"),
                                new Band(17, 6, 31, 148, "calls per minute"),
                                now,
                                null,
                                List.of(),
                                List.of(new Evidence("window", "1 minute"), new Evidence("p-value", "3.1e-19")),
                                List.of("owasp-llm25:LLM10"),
                                List.of(
                                        "Look for a loop: the same arguments again and again.",
                                        "If a campaign or backfill runs, silence this for its length."))),
                opened(
                        "d00d00d00d00d00d",
                        Severity.LOW,
                        AlertState.ACKNOWLEDGED,
                        now.minusSeconds(4_000),
                        3,
                        finding(
                                "MODEL-02",
                                Severity.LOW,
                                "code-reviewer used a model it has not used before: gpt-5-pro",
                                "In fourteen days code-reviewer used gpt-5 only.",
                                Map.of("agent", "code-reviewer", "service", "dev-tools", "model", "gpt-5-pro"),
                                null,
                                now.minusSeconds(3_000),
                                null,
                                List.of(),
                                List.of(new Evidence("model", "gpt-5-pro")),
                                List.of(),
                                List.of("Ask the owner whether the change is meant."))),
                opened(
                        "e5e5e5e5e5e5e5e5",
                        Severity.HIGH,
                        AlertState.RESOLVED,
                        now.minusSeconds(9_000),
                        6,
                        finding(
                                "ERR-01",
                                Severity.HIGH,
                                "research-crew: 62 % of calls to fetch_page fail",
                                "41 of 66 calls failed in five minutes; 2 % is usual.",
                                Map.of("agent", "research-crew", "service", "research", "tool", "fetch_page"),
                                new Band(0.02, 0, 0.09, 0.62, "share of calls that fail"),
                                now.minusSeconds(8_000),
                                null,
                                List.of(),
                                List.of(new Evidence("error type", "TimeoutError")),
                                List.of(),
                                List.of("Check the tool's upstream."))));
    }

    static Finding finding(
            String rule,
            Severity severity,
            String title,
            String description,
            Map<String, String> key,
            @Nullable Band band,
            Instant at,
            @Nullable String trace,
            List<String> spans,
            List<Evidence> evidence,
            List<String> tags,
            List<String> next) {
        return new Finding(
                rule, 1, severity, title, description, key, 0.97, band, at, trace, spans, evidence, tags, next);
    }

    static AlertChange opened(
            String fingerprint, Severity severity, AlertState state, Instant at, long times, Finding finding) {
        Map<String, String> labels = new HashMap<>(finding.key());
        labels.put("rule", finding.rule());
        labels.put("severity", severity.label());
        String trace = finding.traceId();
        return new AlertChange(
                AlertChange.Kind.OPENED,
                new Alert(
                        fingerprint,
                        finding.rule(),
                        labels,
                        state,
                        severity,
                        at,
                        finding.at(),
                        at,
                        state == AlertState.OPEN ? null : "maria",
                        times,
                        1,
                        finding,
                        trace == null ? List.of() : List.of(trace)));
    }

    static List<RuleActivity> rules(Instant now) {
        return List.of(
                activity(
                        "SECRET-01",
                        "Secret in a prompt, argument or result",
                        "match",
                        Severity.CRITICAL,
                        List.of(),
                        84_210,
                        2,
                        now.minusSeconds(95),
                        null,
                        now),
                activity(
                        "TOOL-01",
                        "Tool that was never declared",
                        "match",
                        Severity.HIGH,
                        List.of("gen_ai.tool.definitions"),
                        20_112,
                        1,
                        now.minusSeconds(99),
                        null,
                        now),
                activity(
                        "RATE-01",
                        "Calls far above the usual for this hour",
                        "baseline",
                        Severity.MEDIUM,
                        List.of(),
                        20_112,
                        14,
                        now.minusSeconds(30),
                        null,
                        now),
                activity(
                        "ERR-01",
                        "Many failures of one tool",
                        "aggregate",
                        Severity.HIGH,
                        List.of(),
                        20_112,
                        6,
                        now.minus(Duration.ofHours(2)),
                        null,
                        now),
                activity(
                        "INJ-03",
                        "Instructions in what a tool returned",
                        "match",
                        Severity.HIGH,
                        List.of("gen_ai.tool.call.result"),
                        0,
                        0,
                        null,
                        "No span carried gen_ai.tool.call.result in 20,112 tool calls: content capture is off at the senders.",
                        null),
                activity(
                        "MODEL-02",
                        "Model seen for the first time",
                        "baseline",
                        Severity.LOW,
                        List.of("gen_ai.request.model"),
                        18_007,
                        1,
                        now.minusSeconds(3000),
                        null,
                        now));
    }

    private static RuleActivity activity(
            String id,
            String title,
            String type,
            Severity severity,
            List<String> needs,
            long evaluated,
            long matched,
            @Nullable Instant lastMatched,
            @Nullable String blind,
            @Nullable Instant lastEvaluated) {
        return new RuleActivity(
                new RuleSummary(
                        id,
                        title,
                        title + ", with its evidence.",
                        type,
                        1,
                        severity,
                        needs,
                        List.of("owasp-llm25:LLM02"),
                        "built-in"),
                evaluated,
                blind == null ? 3 : 20_112,
                matched,
                0,
                lastEvaluated,
                lastMatched,
                12,
                0,
                blind);
    }

    private static List<String> idsOf(List<Span> spans, String... tools) {
        return spans.stream()
                .filter(span ->
                        List.of(tools).stream().anyMatch(tool -> span.name().endsWith(tool)))
                .map(Span::spanId)
                .toList();
    }
}
