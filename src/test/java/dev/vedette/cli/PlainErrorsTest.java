package dev.vedette.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PlainErrorsTest {
    @TempDir
    private Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @ParameterizedTest
    @ValueSource(strings = {"serve", "demo", "replay", "scan", "backtest", "rules check", "token"})
    void everyCommandListsItsExitCodesAndAnExample(String command) {
        assertThat(run((command + " --help").split(" ", -1))).isZero();
        assertThat(out.toString()).contains("Exit codes:\n", "  2   ");
        assertThat(out.toString().lines()).allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(80));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "scann x              | unknown command 'scann'; did you mean scan?",
                "scan --jsnol         | unknown option '--jsnol'; did you mean --jsonl?",
                "token x              | unknown argument 'x' (vedette token --help explains)",
                "backtest             | Missing required parameter: 'FILE.csv'",
                "rules                | Missing required subcommand",
                "replay               | there is nothing to watch",
                "replay --learn       | --learn needs files",
                "serve --port 70000   | 70000 is not a port; they go from 0 to 65535",
                "serve --port many    | 'many' is not an int",
                "--port 1 demo        | options come after the command: vedette demo --port",
            })
    void wrongUsageIsOneLineWithTheWayOut(String arguments, String message) {
        assertPlain(2, message, arguments.strip().split(" ", -1));
    }

    @Test
    void aConfigurationThatCannotBeReadIsOneLine() throws IOException {
        assertPlain(2, "it is not YAML", "serve", "--config", write("a.yaml", "dashboard: [\n"));
        assertPlain(2, "it is a folder", "serve", "--config", folder.toString());
        assertPlain(2, "not a TOML file", "scan", "--secret-rules", write("b.toml", "no rules\n"));
        assertPlain(1, "there is no file or folder", "serve", "--config", folder + "/none.yaml");
        String rules = write("c.yaml", "rules: {folder: " + folder + "/none}\n");
        assertPlain(1, "there is no file or folder " + folder + "/none", "replay", "--config", rules, rules);
    }

    @Test
    void filesThatDoNotHoldWhatTheyShouldAreNamedWithTheLine() throws IOException {
        assertPlain(1, "line 2: expected timestamp,value", "backtest", write("a.csv", "1,2\n3;4\n"));
        assertPlain(1, "line 1: 'day 1' is not a time", "backtest", write("b.csv", "day 1,4\n"));
        assertPlain(1, "a.jsonl line 1 is not an OTLP/JSON", "replay", write("a.jsonl", "hello\n"));
        assertPlain(1, " is a folder; name the files in it", "replay", folder.toString());
        assertPlain(1, " is a folder; name the files in it", "backtest", folder.toString());
        assertPlain(1, "there is no file or folder", "rules", "check", folder + "/none");
        assertPlain(1, "there is no *.yaml in " + folder, "rules", "check", folder.toString());
    }

    @Test
    void aPortInUseIsNamed() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String port = Integer.toString(taken.getLocalPort());
            for (String option : new String[] {"--port", "--grpc-port", "--http-port"}) {
                assertPlain(1, "127.0.0.1:" + port, serve(option, port));
            }
        }
    }

    @Test
    void aFolderInUseIsNamed() throws IOException {
        String plain = write("file", "");
        assertPlain(1, plain + " exists already and is not a folder", "serve", "--data", plain);

        Path store = Files.writeString(folder.resolve("alerts.mv.db"), "");
        try (FileChannel other = FileChannel.open(store, StandardOpenOption.WRITE)) {
            other.lock();
            assertPlain(1, " is in use by another process. Stop that process", serve("--port", "0"));
        }
    }

    private String[] serve(String option, String port) {
        List<String> arguments = new ArrayList<>(List.of("serve", "--data", folder.toString()));
        for (String each : List.of("--port", "--grpc-port", "--http-port")) {
            arguments.add(each);
            arguments.add(each.equals(option) ? port : "0");
        }
        return arguments.toArray(String[]::new);
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

    private String write(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text).toString();
    }
}
