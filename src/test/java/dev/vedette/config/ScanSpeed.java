package dev.vedette.config;

import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.vedette.gitleaks.GitleaksRules;
import dev.vedette.inspection.ContentRedactor;
import dev.vedette.inspection.FingerprintKey;
import dev.vedette.inspection.SecretRule;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;

/** Measures the redactor: load time, megabytes a second over a file of {@code {"text": …}} lines, hostile texts. */
final class ScanSpeed {
    private static final int ROUNDS = 12;
    private static final int HOSTILE = 64 * 1024;

    private ScanSpeed() {}

    public static void main(String[] arguments) throws IOException {
        long start = cpu();
        List<SecretRule> rules = GitleaksRules.builtIn();
        long read = cpu();
        ContentRedactor redactor = ContentRedactor.create(rules, FingerprintKey.of(new byte[32]));
        System.out.printf(
                "load: read %d ms, build %d ms, %d rules%n", (read - start) / 1_000_000, since(read), rules.size());
        if (arguments.length > 0) {
            List<String> texts = texts(Path.of(arguments[0]));
            long characters = texts.stream().mapToLong(String::length).sum();
            for (int round = 0; round < ROUNDS; round++) {
                long began = cpu();
                long found = 0;
                for (String text : texts) {
                    found += redactor.redact(text).sightings().size();
                }
                double seconds = (cpu() - began) / 1e9;
                System.out.printf(
                        "%d texts, %.1f MB/s, %d sightings%n", texts.size(), characters / 1e6 / seconds, found);
            }
        }
        if (arguments.length < 2) {
            hostile(rules, redactor);
        }
    }

    private static void hostile(List<SecretRule> rules, ContentRedactor redactor) {
        List<String> seeds = new ArrayList<>();
        for (SecretRule rule : rules) {
            for (String keyword : rule.keywords()) {
                seeds.add(keyword);
                seeds.add(keyword + "=");
                seeds.add(keyword.toUpperCase(java.util.Locale.ROOT));
                seeds.add(keyword + " = \"a1B2c3D4e5F6g7H8");
                seeds.add(keyword + "a1b2c3d4e5f6");
            }
        }
        seeds.addAll(List.of(
                "a",
                "\\",
                "\\\\\"",
                "%41",
                "://a:",
                "-----BEGIN PRIVATE KEY-----",
                "key=key:",
                "curl -u ",
                "EAAM",
                "ey",
                "eyJ.",
                "AKIA",
                "a=b&"));
        long worst = 0;
        for (String seed : seeds) {
            String text = seed.repeat(HOSTILE / seed.length() + 1);
            long began = cpu();
            redactor.redact(text);
            long millis = since(began);
            if (millis > Math.max(worst, 60)) {
                System.out.printf("hostile 64 KiB: %d ms for %s%n", millis, seed);
            }
            worst = Math.max(worst, millis);
        }
        System.out.printf("worst %d ms over %d hostile texts%n", worst, seeds.size());
    }

    /** Nanoseconds that this thread computed: other work on the machine does not count. */
    private static long cpu() {
        return java.lang.management.ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }

    private static long since(long start) {
        return (cpu() - start) / 1_000_000;
    }

    private static List<String> texts(Path file) throws IOException {
        JsonMapper json = new JsonMapper();
        List<String> texts = new ArrayList<>();
        try (BufferedReader lines = new BufferedReader(
                new InputStreamReader(new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                texts.add(json.readTree(line).path("text").asText());
            }
        }
        return texts;
    }
}
