package dev.vedette.storage;

import dev.vedette.alerting.AlertStore;
import dev.vedette.telemetry.Epoch;
import dev.vedette.telemetry.Span;
import dev.vedette.telemetry.TraceStore;
import dev.vedette.telemetry.TraceStore.Appended;
import dev.vedette.telemetry.TraceStore.Arrival;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/**
 * The process that {@link CrashTest} kills: it writes to both stores as fast as it can from a number on, and says after
 * each commit what was acknowledged. Number {@code n} is trace {@code n} with four spans, and alert {@code n}.
 */
final class CrashWriter {
    static final int SPANS = 4;
    private static final int TRACES = 50;

    private CrashWriter() {}

    public static void main(String[] arguments) throws SQLException {
        StoreLocation location = new StoreLocation.Directory(Path.of(arguments[0]));
        PrintStream out =
                new PrintStream(new java.io.FileOutputStream(java.io.FileDescriptor.out), true, StandardCharsets.UTF_8);
        try (TraceStore traces = JdbcTraceStore.open(location, new SampleCodec(), InstantSource.system());
                AlertStore alerts = JdbcAlertStore.open(location)) {
            out.println("open");
            useSpaceAgainAtOnce(arguments[0]);
            for (long number = Long.parseLong(arguments[1]); ; number += TRACES) {
                List<Appended> appended = traces.append(arrivals(number));
                long position = appended.get(appended.size() - 1).position();
                out.println("spans " + number + " " + (number + TRACES) + " " + position);
                alerts.save(
                        List.of(SampleAlerts.opened("alert-" + number)),
                        List.of(SampleAlerts.notification("note-" + number, "hook", SampleAlerts.NOW)),
                        position);
                out.println("alert " + number + " " + position);
            }
        }
    }

    /** As after a long run: H2 keeps its last commits safe until it begins to use space again. */
    private static void useSpaceAgainAtOnce(String directory) throws SQLException {
        for (String name : List.of("spans", "alerts")) {
            try (Connection connection =
                            DriverManager.getConnection("jdbc:h2:file:" + directory + "/" + name, "sa", "");
                    Statement statement = connection.createStatement()) {
                statement.execute("SET RETENTION_TIME 0");
            }
        }
    }

    private static List<Arrival> arrivals(long from) {
        List<Arrival> arrivals = new ArrayList<>();
        String content = "x".repeat(1_000);
        for (long trace = from; trace < from + TRACES; trace++) {
            List<Span> spans = new ArrayList<>();
            for (int id = 1; id <= SPANS; id++) {
                spans.add(SampleSpans.span(trace, id, content, trace));
            }
            arrivals.add(new Arrival(Epoch.nanos(Instant.now()), SampleCodec.spans(spans)));
        }
        return arrivals;
    }
}
