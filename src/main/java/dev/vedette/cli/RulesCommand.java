package dev.vedette.cli;

import dev.vedette.app.RuleFolder;
import dev.vedette.rules.RuleChecker;
import dev.vedette.rules.RulesReport;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Work on rule files. */
@Command(
        name = "rules",
        description = "Works on rule files.",
        subcommands = RulesCommand.CheckCommand.class,
        mixinStandardHelpOptions = true,
        versionProvider = Version.class)
final class RulesCommand {
    /** Validates rules and runs their tests. */
    @Command(
            name = "check",
            description = {
                "Validates rule files and runs the tests that are in them.",
                "Exit code 1 when anything is wrong."
            },
            mixinStandardHelpOptions = true,
            versionProvider = Version.class)
    static final class CheckCommand implements Callable<Integer> {
        @Spec
        private @Nullable CommandSpec command;

        @Parameters(
                paramLabel = "DIR",
                arity = "0..1",
                description = "A folder of *.yaml (default: the shipped rules).")
        private @Nullable Path folder;

        @Override
        public Integer call() throws IOException {
            Map<String, String> files = folder == null ? RuleFolder.shipped() : RuleFolder.read(folder);
            if (files.isEmpty()) {
                throw new PlainException("there is no *.yaml in " + folder);
            }
            PrintWriter out = ServeOptions.out(command);
            RulesReport report = RuleChecker.check(files, Instant.now());
            report.problems().forEach(problem -> out.println("problem  " + problem));
            report.failures()
                    .forEach(failure -> out.println("failed   " + failure.rule() + ": " + failure.test() + ": expected "
                            + failure.expected() + ", got " + failure.got()));
            report.expired().forEach(exception -> out.println("expired  " + exception));
            out.println(report.summary());
            out.flush();
            return report.passed() ? 0 : 1;
        }
    }
}
