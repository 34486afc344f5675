package dev.vedette.cli;

import dev.vedette.detection.stats.SeriesDetector;
import dev.vedette.detection.stats.SeriesPoint;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Runs the streaming series detector over a file. */
@Command(
        name = "backtest",
        description = {
            "Runs the streaming series detector over 'timestamp,value' lines and prints"
                    + " timestamp,value,anomaly_score,expected,lower,upper.",
            "It is causal: a line's verdict depends on that line and earlier ones only."
        },
        mixinStandardHelpOptions = true,
        versionProvider = Version.class)
final class BacktestCommand implements Callable<Integer> {
    @Spec
    private @Nullable CommandSpec command;

    @Parameters(paramLabel = "FILE.csv", description = "Lines of timestamp,value; a heading is skipped.")
    private Path file = Path.of("");

    @Override
    public Integer call() throws IOException {
        PrintWriter out = ServeOptions.out(command);
        PrintWriter err = ServeOptions.err(command);
        out.println("timestamp,value,anomaly_score,expected,lower,upper");
        SeriesDetector detector = new SeriesDetector();
        try (BufferedReader lines = Files.newBufferedReader(file);
                Progress progress = new Progress(err, file.toString(), Files.size(file))) {
            int number = 0;
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                number++;
                progress.advance(line.length() + 1L);
                if (!line.isBlank()
                        && !(number == 1 && line.toLowerCase(Locale.ROOT).startsWith("timestamp"))) {
                    out.println(judge(detector, line, number));
                }
            }
        }
        out.flush();
        return 0;
    }

    private String judge(SeriesDetector detector, String line, int number) {
        int comma = line.indexOf(',');
        if (comma < 0) {
            throw new PlainException(file + " line " + number + ": expected timestamp,value");
        }
        String timestamp = line.substring(0, comma).strip();
        String value = line.substring(comma + 1).strip();
        try {
            SeriesPoint point = detector.next(instant(timestamp), Double.parseDouble(value));
            return String.format(
                    Locale.ROOT,
                    "%s,%s,%.6f,%.6g,%.6g,%.6g",
                    timestamp,
                    value,
                    point.score(),
                    point.expected(),
                    point.lower(),
                    point.upper());
        } catch (NumberFormatException notANumber) {
            throw new PlainException(file + " line " + number + ": '" + value + "' is not a number");
        } catch (DateTimeException notATime) {
            throw new PlainException(file + " line " + number + ": '" + timestamp + "' is not a time; write"
                    + " 2026-01-31T12:00:00Z, 2026-01-31 12:00:00 or seconds since 1970");
        }
    }

    private static Instant instant(String text) {
        if (text.chars().allMatch(Character::isDigit) && !text.isEmpty() && text.length() < 12) {
            return Instant.ofEpochSecond(Long.parseLong(text));
        }
        String iso = text.replace(' ', 'T');
        boolean zoned = iso.endsWith("Z") || iso.lastIndexOf('+') > 10 || iso.lastIndexOf('-') > 10;
        return zoned
                ? OffsetDateTime.parse(iso).toInstant()
                : LocalDateTime.parse(iso).toInstant(ZoneOffset.UTC);
    }
}
