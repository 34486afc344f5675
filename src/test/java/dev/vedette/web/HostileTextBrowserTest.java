package dev.vedette.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vedette.telemetry.Span;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What agents write, in a real browser: it is shown, and does nothing. */
@Timeout(300)
class HostileTextBrowserTest extends SiteInBrowser {
    HostileTextBrowserTest() {
        super(new SampleSite(Instant::now).filled(1));
    }

    @Test
    void hostileTextStaysText() {
        String trace = "bad00000000000000000000000000bad";
        server.site.receive(HostileContent.trace(trace), Instant.now());
        Map<String, String> labels = new HashMap<>();
        for (int i = 0; i < HostileContent.TEXTS.size(); i++) {
            labels.put("label" + i + HostileContent.TEXTS.get(i), HostileContent.TEXTS.get(i));
        }
        labels.put("agent", HostileContent.TEXTS.get(0));
        server.site.raise(
                List.of(HostileContent.alert("badbadbadbadbad0", String.join(" ", HostileContent.TEXTS), labels)));

        for (String path :
                List.of("/", "/alerts", "/alerts/badbadbadbadbad0", "/traces", "/agents", "/traces/" + trace)) {
            browser.open(server.address(path));
            browser.until("document.querySelector('main')?.innerText.includes('<script>alert(1)</script>')");
            assertHarmless(path);
        }
        for (Span span : HostileContent.trace(trace)) {
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
}
