package dev.vedette.config;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.vedette.gitleaks.GitleaksRules;
import dev.vedette.inspection.ContentRedactor;
import dev.vedette.inspection.FingerprintKey;
import dev.vedette.inspection.Inspector;
import dev.vedette.inspection.Sighting;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.GZIPInputStream;

/** Scores the scanner: reads {@code {"text": …}} lines of a file and prints what is found, one JSON object a line. */
final class ScanJsonLines {
    private ScanJsonLines() {}

    public static void main(String[] arguments) throws IOException {
        JsonMapper json = new JsonMapper();
        Inspector inspector =
                new Inspector(ContentRedactor.create(GitleaksRules.builtIn(), FingerprintKey.of(new byte[32])));
        PrintStream out = new PrintStream(System.out, false, StandardCharsets.UTF_8);
        try (BufferedReader lines = open(Path.of(arguments[0]))) {
            int number = 0;
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                number++;
                JsonNode text = json.readTree(line).path("text");
                for (Sighting sighting : inspector.inspect(text.asText())) {
                    out.println(json.writeValueAsString(row(number, sighting)));
                }
            }
        }
        out.flush();
    }

    private static Map<String, Object> row(int line, Sighting sighting) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("line", line);
        row.put("kind", sighting.kind());
        row.put("rule", sighting.rule());
        row.put("start", sighting.start());
        row.put("end", sighting.end());
        row.put("masked", sighting.masked());
        row.put("fingerprint", sighting.fingerprint());
        return row;
    }

    private static BufferedReader open(Path file) throws IOException {
        InputStream in = Files.newInputStream(file);
        InputStream plain = file.toString().endsWith(".gz") ? new GZIPInputStream(in) : in;
        return new BufferedReader(new InputStreamReader(plain, StandardCharsets.UTF_8));
    }
}
