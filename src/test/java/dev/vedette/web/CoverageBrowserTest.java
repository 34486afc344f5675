package dev.vedette.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The page of blind spots in a real browser. */
@Timeout(120)
class CoverageBrowserTest {
    @Test
    void fromAnAgentToWhatItsServiceLacksAndToAllServices() {
        Assumptions.assumeTrue(Chromium.program().isPresent(), "No Chromium is installed here.");
        try (TestServer server = new TestServer(new SampleSite(Instant::now).filled(1));
                Chromium browser = Chromium.start()) {
            browser.open(server.address("/agent?service=crm-assistant&agent=crm-assistant"));
            browser.click(".banner a[href^='/coverage']");
            browser.until("document.querySelector('h1')?.innerText === 'crm-assistant'");
            assertThat(browser.evaluate("[...document.querySelectorAll('main v-copy')].map(c => c.value).join()")
                            .asText())
                    .contains("export TRACELOOP_TRACE_CONTENT=true");
            browser.click(".crumbs a[href='/coverage']");
            browser.until("document.querySelectorAll('table.coverage tbody tr').length >= 8");
            browser.open(server.address("/coverage?service=edge-gateway"));
            browser.until("document.querySelector('main')?.innerText.includes('How agents are connected')");
            assertThat(browser.complaints).isEmpty();
        }
    }
}
