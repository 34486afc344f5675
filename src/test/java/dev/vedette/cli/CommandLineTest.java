package dev.vedette.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CommandLineTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Path AGENTDOJO = Path.of("../shared/data/agentdojo/dev-attack");

    @TempDir
    private Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @ParameterizedTest
    @ValueSource(strings = {"serve", "demo", "replay", "scan", "backtest", "rules", "token"})
    void everyCommandExplainsItself(String command) {
        assertThat(run(command, "--help")).isZero();
        assertThat(out.toString()).startsWith("Usage: vedette " + command).contains("--help", "--version");
        assertThat(run("--help")).isZero();
        assertThat(out.toString()).contains(command).contains("Exit codes");
    }

    @Test
    void anUnknownCommandIsWrongUsageAndNamesTheNearest() {
        assertThat(run("reply")).isEqualTo(2);
        assertThat(err.toString()).contains("reply").contains("replay");
    }

    @Test
    void whatCannotBeReadIsOnePlainLine() throws IOException {
        Path notOtlp = write("no.jsonl", "{\"resourceSpans\": 7}");
        Path notNumbers = write("no.csv", "timestamp,value\n2026-01-01 00:00:00,many\n");
        Path broken = write("vedette.yaml", "dashbord: {}\n");

        assertPlain(
                1,
                "there is no file or folder",
                "scan",
                folder.resolve("missing.txt").toString());
        assertPlain(1, "no.jsonl line 1 is not an OTLP/JSON trace request", "replay", notOtlp.toString());
        assertPlain(1, "no.csv line 2: 'many' is not a number", "backtest", notNumbers.toString());
        assertThat(run("serve", "--config", broken.toString())).isEqualTo(2);
        assertThat(err.toString())
                .contains("did you mean 'dashboard'?")
                .doesNotContain("\tat ")
                .hasLineCount(1);
    }

    @Test
    void replayFindsEveryTraceAndTellsEachFindingAsOneLine() throws IOException {
        Path plain = write("a.jsonl", leak(1, "2026-01-05T10:00:00Z") + "\n" + quiet(2, "2026-01-05T10:01:00Z") + "\n");
        Path zipped = zip("b.jsonl.gz", quiet(3, "2026-01-05T10:00:30Z") + "\n");

        assertThat(run("replay", plain.toString(), zipped.toString())).isZero();

        assertThat(err.toString()).startsWith("3 traces, 3 spans, 1 findings");
        JsonNode finding = JSON.readTree(out.toString());
        assertThat(finding.path("trace_id").asText()).isEqualTo("%032x".formatted(1));
        assertThat(finding.path("span_ids").get(0).asText()).isEqualTo("%016x".formatted(1));
        assertThat(finding.path("rule").asText()).isEqualTo("SEC-01");
        assertThat(finding.path("severity").asText()).isEqualTo("critical");
        assertThat(finding.path("score").isNumber()).isTrue();
        assertThat(finding.path("at").asText()).isEqualTo("2026-01-05T10:00:00Z");
        assertThat(out.toString()).doesNotContain(key());

        String first = out.toString();
        run("replay", plain.toString(), zipped.toString());
        assertThat(out.toString()).as("the same again").isEqualTo(first);
    }

    @Test
    void learnedFilesGiveNoFindingsAlsoWhenTheyLieLaterInTime() throws IOException {
        Path past = Files.createDirectory(folder.resolve("past"));
        Path now = Files.createDirectory(folder.resolve("now"));
        Path one = Files.writeString(past.resolve("1.jsonl"), leak(1, "2026-03-05T10:00:00Z"));
        Path two = Files.writeString(past.resolve("2.jsonl"), leak(2, "2026-03-06T10:00:00Z"));
        Path watched = Files.writeString(now.resolve("1.jsonl"), quiet(3, "2026-01-05T10:00:00Z"));

        assertThat(run("replay", "--learn", one.toString(), two.toString(), watched.toString()))
                .as("as a shell expands past/* now/*")
                .isZero();
        assertThat(err.toString()).startsWith("1 traces, 1 spans, 0 findings");

        assertThat(run("replay", "--learn", one.toString(), "--", two.toString()))
                .isZero();
        assertThat(err.toString()).startsWith("1 traces, 1 spans");

        assertPlain(2, "there is nothing to watch", "replay", "--learn", one.toString(), two.toString());
    }

    @Test
    void replayOfRealAttacksFindsEveryTrace() throws IOException {
        Assumptions.assumeTrue(Files.isDirectory(AGENTDOJO), "the AgentDojo traces are not beside the project");
        List<String> arguments = new ArrayList<>(List.of("replay"));
        try (var files = Files.list(AGENTDOJO)) {
            files.sorted().map(Path::toString).forEach(arguments::add);
        }

        assertThat(run(arguments.toArray(String[]::new))).isZero();
        assertThat(err.toString()).startsWith("200 traces, 1,740 spans");
        assertThat(out.toString()).contains("\"rule\":\"INJ-02\"");
    }

    @Test
    void scanTellsWhereAndNeverWhat() throws IOException {
        Path text = write("notes.txt", "nothing here\nÜber: key " + key() + " end\n");
        Path lines = zip("notes.jsonl.gz", "{\"text\": \"harmless\"}\n{\"text\": \"" + key() + "\"}\n");

        assertThat(run("scan", text.toString())).isEqualTo(1);
        JsonNode sighting = JSON.readTree(out.toString());
        assertThat(sighting.path("line").asInt()).isEqualTo(2);
        assertThat(sighting.path("kind").asText()).isEqualTo("secret");
        assertThat(sighting.path("start").asInt()).isEqualTo("Über: key ".length());
        assertThat(sighting.path("end").asInt()).isEqualTo("Über: key ".length() + key().length());
        assertThat(out.toString()).doesNotContain(key());

        assertThat(run("scan", "--jsonl", lines.toString())).isEqualTo(1);
        assertThat(JSON.readTree(out.toString()).path("line").asInt()).isEqualTo(2);

        assertThat(run("scan", write("clean.txt", "all is well\n").toString())).isZero();
        assertThat(out.toString()).isEmpty();
        assertPlain(1, "line 1: expected an object with a text", "scan", "--jsonl", text.toString());
    }

    @Test
    void backtestIsCausal() throws IOException {
        StringBuilder series = new StringBuilder("timestamp,value\n");
        for (int row = 0; row < 400; row++) {
            double value = 50 + 10 * Math.sin(row / 10.0) + (row == 350 ? 500 : 0);
            series.append(String.format(Locale.ROOT, "2026-01-%02d %02d:00:00,%.3f%n", 1 + row / 24, row % 24, value));
        }
        String all = series.toString();
        int half = all.indexOf('\n', all.length() / 2) + 1;

        assertThat(run("backtest", write("half.csv", all.substring(0, half)).toString()))
                .isZero();
        String causes = out.toString();
        assertThat(run("backtest", write("all.csv", all).toString())).isZero();

        assertThat(out.toString()).startsWith(causes);
        assertThat(out.toString().lines().findFirst()).contains("timestamp,value,anomaly_score,expected,lower,upper");
        assertThat(out.toString().lines().skip(1).map(line -> Double.parseDouble(line.split(",", -1)[2])))
                .hasSize(400)
                .allSatisfy(score -> assertThat(score).isBetween(0.0, 1.0));
    }

    @Test
    void rulesThatShipAreSoundAndBrokenOnesAreNamedWithTheirPlace() throws IOException {
        assertThat(run("rules", "check")).isZero();
        assertThat(out.toString()).contains("tests passed, no problems");

        write("BAD-01.yaml", "schema: 1\nid: BAD-01\nnmae: x\n");
        assertThat(run("rules", "check", folder.toString())).isEqualTo(1);
        assertThat(out.toString()).contains("BAD-01.yaml:3:1:").contains("name");
    }

    @Test
    void tokensAreLongAndNeverTheSame() {
        run("token");
        String first = out.toString().strip();
        run("token");
        assertThat(first)
                .startsWith("vdt_")
                .hasSize(47)
                .isNotEqualTo(out.toString().strip());
        run("token", "--webhook");
        assertThat(out.toString().strip()).startsWith("whsec_").hasSize(50);
    }

    private void assertPlain(int code, String message, String... arguments) {
        assertThat(run(arguments)).isEqualTo(code);
        assertThat(err.toString()).startsWith("vedette: ").contains(message).hasLineCount(1);
    }

    private int run(String... arguments) {
        out.getBuffer().setLength(0);
        err.getBuffer().setLength(0);
        return Main.run(new PrintWriter(out), new PrintWriter(err), arguments);
    }

    private Path write(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }

    private Path zip(String name, String text) throws IOException {
        Path file = folder.resolve(name);
        try (OutputStream zipped = new GZIPOutputStream(Files.newOutputStream(file))) {
            zipped.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return file;
    }

    /** Shaped like an access key of AWS; it opens nothing. */
    private static String key() {
        return "AKIA" + "Q3EGTJ7M" + "XW2NVD5K";
    }

    private static String leak(int number, String end) {
        return request(number, end, "{\\\"body\\\": \\\"" + key() + "\\\"}");
    }

    private static String quiet(int number, String end) {
        return request(number, end, "{}");
    }

    private static String request(int number, String end, String arguments) {
        long nanos = java.time.Instant.parse(end).getEpochSecond() * 1_000_000_000L;
        return """
                {"resourceSpans":[{"resource":{"attributes":[{"key":"service.name","value":{"stringValue":"shop"}}]},
                "scopeSpans":[{"spans":[{"traceId":"%032x","spanId":"%016x","name":"execute_tool send_email",
                "startTimeUnixNano":"%d","endTimeUnixNano":"%d","attributes":[
                {"key":"gen_ai.operation.name","value":{"stringValue":"execute_tool"}},
                {"key":"gen_ai.tool.name","value":{"stringValue":"send_email"}},
                {"key":"gen_ai.tool.call.arguments","value":{"stringValue":"%s"}}]}]}]}]}
                """.formatted(number, number, nanos - 1_000, nanos, arguments).replace("\n", "");
    }
}
