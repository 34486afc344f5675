package dev.vedette.cli;

import dev.vedette.app.Monitor;
import dev.vedette.config.Settings;
import java.io.PrintWriter;
import java.time.InstantSource;

/** Runs a monitor until the process is asked to end. */
final class Serving {
    private Serving() {}

    /** Starts, says where everything is, and returns when the process is asked to end. */
    static int untilInterrupted(Settings settings, PrintWriter out) throws Exception {
        try (Lifetime lifetime = new Lifetime();
                Monitor monitor = Monitor.start(settings, InstantSource.system(), out, Version.text())) {
            greet(monitor, out);
            lifetime.await();
        }
        return 0;
    }

    /** The dashboard's address and the two lines to point an agent here. */
    static void greet(Monitor monitor, PrintWriter out) {
        out.println();
        out.println("Vedette is watching.");
        out.println("  Dashboard   " + monitor.dashboardUrl());
        out.println("  Point an agent here:");
        out.println("    export OTEL_EXPORTER_OTLP_ENDPOINT=" + monitor.httpEndpoint());
        out.println("    export OTEL_EXPORTER_OTLP_PROTOCOL=http/protobuf");
        out.println("  OTLP/gRPC is at " + monitor.grpcEndpoint() + ". Stop with Ctrl-C; nothing is lost.");
        out.println();
        out.flush();
    }
}
