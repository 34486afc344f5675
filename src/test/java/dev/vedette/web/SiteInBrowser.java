package dev.vedette.web;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;

/** A site for each test, and a browser that has just been started. Where no Chromium is installed, tests are skipped. */
abstract class SiteInBrowser {
    final SampleSite site;
    TestServer server;
    Chromium browser;

    SiteInBrowser(SampleSite site) {
        this.site = site;
    }

    @BeforeEach
    void start() {
        Assumptions.assumeTrue(Chromium.program().isPresent(), "No Chromium is installed here.");
        server = new TestServer(site);
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

    /** No page complained or asked a question, and nobody but this server was asked for anything. */
    final void assertNothingWrong() {
        assertThat(browser.complaints).isEmpty();
        assertThat(browser.dialogs).isEmpty();
        assertThat(browser.requests)
                .isNotEmpty()
                .allSatisfy(address -> assertThat(address).startsWith(server.address("/")));
    }
}
