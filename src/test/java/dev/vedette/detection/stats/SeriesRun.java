package dev.vedette.detection.stats;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Runs the series detector over a CSV file of timestamp and value, or over all below a folder, for the scorer. */
final class SeriesRun {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss[.SSSSSS]");

    private SeriesRun() {}

    public static void main(String[] arguments) throws IOException {
        Path in = Path.of(arguments[0]);
        Path out = Path.of(arguments[1]);
        try (Stream<Path> files = Files.walk(in)) {
            for (Path file :
                    files.filter(path -> path.toString().endsWith(".csv")).toList()) {
                Path target = out.resolve(in.relativize(file).toString());
                Files.createDirectories(target.toAbsolutePath().getParent());
                Files.write(target, run(Files.readAllLines(file)));
            }
        }
    }

    private static List<String> run(List<String> rows) {
        SeriesDetector detector = new SeriesDetector();
        List<String> result = new ArrayList<>();
        result.add("timestamp,value,anomaly_score,expected,lower,upper");
        for (String row : rows.subList(1, rows.size())) {
            String[] fields = row.split(",", -1);
            SeriesPoint point = detector.next(
                    LocalDateTime.parse(fields[0], TIME).toInstant(ZoneOffset.UTC), Double.parseDouble(fields[1]));
            result.add(fields[0] + "," + fields[1] + "," + point.score() + "," + point.expected() + "," + point.lower()
                    + "," + point.upper());
        }
        return result;
    }
}
