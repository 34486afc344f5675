package dev.vedette.cli;

import dev.vedette.detection.stats.SeriesDetector;
import dev.vedette.detection.stats.SeriesPoint;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
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
            "It is causal: a line's verdict depends on that line and earlier ones only. The score lies in 0..1; on"
                    + " noise alone 0.5 comes about once in a thousand lines."
        },
        footer = {"", "Example:", "  vedette backtest requests.csv > scored.csv"},
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:did it", "1:the file cannot be read; the line is named", "2:wrong usage"},
        mixinStandardHelpOptions = true,
        versionProvider = Version.class)
final class BacktestCommand implements Callable<Integer> {
    private static final int MILLIS_DIGITS = 12;
    private static final int LONGEST_NUMBER = 15;

    @Spec
    private @Nullable CommandSpec command;

    @Parameters(
            paramLabel = "FILE.csv",
            description = {
                "Lines of timestamp,value in order of time, also gzipped; a heading and further columns are skipped.",
                "Times: 2026-01-31T12:00:00Z, 2026-01-31T12:00:00+01:00, 2026-01-31 12:00:00 (UTC), 2026-01-31, or"
                        + " seconds or milliseconds since 1970."
            })
    private Path file = Path.of("");

    @Override
    public Integer call() throws IOException {
        Output output = Output.of(command);
        SeriesDetector detector = new SeriesDetector();
        try (Progress progress = output.progress(file.toString(), Files.size(file));
                TextLines lines = TextLines.open(file, progress)) {
            String line = lines.next();
            output.result("timestamp,value,anomaly_score,expected,lower,upper");
            while (line != null) {
                boolean heading = lines.number() == 1 && line.chars().noneMatch(Character::isDigit);
                if (!line.isBlank() && !heading) {
                    output.result(judge(detector, line, lines));
                }
                line = lines.next();
            }
        }
        return 0;
    }

    private static String judge(SeriesDetector detector, String line, TextLines lines) {
        int comma = line.indexOf(',');
        if (comma < 0) {
            throw new PlainException(lines.place() + ": expected timestamp,value");
        }
        String timestamp = line.substring(0, comma).strip();
        int end = line.indexOf(',', comma + 1);
        String value = line.substring(comma + 1, end < 0 ? line.length() : end).strip();
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
            throw new PlainException(lines.place() + ": '" + value + "' is not a number");
        } catch (DateTimeException notATime) {
            throw new PlainException(lines.place() + ": '" + timestamp + "' is not a time; write"
                    + " 2026-01-31T12:00:00Z, 2026-01-31 12:00:00 or seconds since 1970");
        }
    }

    private static Instant instant(String text) {
        boolean number = !text.isEmpty() && text.chars().allMatch(digit -> digit >= '0' && digit <= '9');
        if (number && text.length() <= LONGEST_NUMBER) {
            long since1970 = Long.parseLong(text);
            return text.length() < MILLIS_DIGITS ? Instant.ofEpochSecond(since1970) : Instant.ofEpochMilli(since1970);
        }
        String iso = text.replace(' ', 'T');
        if (iso.indexOf('T') < 0) {
            return LocalDate.parse(iso).atStartOfDay(ZoneOffset.UTC).toInstant();
        }
        boolean zoned = iso.endsWith("Z") || iso.lastIndexOf('+') > 10 || iso.lastIndexOf('-') > 10;
        return zoned
                ? OffsetDateTime.parse(iso).toInstant()
                : LocalDateTime.parse(iso).toInstant(ZoneOffset.UTC);
    }
}
