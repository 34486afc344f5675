package dev.vedette.ingest;

import dev.vedette.telemetry.MetricPoint;
import java.util.ArrayList;
import java.util.List;

/** The spans, log records and points of one sender's payloads, ready to be understood again and again. */
public final class FixtureMix {
    private final Normalizer normalizer = Normalizer.standard();
    private final List<List<RawSpan>> spans = new ArrayList<>();
    private final List<RawLog> logs = new ArrayList<>();
    private final List<MetricPoint> points = new ArrayList<>();

    /** The payloads in the folder of that name; none when the corpus is not there. */
    public FixtureMix(String folder) {
        for (Fixture fixture : Fixture.all()) {
            if (fixture.folder().equals(folder)) {
                OtlpJsonFile payload = fixture.read();
                spans.add(payload.spans());
                logs.addAll(payload.logs());
                points.addAll(payload.points());
            }
        }
    }

    /** The folders that hold payloads. */
    public static List<String> folders() {
        return Fixture.all().stream().map(Fixture::folder).distinct().toList();
    }

    /** How many of them there are. */
    public int size() {
        return logs.size() + points.size() + spans.stream().mapToInt(List::size).sum();
    }

    /** Understands all of them once; the answer only keeps the work from being optimised away. */
    public int normalize() {
        int done = 0;
        for (List<RawSpan> batch : spans) {
            done += normalizer.normalizeAll(batch).size();
        }
        for (RawLog log : logs) {
            done += normalizer.normalize(log).eventName().length();
        }
        for (MetricPoint point : points) {
            done += normalizer.normalize(point).reading() == null ? 0 : 1;
        }
        return done;
    }
}
