package dev.vedette.web;

import dev.vedette.brakes.Brake;
import dev.vedette.brakes.BrakeLevel;
import dev.vedette.brakes.BrakeScope;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;

/** Pictures of the pages over made-up data, for people to judge. Argument: the folder to write them to. */
final class DashboardScreenshots {
    private DashboardScreenshots() {}

    public static void main(String[] arguments) throws Exception {
        Path folder = Files.createDirectories(Path.of(arguments.length > 0 ? arguments[0] : "target/screenshots"));
        SampleSite site = new SampleSite(Instant::now).filled(8);
        brakes(site);
        site.receive(new CodingSessions(site.now().minusSeconds(20)).session(), site.now());
        SampleSite nothing = new SampleSite(Instant::now);
        try (DashboardServer full = DashboardServer.start(DashboardSettings.onLoopback(0, "0.1.0"), site.data());
                DashboardServer empty =
                        DashboardServer.start(DashboardSettings.onLoopback(0, "0.1.0"), nothing.data());
                Chromium browser = Chromium.start()) {
            String at = "http://localhost:" + full.port();
            String span = site.incident.get(3).spanId();
            for (String colours : new String[] {"dark", "light"}) {
                browser.colours(colours);
                browser.size(1440, 1250);
                take(browser, folder, at + "/", "overview-" + colours, site);
                browser.size(1440, 900);
                take(browser, folder, "http://localhost:" + empty.port() + "/", "empty-" + colours, site);
                take(browser, folder, at + "/alerts?state=all", "alerts-" + colours, site);
                take(browser, folder, at + "/alerts/a1b2c3d4e5f60718", "alert-" + colours, site);
                take(browser, folder, at + "/alerts/c0ffee0011223344", "alert-band-" + colours, site);
                take(browser, folder, at + "/traces", "traces-" + colours, site);
                take(
                        browser,
                        folder,
                        at + "/traces/" + SampleSite.INCIDENT + "?span=" + span,
                        "trace-" + colours,
                        site);
                take(browser, folder, at + "/traces/" + CodingSessions.TRACE, "trace-logs-" + colours, site);
                take(browser, folder, at + "/session?id=" + CodingSessions.SESSION, "session-logs-" + colours, site);
                take(browser, folder, at + "/agents", "agents-" + colours, site);
                take(browser, folder, at + "/agent?service=billing&agent=billing-assistant", "agent-" + colours, site);
                take(browser, folder, at + "/brakes", "brakes-" + colours, site);
                take(browser, folder, at + "/rules", "rules-" + colours, site);
                take(browser, folder, at + "/coverage", "coverage-" + colours, site);
                take(browser, folder, at + "/coverage?service=crm-assistant", "coverage-service-" + colours, site);
                take(browser, folder, at + "/health", "health-" + colours, site);
                take(browser, folder, at + "/setup?client=openai-openinference", "setup-" + colours, site);
            }
            browser.size(400, 800);
            take(browser, folder, at + "/", "narrow-overview", site);
            take(browser, folder, at + "/traces/" + SampleSite.INCIDENT + "?span=" + span, "narrow-trace", site);
            browser.size(1280, 800);
            take(browser, folder, at + "/traces/" + SampleSite.HUGE, "huge", site);
            Files.write(folder.resolve("complaints.txt"), browser.complaints);
        }
    }

    private static void brakes(SampleSite site) {
        Instant now = site.now();
        site.brakes.keep(new Brake(
                "one",
                BrakeScope.AGENT,
                "billing-assistant",
                BrakeLevel.STOP,
                "Leaked a key; being looked into.",
                "ada",
                now.minusSeconds(240),
                now.plusSeconds(1_560)));
        site.brakes.keep(new Brake(
                "two",
                BrakeScope.SESSION,
                "conv-4711",
                BrakeLevel.ASK,
                "",
                "dashboard",
                now.minusSeconds(60),
                now.plusSeconds(240)));
        site.brakes.keep(new Brake(
                "three",
                BrakeScope.ALL,
                "",
                BrakeLevel.SLOW,
                "The provider limits us.",
                "grace",
                now.minusSeconds(10),
                now.plusSeconds(14_390)));
    }

    private static void take(Chromium browser, Path folder, String address, String name, SampleSite site) {
        browser.open(address);
        browser.until("document.querySelector('main h1') || document.querySelector('.empty')");
        site.liveRun();
        browser.evaluate("new Promise(done => setTimeout(done, 900))");
        browser.screenshot(folder.resolve(name + ".png"));
    }
}
