package dev.vedette.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The pages in a real browser. */
@Timeout(300)
class DashboardBrowserTest extends SiteInBrowser {
    DashboardBrowserTest() {
        super(new SampleSite(Instant::now).filled(1));
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
        server.site.raise(List.of(HostileContent.alert("feedfeedfeedfeed", "brand new trouble", Map.of("agent", "a"))));
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
}
