package dev.vedette.cli;

import java.io.PrintWriter;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/**
 * What a command prints: results, remarks beside them, and on a terminal a bar that gets out of the way of both. Used by
 * one thread.
 */
final class Output {
    private final PrintWriter results;
    private final PrintWriter remarks;
    private final boolean terminal = CommandLine.Help.Ansi.AUTO.enabled();
    private @Nullable Progress progress;

    private Output(PrintWriter results, PrintWriter remarks) {
        this.results = results;
        this.remarks = remarks;
    }

    static Output of(@Nullable CommandSpec command) {
        CommandLine line = Objects.requireNonNull(command).commandLine();
        return new Output(line.getOut(), line.getErr());
    }

    /** Prints a line that the command was asked for. */
    void result(String line) {
        clear();
        results.println(line);
        if (results.checkError()) {
            throw new ReaderGoneException();
        }
    }

    /** Prints a line to standard error. */
    void remark(String line) {
        clear();
        remarks.println(line);
        remarks.flush();
    }

    /** A bar for long work, to be closed when the work is done. */
    Progress progress(String label, long total) {
        Progress started = new Progress(remarks, label, total, terminal);
        progress = started;
        return started;
    }

    private void clear() {
        if (progress != null) {
            progress.clear();
        }
    }
}
