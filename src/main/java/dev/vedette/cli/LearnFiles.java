package dev.vedette.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Stack;
import picocli.CommandLine.IParameterConsumer;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/**
 * Takes the files of one {@code --learn}: {@code --learn past/*.gz new/*.gz} arrives as one long list, and only the folder
 * tells where the second pattern began.
 */
final class LearnFiles implements IParameterConsumer {
    @Override
    public void consumeParameters(Stack<String> arguments, ArgSpec option, CommandSpec command) {
        List<Path> files = new ArrayList<>(option.<List<Path>>getValue());
        if (isFile(arguments)) {
            Path first = Path.of(arguments.pop());
            files.add(first);
            while (isFile(arguments) && Objects.equals(Path.of(arguments.peek()).getParent(), first.getParent())) {
                files.add(Path.of(arguments.pop()));
            }
            option.setValue(files);
        } else {
            throw new ParameterException(command.commandLine(), "--learn needs files to learn from");
        }
    }

    private static boolean isFile(Stack<String> arguments) {
        return !arguments.isEmpty() && !arguments.peek().startsWith("-");
    }
}
