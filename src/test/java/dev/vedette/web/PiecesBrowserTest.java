package dev.vedette.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Traces that came in pieces, in a real browser. */
@Timeout(300)
class PiecesBrowserTest extends SiteInBrowser {
    private final Instant start = Instant.now().minusSeconds(2_000);
    private final Pieces pieces = new Pieces(start);

    PiecesBrowserTest() {
        super(new SampleSite(Instant::now));
    }

    @BeforeEach
    void receive() {
        site.receive(pieces.orphans(), Instant.now());
        site.receive(pieces.skewed(), Instant.now());
        site.receive(pieces.running(), Instant.now());
        site.receive(pieces.deep(5_000), Instant.now());
        site.receive(pieces.wide(10_000), Instant.now());
        site.receive(pieces.turn(2, 600_000), Instant.now());
        site.receive(pieces.turn(1, 0), Instant.now());
    }

    @Test
    void whatIsMissingIsNamedAndWhatIsThereIsDrawn() {
        open(Pieces.ORPHANS, 6);
        assertThat(texts(".span-row.of-gap .name")).hasSize(2).allMatch(text -> text.contains("parent not received"));
        assertThat(texts(".span-row .name .t"))
                .containsExactly(
                        "parent not received",
                        "execute_tool search",
                        "chat small",
                        "POST /v1/chat",
                        "parent not received",
                        "chat late");
        assertThat(browser.text())
                .contains("4 spans, 2 model calls, 1 tool call")
                .contains("30 tokens");

        open(Pieces.RUNNING, 2);
        assertThat(browser.text()).contains("not ended yet").contains("1 span, 0 model calls, 1 tool call");
        assertThat(browser.complaints).isEmpty();
    }

    @Test
    void aSkewedClockIsMarkedAndTheSpansAreDrawnWithinTheirParents() {
        open(Pieces.SKEWED, 4);
        assertThat(texts(".span-row .badge")).containsExactly("clock −2 s", "clock −2 s");
        JsonNode lefts = browser.evaluate(
                "[...document.querySelectorAll('.span-row .lane i')].map(bar => parseFloat(bar.style.left))");
        assertThat(lefts.get(0).asDouble()).isZero();
        assertThat(lefts.get(1).asDouble()).isEqualTo(10);
        assertThat(lefts.get(2).asDouble()).isEqualTo(15);
        assertThat(lefts.get(3).asDouble()).isEqualTo(20);
        assertThat(browser.text()).contains("took 1 s");
        assertThat(browser.complaints).isEmpty();
    }

    @Test
    void veryDeepAndVeryWideTracesAreDrawnAndScrolled() {
        for (String trace : List.of(Pieces.DEEP, Pieces.WIDE)) {
            open(trace, 20);
            browser.evaluate("document.querySelector('.rows').scrollTop = 1e9");
            String last = trace.equals(Pieces.DEEP) ? "level 5000" : "call 10000";
            browser.until("document.querySelector('.rows').innerText.includes('" + last + "')");
            assertThat(browser.evaluate("document.querySelectorAll('.span-row').length")
                            .asInt())
                    .isLessThan(200);
        }
        assertThat(browser.complaints).isEmpty();
    }

    @Test
    void aSessionIsItsTracesOnOneAxis() {
        String id = URLEncoder.encode(Pieces.SESSION, StandardCharsets.UTF_8);
        browser.open(server.address("/session?id=" + id));
        browser.until("document.querySelectorAll('.span-row').length === 8");
        assertThat(texts(".trace-name")).containsExactly("turn 1", "turn 2");
        assertThat(browser.text())
                .contains("2 traces, busy for 1.4 s, idle for 9 min 59 s")
                .contains("6 spans, 2 model calls, 2 tool calls · 30 tokens")
                .contains("after 9 min 59 s");
        browser.evaluate("[...document.querySelectorAll('.span-row')][2].click()");
        browser.until("location.pathname === '/traces/" + Pieces.TURN + "01'");
        browser.click(".panel a[href^='/session']");
        browser.until("document.querySelectorAll('.trace-name').length === 2");
        assertThat(browser.complaints).isEmpty();
    }

    @Test
    void aSessionToldInLogRecordsAloneIsListedAndReadLikeATrace() {
        site.receive(new CodingSessions(start).session(), Instant.now());
        browser.open(server.address("/traces?tool=Edit"));
        browser.until("document.querySelectorAll('tr.link').length === 1");
        assertThat(texts("tr.link .badge")).containsExactly("log records only");
        browser.click("tr.link a");
        browser.until("document.querySelectorAll('.span-row').length === 7");
        assertThat(browser.text())
                .contains("7 log records, no spans, 3 model calls, 2 tool calls")
                .contains("outside of any trace")
                .contains("1 further log record")
                .contains("claude_code.plugin_installed")
                .doesNotContain("parent not received");
        browser.click(".head a[href^='/session']");
        browser.until("document.querySelectorAll('.trace-name').length === 1");
        assertThat(browser.text()).contains("1 trace, busy for").contains("7 log records, no spans, 3 model calls");
        assertThat(texts(".of-trace .badge")).containsExactly("log records only");
        assertThat(browser.complaints).isEmpty();
    }

    private void open(String trace, int rows) {
        browser.open(server.address("/traces/" + trace));
        browser.until("document.querySelectorAll('.span-row').length >= " + rows + " && location.pathname.endsWith('"
                + trace + "')");
    }

    private List<String> texts(String selector) {
        JsonNode texts = browser.evaluate("[...document.querySelectorAll(" + Chromium.quoted(selector)
                + ")].map(element => element.innerText.trim())");
        List<String> all = new ArrayList<>();
        texts.forEach(text -> all.add(text.asText()));
        return all;
    }
}
