package dev.vedette.app;

import dev.vedette.config.Settings;
import dev.vedette.detection.DetectionEngine;
import dev.vedette.detection.Detector;
import dev.vedette.detection.EngineLimits;
import dev.vedette.detection.detectors.BuiltInDetectors;
import dev.vedette.ingest.CostEstimator;
import dev.vedette.ingest.OtlpDecoder;
import dev.vedette.ingest.OtlpEncoding;
import dev.vedette.ingest.OtlpLimits;
import dev.vedette.ingest.RefusedException;
import dev.vedette.inspection.FingerprintKey;
import dev.vedette.rules.RuleProblem;
import dev.vedette.rules.RuleSet;
import dev.vedette.telemetry.Epoch;
import dev.vedette.telemetry.Signal;
import dev.vedette.telemetry.TelemetryBatch;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What reads telemetry and what watches it, as the settings want it. Immutable; the engines it makes are not.
 *
 * @param decoder bytes to scrubbed and understood batches
 * @param costs what model calls cost
 * @param detectors built-in ones and rules, without those that are off
 * @param problems rule files that do not load, and why
 */
public record Watchers(
        OtlpDecoder decoder, CostEstimator costs, List<Detector<?>> detectors, List<RuleProblem> problems) {
    public Watchers {
        detectors = List.copyOf(detectors);
        problems = List.copyOf(problems);
    }

    /** Watchers that keep nothing: their fingerprints hold for one run. */
    public static Watchers of(Settings settings) throws IOException {
        return of(settings, InstallationKey.passing());
    }

    static Watchers of(Settings settings, FingerprintKey key) throws IOException {
        RuleSet rules = RuleSet.load(ruleFiles(settings.rules()), settings.tools());
        List<Detector<?>> detectors = new ArrayList<>(BuiltInDetectors.all(settings.tools()));
        detectors.addAll(rules.detectors());
        detectors.removeIf(detector -> settings.rules().disabled().contains(detector.id()));
        CostEstimator costs = new CostEstimator(Prices.of(settings.pricing().file()));
        OtlpDecoder decoder = new OtlpDecoder(
                Inspection.redactor(settings.rules().secretRules(), key).reportingMasks(),
                OtlpLimits.defaults(),
                costs);
        return new Watchers(decoder, costs, detectors, rules.problems());
    }

    /** An engine that has seen nothing. */
    public DetectionEngine engine() {
        return new DetectionEngine(detectors, EngineLimits.DEFAULT);
    }

    /**
     * Decodes one OTLP/JSON trace request of the past.
     *
     * @param now when it is read: times after it cannot be right
     * @throws IllegalArgumentException if it is none; the message says why
     */
    public TelemetryBatch decodeJson(String json, Instant now) {
        try {
            byte[] body = json.getBytes(StandardCharsets.UTF_8);
            return decoder.decode(Signal.TRACES, OtlpEncoding.JSON, body, Epoch.nanos(now))
                    .batch();
        } catch (RefusedException refused) {
            throw new IllegalArgumentException(refused.getMessage(), refused);
        }
    }

    private static Map<String, String> ruleFiles(Settings.Rules rules) throws IOException {
        Map<String, String> files = new TreeMap<>(RuleFolder.shipped());
        Path folder = rules.folder();
        if (folder != null) {
            RuleFolder.read(folder)
                    .forEach((name, text) -> files.put(folder.resolve(name).toString(), text));
        }
        return files;
    }
}
