package dev.vedette.cli;

import dev.vedette.config.SettingsException;
import dev.vedette.telemetry.StoreException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ParseResult;

/** One plain line that says what is wrong and what to do; the stack trace only for what nobody foresaw. */
final class PlainErrors implements IExecutionExceptionHandler {
    private static final Logger LOGGER = LoggerFactory.getLogger(PlainErrors.class);

    @Override
    public int handleExecutionException(Exception failure, CommandLine command, @Nullable ParseResult parsed) {
        command.getErr().println("vedette: " + explain(failure));
        if (failure instanceof SettingsException) {
            return CommandLine.ExitCode.USAGE;
        }
        return CommandLine.ExitCode.SOFTWARE;
    }

    private static String explain(Throwable failure) {
        if (failure instanceof UncheckedIOException wrapped && wrapped.getCause() != null) {
            return explain(wrapped.getCause());
        }
        if (failure instanceof NoSuchFileException missing) {
            return "there is no file " + missing.getFile();
        }
        if (failure instanceof AccessDeniedException denied) {
            return "no permission for " + denied.getFile();
        }
        if (failure instanceof FileAlreadyExistsException taken) {
            return taken.getFile() + " exists already and is not a folder";
        }
        String message = failure.getMessage();
        if (failure instanceof IOException
                || failure instanceof PlainException
                || failure instanceof SettingsException
                || failure instanceof StoreException) {
            return message == null ? failure.toString() : message;
        }
        LOGGER.error("Unforeseen failure", failure);
        return message == null ? failure.toString() : message;
    }
}
