package dev.vedette.web;

import java.time.Instant;
import java.time.InstantSource;

/** Serves the dashboard over made-up data, to look at while the pages are being written. */
final class DashboardPreview {
    private DashboardPreview() {}

    /** Arguments: the port, and {@code empty} for a site where nothing came yet, or {@code still} for one where nothing moves. */
    public static void main(String[] arguments) throws InterruptedException {
        int port = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 8099;
        String mode = arguments.length > 1 ? arguments[1] : "live";
        InstantSource clock = Instant::now;
        SampleSite site = new SampleSite(clock);
        if (!mode.equals("empty")) {
            site.filled(8);
        }
        DashboardServer server =
                DashboardServer.start(DashboardSettings.onLoopback(port, "0.1.0-preview"), site.data());
        Runtime.getRuntime().addShutdownHook(new Thread(server::close));
        while (!Thread.currentThread().isInterrupted()) {
            Thread.sleep(1_500);
            if (mode.equals("live")) {
                site.liveRun();
            }
        }
    }
}
