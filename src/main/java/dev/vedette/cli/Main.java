package dev.vedette.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

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
        footer = {
            "",
            "'vedette COMMAND --help' explains a command.",
            "",
            "Exit codes: 0 did it, 1 found something or failed, 2 wrong usage or configuration."
        })
public final class Main implements Callable<Integer> {
    @Mixin
    private ServeOptions options = new ServeOptions();

    private Main() {}

    /** Runs a command and ends the process with its exit code. */
    public static void main(String[] arguments) {
        System.exit(run(utf8(FileDescriptor.out), utf8(FileDescriptor.err), arguments));
    }

    /** Runs a command and returns its exit code. */
    static int run(PrintWriter out, PrintWriter err, String... arguments) {
        PlainErrors errors = new PlainErrors();
        return new CommandLine(new Main())
                .setOut(out)
                .setErr(err)
                .setExecutionExceptionHandler(errors)
                .setParameterExceptionHandler(errors)
                .setExecutionStrategy(Main::execute)
                .execute(arguments);
    }

    @Override
    public Integer call() throws Exception {
        return Serving.untilInterrupted(options.settings(), options.out());
    }

    /** Options before a command belong to the default command and would be lost on another: that is told. */
    private static int execute(ParseResult parsed) {
        boolean helps = parsed.isUsageHelpRequested() || parsed.isVersionHelpRequested();
        if (!helps && parsed.hasSubcommand() && !parsed.matchedOptionsSet().isEmpty()) {
            throw new ParameterException(
                    parsed.commandSpec().commandLine(),
                    "options come after the command: vedette "
                            + parsed.subcommand().commandSpec().name() + " "
                            + parsed.matchedOptions().get(0).longestName() + " …");
        }
        return new CommandLine.RunLast().execute(parsed);
    }

    /** Straight to the descriptor: a {@link System#out} would keep it to itself that the reader has gone. */
    private static PrintWriter utf8(FileDescriptor descriptor) {
        return new PrintWriter(new OutputStreamWriter(new FileOutputStream(descriptor), StandardCharsets.UTF_8), true);
    }
}
