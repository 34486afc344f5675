package dev.vedette.detection.detectors;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.vedette.detection.DetectionEngine;
import dev.vedette.detection.Detector;
import dev.vedette.detection.EngineLimits;
import dev.vedette.detection.EngineSnapshot;
import dev.vedette.detection.Finding;
import dev.vedette.detection.Observation;
import dev.vedette.detection.Spans;
import dev.vedette.detection.ToolPolicy;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The properties of the fold, over a seeded stream that makes every built-in detector find something. */
class EngineFoldTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final ToolPolicy POLICY = new ToolPolicy(Map.of("guarded", Set.of("search")), Map.of());
    private static final List<Detector<?>> DETECTORS = BuiltInDetectors.all(POLICY);
    private static final EngineLimits TIGHT = new EngineLimits(6, 100);

    @Test
    void theStreamMakesEveryDetectorSpeak() {
        assertThat(fold(stream(1))).extracting(Finding::rule).contains("SEC-01", "TOOL-01", "RATE-01", "OBS-01");
    }

    @Test
    void theSameStreamGivesTheSameFindings() {
        assertThat(fold(stream(2))).isEqualTo(fold(stream(2)));
    }

    @Test
    void goesOnFromASnapshotAtEveryPointAsIfNothingHadHappened() throws JsonProcessingException {
        List<Observation> stream = stream(3);
        DetectionEngine whole = new DetectionEngine(DETECTORS, TIGHT);
        DetectionEngine cut = new DetectionEngine(DETECTORS, TIGHT);
        for (Observation seen : stream) {
            assertThat(cut.observe(seen)).isEqualTo(whole.observe(seen));
            EngineSnapshot thawed = throughJson(cut.snapshot());
            assertThat(thawed).isEqualTo(whole.snapshot());
            cut = new DetectionEngine(DETECTORS, TIGHT);
            assertThat(cut.restore(thawed)).isTrue();
        }
    }

    @Test
    void aSpanThatComesTwiceIsNotFoundTwice() {
        List<Observation> twice = new ArrayList<>();
        for (Observation seen : stream(4)) {
            twice.add(seen);
            twice.add(seen);
        }
        List<Finding> once = withoutRates(fold(stream(4)));

        assertThat(withoutRates(fold(twice)))
                .extracting(Finding::rule, Finding::key, Finding::at)
                .isEqualTo(once.stream()
                        .map(finding ->
                                org.assertj.core.groups.Tuple.tuple(finding.rule(), finding.key(), finding.at()))
                        .toList());
    }

    private static List<Finding> withoutRates(List<Finding> findings) {
        return findings.stream()
                .filter(finding -> !finding.rule().equals("RATE-01"))
                .toList();
    }

    private static List<Finding> fold(List<Observation> stream) {
        DetectionEngine engine = new DetectionEngine(DETECTORS, EngineLimits.DEFAULT);
        List<Finding> findings = new ArrayList<>();
        stream.forEach(seen -> findings.addAll(engine.observe(seen)));
        return findings;
    }

    private static EngineSnapshot throughJson(EngineSnapshot snapshot) throws JsonProcessingException {
        List<EngineSnapshot.Entry> entries = new ArrayList<>();
        for (EngineSnapshot.Entry entry : snapshot.entries()) {
            Class<? extends Record> type = DETECTORS.stream()
                    .filter(detector -> detector.id().equals(entry.detector()))
                    .<Class<? extends Record>>map(Detector::stateType)
                    .findFirst()
                    .orElseThrow();
            Record state = JSON.readValue(JSON.writeValueAsString(entry.state()), type);
            entries.add(
                    new EngineSnapshot.Entry(entry.detector(), entry.key(), entry.touched(), entry.visits(), state));
        }
        EngineSnapshot.Seen seen = JSON.readValue(JSON.writeValueAsString(snapshot.seen()), EngineSnapshot.Seen.class);
        return new EngineSnapshot(
                snapshot.detectors(),
                snapshot.watermark(),
                snapshot.ticked(),
                snapshot.tellings(),
                snapshot.known(),
                seen,
                snapshot.metered(),
                entries);
    }

    /** Ten services, late spans, ticks, definitions before and after the calls, secrets, a burst, one that goes dark. */
    private static List<Observation> stream(long seed) {
        Random random = new Random(seed);
        List<Observation> stream = new ArrayList<>();
        Instant now = Spans.START;
        for (int step = 0; step < 700; step++) {
            boolean burst = step > 300 && step < 500;
            now = now.plusMillis(burst ? 20 : 500 + random.nextInt(20_000));
            Spans spans =
                    Spans.of(burst ? "shop" : random.nextInt(6) == 0 ? "guarded" : "service-" + random.nextInt(8));
            Instant at = now.minusSeconds(random.nextInt(4) == 0 ? random.nextInt(200) : 0);
            stream.add(burst ? spans.tool(now, "t" + step, "search") : any(random, spans, at));
            if (step < 250) {
                stream.add(Spans.of("lighthouse").model(now, "t" + step, "m"));
            }
        }
        return stream;
    }

    private static Observation any(Random random, Spans service, Instant at) {
        Spans spans = random.nextBoolean() ? service : service.named("agent");
        String trace = "trace-" + random.nextInt(40);
        return switch (random.nextInt(6)) {
            case 0 -> new Observation.Tick(at);
            case 1 -> spans.version("v" + random.nextInt(3)).run(at, trace, "search", "mail");
            case 2 ->
                spans.model(at, trace, "m", Spans.secret("attribute gen_ai.input.messages", "f" + random.nextInt(9)));
            case 3 ->
                spans.tool(
                        at,
                        trace,
                        "mail",
                        Spans.secret("attribute gen_ai.tool.call.arguments", "f" + random.nextInt(9)));
            case 4 -> spans.version("v" + random.nextInt(3)).tool(at, trace, "tool-" + random.nextInt(5));
            default -> spans.tool(at, trace, "search");
        };
    }
}
