package dev.vedette.cli;

import dev.vedette.app.RuleFolder;
import dev.vedette.rules.RuleChecker;
import dev.vedette.rules.RulesReport;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
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
        footer = {"", "Example:", "  vedette rules check rules.local"},
        subcommands = RulesCommand.CheckCommand.class,
        mixinStandardHelpOptions = true,
        versionProvider = Version.class)
final class RulesCommand {
    /** Validates rules and runs their tests. */
    @Command(
            name = "check",
            description = {
                "Validates rule files and runs the tests that are in them.",
                "A problem is told as file:line:column: what is wrong."
            },
            exitCodeListHeading = "%nExit codes:%n",
            exitCodeList = {"0:all rules load and pass their tests", "1:something is wrong", "2:wrong usage"},
            mixinStandardHelpOptions = true,
            versionProvider = Version.class)
    static final class CheckCommand implements Callable<Integer> {
        @Spec
        private @Nullable CommandSpec command;

        @Parameters(
                paramLabel = "DIR",
                arity = "0..1",
                description = "A folder of *.yaml, or one such file (default: the shipped rules).")
        private @Nullable Path folder;

        @Override
        public Integer call() throws IOException {
            Map<String, String> files = folder == null ? RuleFolder.shipped() : named(folder);
            if (files.isEmpty()) {
                throw new PlainException("there is no *.yaml in " + folder);
            }
            Output output = Output.of(command);
            RulesReport report = RuleChecker.check(files, Instant.now());
            report.problems().forEach(problem -> output.result("problem  " + problem));
            report.failures()
                    .forEach(failure -> output.result("failed   " + failure.rule() + ": " + failure.test()
                            + ": expected " + failure.expected() + ", got " + failure.got()));
            report.expired().forEach(exception -> output.result("expired  " + exception));
            output.result(report.summary());
            return report.passed() ? 0 : 1;
        }

        private static Map<String, String> named(Path folder) throws IOException {
            Map<String, String> files = new TreeMap<>();
            RuleFolder.read(folder)
                    .forEach((name, text) -> files.put(folder.resolve(name).toString(), text));
            return files;
        }
    }
}
