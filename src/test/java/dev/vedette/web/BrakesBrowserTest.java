package dev.vedette.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vedette.brakes.Brake;
import dev.vedette.brakes.BrakeLevel;
import dev.vedette.brakes.BrakeScope;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Brakes in a real browser. */
@Timeout(300)
class BrakesBrowserTest extends SiteInBrowser {
    private static final String HOSTILE = "<img src=x onerror=alert(1)>\u202e";

    BrakesBrowserTest() {
        super(new SampleSite(Instant::now).filled(1));
    }

    private List<Brake> brakes() {
        return site.brakes.board(Instant.now()).brakes();
    }

    private void press(String label) {
        browser.until("[...document.querySelectorAll('main button')].find(b => b.innerText.includes('" + label + "'))");
        browser.evaluate("[...document.querySelectorAll('main button')].find(b => b.innerText.includes('" + label
                + "')).click()");
    }

    @Test
    void anAgentIsStoppedFromItsPageAndReleasedAgain() {
        browser.open(server.address("/agent?service=billing&agent=billing-assistant"));
        press("Brake…");
        browser.until(
                "document.querySelector('dialog[open] fieldset')?.parentElement.innerText.includes('billing-assistant')");
        browser.click("dialog[open] .primary");
        browser.until("document.querySelector('main .banner')?.innerText.includes('stop')");
        assertThat(brakes()).singleElement().satisfies(brake -> {
            assertThat(brake.scope()).isEqualTo(BrakeScope.AGENT);
            assertThat(brake.key()).isEqualTo("billing-assistant");
            assertThat(brake.level()).isEqualTo(BrakeLevel.STOP);
            assertThat(Duration.between(brake.setAt(), brake.until())).isEqualTo(Duration.ofMinutes(30));
        });
        browser.click("main .banner a");
        browser.until("document.querySelector('main td')?.innerText.includes('stop')");
        press("Lift");
        browser.until("document.querySelector('main').innerText.includes('No brake is set')");
        assertThat(brakes()).isEmpty();
        assertNothingWrong();
    }

    @Test
    void anAlertOffersWhomItIsAboutAndEverybody() {
        browser.open(server.address("/alerts/a1b2c3d4e5f60718"));
        press("Brake…");
        browser.until("document.querySelector('dialog[open] input[value=read_only]')");
        browser.evaluate("document.querySelector('dialog input[value=read_only]').click()");
        browser.evaluate("document.querySelector('dialog input[value=all]').click()");
        browser.click("dialog[open] .primary");
        browser.until("!document.querySelector('dialog[open]')");
        assertThat(brakes()).singleElement().satisfies(brake -> {
            assertThat(brake.scope()).isEqualTo(BrakeScope.ALL);
            assertThat(brake.level()).isEqualTo(BrakeLevel.READ_ONLY);
        });
        assertNothingWrong();
    }

    @Test
    void anyNameCanBeTypedAndWhatIsWrongIsSaid() {
        browser.open(server.address("/brakes"));
        press("Brake…");
        browser.until("document.querySelector('dialog[open] input[name=key]')");
        browser.click("dialog[open] .primary");
        browser.until("document.querySelector('dialog [role=alert]')?.innerText.includes('do not fit')");
        browser.evaluate("document.querySelector('dialog input[name=key]').value = " + Chromium.quoted(HOSTILE));
        browser.click("dialog[open] .primary");
        browser.until("document.querySelector('main td .chip')?.innerText.includes('<img')");
        assertThat(brakes()).extracting(Brake::key).containsExactly(HOSTILE);
        assertThat(browser.evaluate("document.querySelectorAll('main img').length")
                        .asInt())
                .isZero();
        assertThat(browser.dialogs).isEmpty();
    }
}
