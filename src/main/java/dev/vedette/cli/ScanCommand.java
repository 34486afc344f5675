package dev.vedette.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vedette.app.Inspection;
import dev.vedette.inspection.Inspector;
import dev.vedette.inspection.Sighting;
import java.io.IOException;
import java.io.UncheckedIOException;
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
                    + " masked, fingerprint; with several files also file. Never the value.",
            "The positions start and end count characters from 0 at the beginning of the line, or of the text with"
                    + " --jsonl; the same value has the same fingerprint within one run."
        },
        footer = {
            "",
            "Examples:",
            "  vedette scan notes.txt server.log.gz",
            "  git diff | vedette scan",
            "  vedette scan --jsonl prompts.jsonl"
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:nothing was found", "1:something was found, or a file cannot be read", "2:wrong usage"},
        mixinStandardHelpOptions = true,
        versionProvider = Version.class)
final class ScanCommand implements Callable<Integer> {
    private static final ObjectMapper JSON = new ObjectMapper();

    @Spec
    private @Nullable CommandSpec command;

    @Option(names = "--jsonl", description = "Lines are objects {\"text\": …}; without it, the whole is one text.")
    private boolean jsonLines;

    @Option(names = "--secret-rules", paramLabel = "FILE", description = "A Gitleaks rule file to use instead of ours.")
    private @Nullable Path secretRules;

    @Parameters(
            paramLabel = "FILE",
            arity = "0..*",
            description = "Texts in UTF-8, also gzipped (default: standard input).")
    private List<Path> files = List.of();

    private long found;
    private boolean failed;

    @Override
    public Integer call() throws IOException {
        Output output = Output.of(command);
        Inspector inspector = Inspection.inspector(secretRules);
        if (files.isEmpty()) {
            try (TextLines lines = TextLines.of(System.in, "standard input")) {
                scan(lines, inspector, output, null);
            }
        }
        for (Path file : files) {
            scan(file, inspector, output);
        }
        return found == 0 && !failed ? 0 : 1;
    }

    /** A file that cannot be read is told, and the others are scanned all the same. */
    private void scan(Path file, Inspector inspector, Output output) {
        try (Progress progress = output.progress(file.toString(), Files.size(file));
                TextLines lines = TextLines.open(file, progress)) {
            scan(lines, inspector, output, files.size() == 1 ? null : file);
        } catch (IOException | PlainException unreadable) {
            failed = true;
            output.remark(PlainErrors.line(unreadable));
        }
    }

    private void scan(TextLines lines, Inspector inspector, Output output, @Nullable Path file) {
        if (jsonLines) {
            for (String line = lines.next(); line != null; line = lines.next()) {
                String text = textOf(line, lines);
                TextCursor cursor = new TextCursor(text, lines.number(), false);
                inspector.inspect(text).forEach(sighting -> tell(sighting, cursor, output, file));
            }
            return;
        }
        TextBlocks blocks = new TextBlocks(lines);
        for (TextBlocks.Block block = blocks.next(); block != null; block = blocks.next()) {
            TextCursor cursor = new TextCursor(block.text(), block.firstLine(), true);
            int own = block.own();
            inspector.inspect(block.text()).stream()
                    .filter(sighting -> sighting.start() < own)
                    .forEach(sighting -> tell(sighting, cursor, output, file));
        }
    }

    private static String textOf(String line, TextLines lines) {
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
        throw new PlainException(lines.place() + ": expected an object with a text, such as {\"text\": \"…\"}");
    }

    private void tell(Sighting sighting, TextCursor cursor, Output output, @Nullable Path file) {
        found++;
        cursor.moveTo(sighting.start());
        ObjectNode node = JSON.createObjectNode();
        if (file != null) {
            node.put("file", file.toString());
        }
        node.put("line", cursor.line());
        node.put("kind", sighting.kind());
        node.put("rule", sighting.rule());
        int start = cursor.column();
        node.put("start", start);
        node.put("end", start + cursor.characters(sighting.end()));
        node.put("masked", sighting.masked());
        node.put("fingerprint", sighting.fingerprint());
        try {
            output.result(JSON.writeValueAsString(node));
        } catch (JsonProcessingException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }
}
