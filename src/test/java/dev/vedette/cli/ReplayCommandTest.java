package dev.vedette.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.vedette.telemetry.Epoch;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReplayCommandTest {
    @TempDir
    private Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void filesAreReadSideBySideInTheOrderOfEventTime() throws IOException {
        String first = write("1.jsonl", leak(1, "2026-01-05T10:00:00Z"), leak(4, "2026-01-05T10:03:00Z"));
        String second = write(
                "2.jsonl",
                "{\"resourceSpans\":[]}",
                leak(2, "2026-01-05T10:01:00Z"),
                "",
                leak(3, "2026-01-05T10:02:00Z"));

        assertThat(run("replay", first, second)).isZero();

        assertThat(traces()).containsExactly(1, 2, 3, 4);
        assertThat(err.toString()).startsWith("4 traces, 4 spans, 4 findings");
    }

    @Test
    void whatLiesInTheFutureIsReplayedOnItsOwnTime() throws IOException {
        run("replay", write("1.jsonl", leak(1, "2099-01-05T10:00:00Z")));

        assertThat(out.toString()).contains("\"at\":\"2099-01-05T10:00:00Z\"");
    }

    @Test
    void eachLearnTakesTheFilesOfOneFolder() throws IOException {
        String past = write("past/1.jsonl", leak(1, "2026-03-05T10:00:00Z"));
        String before = write("before/1.jsonl", leak(2, "2026-03-06T10:00:00Z"));
        String watched = write("now/1.jsonl", leak(3, "2026-01-05T10:00:00Z"));
        String alsoWatched = write("then/1.jsonl", leak(4, "2026-01-06T10:00:00Z"));

        run("replay", "--learn", past, "--learn", before, watched, alsoWatched);
        assertThat(err.toString()).startsWith("2 traces");
        run("replay", watched, "--learn", past);
        assertThat(err.toString()).startsWith("1 traces");
        run("replay", "--learn=" + past, watched);
        assertThat(err.toString()).startsWith("1 traces");
    }

    @Test
    void whatWasLearnedLiesBeforeWhatIsWatchedWhateverItsDates() throws IOException {
        List<String> calls = new ArrayList<>();
        Instant march = Instant.parse("2026-03-05T10:00:00Z");
        for (int call = 0; call < 700; call++) {
            calls.add(request(call + 1, march.plusSeconds(call * 160L), "send_email", "{}"));
        }
        calls.add(0, request(9_999, Instant.EPOCH.plusSeconds(5), "send_email", "{}"));
        Instant january = Instant.parse("2026-01-05T10:00:00Z");
        String past = write("past/1.jsonl", calls.toArray(String[]::new));
        String watched = write(
                "now/1.jsonl",
                request(5_000, january, "send_email", "{}"),
                request(6_000, january.plusSeconds(60), "wipe_disk", "{}"));

        assertThat(run("replay", watched)).isZero();
        assertThat(out.toString()).as("nothing is known yet").isEmpty();
        assertThat(run("replay", "--learn", past, watched)).isZero();
        assertThat(out.toString())
                .hasLineCount(1)
                .contains("\"rule\":\"TOOL-01\"", "wipe_disk", "\"at\":\"2026-01-05T10:01:00Z\"");
    }

    @Test
    void rulesThatDoNotLoadAreTold() throws IOException {
        write("rules/BAD-01.yaml", "schema: 1\nid: BAD-01\nnmae: x\n");
        String config = write("vedette.yaml", "rules: {folder: " + folder.resolve("rules") + "}");

        assertThat(run("replay", "--config", config, write("1.jsonl", leak(1, "2026-01-05T10:00:00Z"))))
                .isZero();

        assertThat(err.toString())
                .contains("vedette: a rule does not load: " + folder.resolve("rules/BAD-01.yaml:3:1"));
    }

    private List<Integer> traces() throws IOException {
        List<Integer> traces = new ArrayList<>();
        for (String line : out.toString().lines().toList()) {
            traces.add(Integer.parseInt(
                    new ObjectMapper().readTree(line).path("trace_id").asText(), 16));
        }
        return traces;
    }

    private int run(String... arguments) {
        out.getBuffer().setLength(0);
        err.getBuffer().setLength(0);
        return Main.run(new PrintWriter(out), new PrintWriter(err), arguments);
    }

    private String write(String name, String... lines) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, String.join("\n", lines)).toString();
    }

    /** Shaped like an access key of AWS, another one for each number; it opens nothing. */
    private static String leak(int number, String end) {
        String key = "AKIA" + "Q3EGTJ7M" + "XW2NVD5" + (char) ('A' + number);
        return request(number, Instant.parse(end), "send_email", "{\\\"body\\\": \\\"" + key + "\\\"}");
    }

    private static String request(int number, Instant end, String tool, String arguments) {
        long nanos = Epoch.nanos(end);
        return """
                {"resourceSpans":[{"resource":{"attributes":[{"key":"service.name","value":{"stringValue":"shop"}}]},
                "scopeSpans":[{"spans":[{"traceId":"%032x","spanId":"%016x","name":"execute_tool %s",
                "startTimeUnixNano":"%d","endTimeUnixNano":"%d","attributes":[
                {"key":"gen_ai.operation.name","value":{"stringValue":"execute_tool"}},
                {"key":"gen_ai.tool.name","value":{"stringValue":"%s"}},
                {"key":"gen_ai.tool.call.arguments","value":{"stringValue":"%s"}}]}]}]}]}
                """.formatted(number, number, tool, nanos - 1_000, nanos, tool, arguments)
                .replace("\n", "");
    }
}
