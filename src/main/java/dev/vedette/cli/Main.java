package dev.vedette.cli;

import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** The command line. Exit codes: 0 did it, 1 found something or failed as documented, 2 wrong usage. */
@Command(
        name = "vedette",
        description = {
            "A sentry for AI agents: takes their OpenTelemetry, watches every prompt, tool call and token, raises"
                    + " explained alerts, scrubs secrets and passes traces on.",
            "",
            "Without a command it serves. Try 'demo' first: a fleet with incidents, no key and no network needed."
        },
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        subcommands = {
            ServeCommand.class,
            DemoCommand.class,
            ReplayCommand.class,
            ScanCommand.class,
            BacktestCommand.class,
            RulesCommand.class,
            TokenCommand.class,
            CommandLine.HelpCommand.class
        },
        footer = {"", "Exit codes: 0 did it, 1 found something or failed, 2 wrong usage."})
public final class Main implements Callable<Integer> {
    @Mixin
    private ServeOptions options = new ServeOptions();

    private Main() {}

    /** Runs a command and ends the process with its exit code. */
    public static void main(String[] arguments) {
        System.exit(run(utf8(System.out), utf8(System.err), arguments));
    }

    /** Runs a command and returns its exit code. */
    static int run(PrintWriter out, PrintWriter err, String... arguments) {
        return new CommandLine(new Main())
                .setOut(out)
                .setErr(err)
                .setExecutionExceptionHandler(new PlainErrors())
                .execute(arguments);
    }

    @Override
    public Integer call() throws Exception {
        return Serving.untilInterrupted(options.settings(), options.out());
    }

    private static PrintWriter utf8(OutputStream stream) {
        return new PrintWriter(new OutputStreamWriter(stream, StandardCharsets.UTF_8), true);
    }
}
