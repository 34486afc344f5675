package dev.vedette.cli;

import dev.vedette.telemetry.StoreException;
import dev.vedette.yaml.SettingsException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** One plain line that says what is wrong and what to do; the stack trace only for what nobody foresaw. */
final class PlainErrors implements IExecutionExceptionHandler, IParameterExceptionHandler {
    private static final Logger LOGGER = LoggerFactory.getLogger(PlainErrors.class);

    @Override
    public int handleExecutionException(Exception failure, CommandLine command, @Nullable ParseResult parsed) {
        if (failure instanceof ReaderGoneException) {
            return CommandLine.ExitCode.SOFTWARE;
        }
        command.getErr().println(line(failure));
        command.getErr().flush();
        return failure instanceof SettingsException ? CommandLine.ExitCode.USAGE : CommandLine.ExitCode.SOFTWARE;
    }

    @Override
    public int handleParseException(ParameterException wrong, String[] arguments) {
        CommandLine command = wrong.getCommandLine();
        String what = wrong instanceof UnmatchedArgumentException unknown ? unknown(unknown) : wrong.getMessage();
        command.getErr()
                .println("vedette: " + what + " (" + command.getCommandSpec().qualifiedName() + " --help explains)");
        command.getErr().flush();
        return CommandLine.ExitCode.USAGE;
    }

    private static String unknown(UnmatchedArgumentException wrong) {
        boolean takesCommands = !wrong.getCommandLine().getSubcommands().isEmpty();
        String kind = wrong.isUnknownOption() ? "option" : takesCommands ? "command" : "argument";
        List<String> nearest = wrong.getSuggestions();
        return "unknown " + kind + " '" + wrong.getUnmatched().get(0) + "'"
                + (nearest.isEmpty() ? "" : "; did you mean " + nearest.get(0) + "?");
    }

    /** What went wrong, in words for people. */
    static String line(Exception failure) {
        return "vedette: " + explain(failure);
    }

    private static String explain(Throwable failure) {
        if (failure instanceof UncheckedIOException wrapped && wrapped.getCause() != null) {
            return explain(wrapped.getCause());
        }
        if (failure instanceof NoSuchFileException missing) {
            return "there is no file or folder " + missing.getFile();
        }
        if (failure instanceof AccessDeniedException denied) {
            return "no permission for " + denied.getFile();
        }
        if (failure instanceof FileAlreadyExistsException taken) {
            return taken.getFile() + " exists already and is not a folder";
        }
        String message = failure.getMessage();
        boolean foreseen = failure instanceof IOException
                || failure instanceof PlainException
                || failure instanceof SettingsException
                || failure instanceof StoreException;
        if (!foreseen) {
            LOGGER.error("Unforeseen failure", failure);
        }
        return message == null ? failure.toString() : message;
    }
}
