package dev.vedette.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vedette.app.Inspection;
import dev.vedette.inspection.Inspector;
import dev.vedette.inspection.Sighting;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Content inspection alone. */
@Command(
        name = "scan",
        description = {
            "Looks for secrets and hidden text and prints one JSON object a finding: line, kind, rule, start, end,"
                    + " masked, fingerprint. Never the value.",
            "Exit code 1 when something was found."
        },
        mixinStandardHelpOptions = true,
        versionProvider = Version.class)
final class ScanCommand implements Callable<Integer> {
    private static final ObjectMapper JSON = new ObjectMapper();

    @Spec
    private @Nullable CommandSpec command;

    @Option(names = "--jsonl", description = "Lines are objects {\"text\": …}; without it, every line is a text.")
    private boolean jsonLines;

    @Option(names = "--secret-rules", paramLabel = "FILE", description = "A Gitleaks rule file to use instead of ours.")
    private @Nullable Path secretRules;

    @Parameters(paramLabel = "FILE", arity = "0..*", description = "Files, '.gz' allowed (default: standard input).")
    private List<Path> files = List.of();

    @Override
    public Integer call() throws IOException {
        Inspector inspector = Inspection.inspector(secretRules);
        long found = 0;
        if (files.isEmpty()) {
            found = scan(new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8)), inspector, null);
        }
        for (Path file : files) {
            try (Progress progress = new Progress(ServeOptions.err(command), file.toString(), Files.size(file));
                    BufferedReader lines = TextFiles.open(file, progress)) {
                found += scan(lines, inspector, file);
            }
        }
        return found == 0 ? 0 : 1;
    }

    private long scan(BufferedReader lines, Inspector inspector, @Nullable Path file) throws IOException {
        PrintWriter out = ServeOptions.out(command);
        long found = 0;
        long number = 0;
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            number++;
            for (Sighting sighting : inspector.inspect(jsonLines ? textOf(line, file, number) : line)) {
                out.println(describe(sighting, number));
                found++;
            }
        }
        out.flush();
        return found;
    }

    private static String textOf(String line, @Nullable Path file, long number) {
        if (line.isBlank()) {
            return "";
        }
        try {
            JsonNode text = JSON.readTree(line).path("text");
            if (text.isTextual()) {
                return text.textValue();
            }
        } catch (JsonProcessingException notJson) {
            // Told below, together with JSON that has no text.
        }
        throw new PlainException((file == null ? "standard input" : file.toString()) + " line " + number
                + ": expected an object with a text, such as {\"text\": \"…\"}");
    }

    private static String describe(Sighting sighting, long line) throws JsonProcessingException {
        ObjectNode node = JSON.createObjectNode();
        node.put("line", line);
        node.put("kind", sighting.kind());
        node.put("rule", sighting.rule());
        node.put("start", sighting.start());
        node.put("end", sighting.end());
        node.put("masked", sighting.masked());
        node.put("fingerprint", sighting.fingerprint());
        return JSON.writeValueAsString(node);
    }
}
