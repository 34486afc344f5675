package dev.vedette.web;

import static org.assertj.core.api.Assertions.assertThat;

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
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The pages in a real browser. */
@Timeout(300)
class DashboardBrowserTest {
    private static final List<String> HOSTILE = List.of(
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

    private Chromium browser;
    private TestServer server;

    @BeforeEach
    void start() {
        Assumptions.assumeTrue(Chromium.program().isPresent(), "No Chromium is installed here.");
        server = new TestServer(new SampleSite(Instant::now).filled(1));
        browser = Chromium.start();
    }

    @AfterEach
    void stop() {
        if (browser != null) {
            browser.close();
        }
        if (server != null) {
            server.close();
        }
    }

    @Test
    void everyPageOpensWithoutAComplaintAndAsksNobodyElse() {
        Map<String, String> pages = Map.of(
                "/",
                "Needs attention",
                "/alerts",
                "leaked a Stripe key",
                "/silences",
                "Nothing is silenced",
                "/traces",
                "invoke_agent",
                "/agents",
                "nightly-report",
                "/agent?service=billing&agent=billing-assistant",
                "read_vault",
                "/rules",
                "What each service lacks",
                "/coverage",
                "crm-assistant",
                "/health",
                "Nothing is lost in silence",
                "/setup?client=vercel-ai",
                "registerTelemetry(new OpenTelemetry())");
        pages.forEach((path, words) -> {
            browser.open(server.address(path));
            browser.until("document.querySelector('main')?.innerText.includes(" + Chromium.quoted(words) + ")");
        });
        browser.open(server.address("/traces/" + SampleSite.HUGE));
        browser.until("document.querySelectorAll('.span-row').length > 10");
        assertThat(browser.evaluate("document.querySelectorAll('.span-row').length")
                        .asInt())
                .isLessThan(200);
        assertNothingWrong();
    }

    @Test
    void fromAlertToTraceToSpanAndBack() {
        browser.open(server.address("/"));
        browser.click(".attention a");
        browser.until("document.querySelector('h1')?.innerText.includes('leaked a Stripe key')");
        browser.click("a[href*='?span=']");
        browser.until("document.querySelector('.panel h2')?.innerText.includes('read_vault')");
        browser.until("document.querySelector('.panel')?.innerText.includes('[secret:stripe-key')");
        browser.evaluate("document.querySelector('.rows').focus()");
        browser.evaluate(
                "document.querySelector('.rows').dispatchEvent(new KeyboardEvent('keydown', {key: 'ArrowDown', bubbles: true}))");
        browser.until("document.querySelector('.panel h2')?.innerText.includes('send_email')");
        assertThat(browser.evaluate(
                                "[...document.querySelectorAll('.head a.elsewhere')].map(a => [a.innerText.trim(), a.href, a.target, a.rel].join(' ').replace(/\\s+/g, ' ')).join()")
                        .asText())
                .startsWith("Open in langfuse https://langfuse.example/project/p1/traces/" + SampleSite.INCIDENT
                        + " _blank noopener noreferrer,Open in jaeger http://jaeger:16686/trace/");
        browser.click(".card .attention a[href^='/alerts/']");
        browser.until("location.pathname.startsWith('/alerts/')");
        browser.evaluate("history.back()");
        browser.until("document.querySelector('.panel h2')?.innerText.includes('send_email')");
        browser.evaluate("history.back()");
        browser.until("document.querySelector('h1')?.innerText.includes('leaked a Stripe key')");
        assertNothingWrong();
    }

    @Test
    void peopleActOnAnAlert() {
        browser.open(server.address("/alerts/b7c6d5e4f3021948"));
        browser.click(".actions .primary");
        browser.until("document.querySelector('dialog[open] input[name=by]')");
        browser.evaluate("document.querySelector('dialog input[name=by]').value = 'grace'");
        browser.click("dialog .primary");
        browser.until("document.querySelector('main').innerText.includes('by grace')");
        browser.evaluate(
                "[...document.querySelectorAll('.actions button')].find(b => b.innerText.includes('Silence')).click()");
        browser.click("dialog[open] .primary");
        browser.until("document.querySelector('main').innerText.includes('silenced')");
        browser.evaluate(
                "[...document.querySelectorAll('.actions button')].find(b => b.innerText === 'Resolve').click()");
        browser.click("dialog[open] .primary");
        browser.until("document.querySelector('main .badge.good')?.innerText === 'resolved'");
        assertNothingWrong();
    }

    @Test
    void anAlertAppearsByItself() {
        browser.open(server.address("/alerts"));
        browser.until("document.querySelector('.dot.live')");
        server.site.raise(List.of(hostileAlert("feedfeedfeedfeed", "brand new trouble", Map.of("agent", "a"))));
        browser.until("document.querySelector('main').innerText.includes('brand new trouble')");
        assertNothingWrong();
    }

    @Test
    void aNewcomerSeesWhatToDoAndThenTheirFirstTrace() {
        SampleSite fresh = new SampleSite(Instant::now);
        try (TestServer empty = new TestServer(fresh)) {
            browser.open(empty.address("/"));
            browser.until(
                    "document.querySelector('main')?.innerText.includes('OTEL_EXPORTER_OTLP_ENDPOINT=http://localhost:4318')");
            browser.click(".guides nav a[href*='client=langfuse-python']");
            browser.until("document.querySelector('.guides ol').innerText.includes('LANGFUSE_PUBLIC_KEY')");
            assertThat(browser.evaluate("[...document.querySelectorAll('.guides v-copy')].map(c => c.value).join()")
                            .asText())
                    .contains("pip install langfuse openai", "OTEL_EXPORTER_OTLP_ENDPOINT=http://localhost:4318");
            browser.until("document.querySelector('.dot.live')");
            fresh.liveRun();
            browser.until("document.querySelector('h1').innerText === 'Overview'");
        }
    }

    @Test
    void whoHasATokenSignsInAndOut() {
        String token = "a-token-" + "for-tests";
        try (TestServer closed = new TestServer(new SampleSite(Instant::now), token)) {
            browser.open(closed.address("/alerts"));
            browser.until("location.pathname === '/login' && document.querySelector('#token')");
            browser.evaluate("document.querySelector('#token').value = 'wrong'");
            browser.click("button.primary");
            browser.until("document.querySelector('.wrong')");
            browser.evaluate("document.querySelector('#token').value = " + Chromium.quoted(token));
            browser.click("button.primary");
            browser.until("document.querySelector('.dot.live')");
            assertThat(browser.evaluate("document.cookie").asText()).isEmpty();
            browser.evaluate(
                    "[...document.querySelectorAll('.foot button')].find(b => b.innerText === 'Sign out').click()");
            browser.until("location.pathname === '/login' && document.querySelector('#token')");
            assertThat(browser.evaluate("fetch('/api/v1/setup').then(r => r.status)")
                            .asInt())
                    .isEqualTo(401);
        }
    }

    @Test
    void hostileTextStaysText() {
        String trace = "bad00000000000000000000000000bad";
        server.site.receive(hostileTrace(trace), Instant.now());
        Map<String, String> labels = new HashMap<>();
        for (int i = 0; i < HOSTILE.size(); i++) {
            labels.put("label" + i + HOSTILE.get(i), HOSTILE.get(i));
        }
        labels.put("agent", HOSTILE.get(0));
        server.site.raise(List.of(hostileAlert("badbadbadbadbad0", String.join(" ", HOSTILE), labels)));

        for (String path :
                List.of("/", "/alerts", "/alerts/badbadbadbadbad0", "/traces", "/agents", "/traces/" + trace)) {
            browser.open(server.address(path));
            browser.until("document.querySelector('main')?.innerText.includes('<script>alert(1)</script>')");
            assertHarmless(path);
        }
        for (Span span : hostileTrace(trace)) {
            browser.open(server.address("/traces/" + trace + "?span=" + span.spanId()));
            browser.until("document.querySelector('.panel h2')");
            browser.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)");
            assertHarmless(span.name());
        }
        String everything = browser.text();
        browser.open(server.address("/alerts/badbadbadbadbad0"));
        browser.until("document.querySelector('h1')");
        assertThat(browser.text() + everything).contains("U+202E", "U+200B", "U+001B", "hidden: “ig”");
        assertThat(browser.evaluate("/[\\u202e\\u200b\\u001b]/.test(document.body.innerText)")
                        .asBoolean())
                .isFalse();
        assertNothingWrong();
    }

    private void assertHarmless(String where) {
        assertThat(browser.dialogs).as(where).isEmpty();
        assertThat(browser.evaluate(
                                "document.querySelectorAll('main script, main img, main iframe, main svg[onload], main base, main link, main math').length")
                        .asInt())
                .as(where)
                .isZero();
        assertThat(browser.evaluate(
                                "[...document.querySelectorAll('main a:not(.elsewhere)')].every(a => a.origin === location.origin && a.protocol === 'http:')"
                                        + " && [...document.querySelectorAll('main a.elsewhere')].every(a => ['https://langfuse.example', 'http://jaeger:16686'].includes(a.origin))")
                        .asBoolean())
                .as(where)
                .isTrue();
    }

    private void assertNothingWrong() {
        assertThat(browser.complaints).isEmpty();
        assertThat(browser.dialogs).isEmpty();
        assertThat(browser.requests)
                .isNotEmpty()
                .allSatisfy(address -> assertThat(address).startsWith(server.address("/")));
    }

    private static dev.vedette.alerting.AlertChange hostileAlert(
            String fingerprint, String title, Map<String, String> labels) {
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
                        HOSTILE.stream().map(text -> new Evidence(text, text)).toList(),
                        HOSTILE,
                        HOSTILE));
    }

    private static List<Span> hostileTrace(String id) {
        Map<String, Object> attributes = new HashMap<>();
        HOSTILE.forEach(text -> attributes.put(text, text));
        SampleSpans trace = new SampleSpans(
                id,
                HOSTILE.get(0),
                HOSTILE.get(0),
                HOSTILE.get(1),
                Instant.now().minusSeconds(20));
        for (String text : HOSTILE) {
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
                HOSTILE.get(0),
                0,
                10,
                new Operation.ModelCall(
                        HOSTILE.get(0),
                        HOSTILE.get(2),
                        null,
                        HOSTILE.stream().map(text -> Message.text(text, text)).toList(),
                        List.of(),
                        List.of(),
                        HOSTILE,
                        null),
                Usage.NONE);
        return trace.spans();
    }
}
