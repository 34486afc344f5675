package dev.vedette.agent.sandbox;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vedette.agent.tool.ToolBody;
import dev.vedette.agent.tool.ToolContext;
import dev.vedette.agent.tool.ToolOutput;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * What a tool does that runs a command in a sandbox. What the model wrote reaches the command on its standard input or as
 * an argument of its own, never through a shell and never through a file of this machine:
 *
 * <pre>{@code
 * ToolBody python = SandboxedCommand.taking(Code.class)
 *         .running("python3", "-I", "-")
 *         .onStandardInput(Code::text)
 *         .within(SandboxLimits.DEFAULT.withWallTime(Duration.ofSeconds(5)))
 *         .on(CommandRunner.sandboxed(SandboxProbe.run()));
 * }</pre>
 *
 * <p>The command sees the programs of {@code /usr} and nothing else of this machine. It answers with its standard output;
 * a file that it writes is gone at its end. Immutable.
 *
 * @param <A> the arguments, a record that Jackson can read
 */
public final class SandboxedCommand<A> {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Class<A> type;
    private final List<String> program;
    private final List<Function<A, String>> arguments;
    private final Function<A, String> input;
    private final SandboxLimits limits;
    private final Openings openings;

    private SandboxedCommand(
            Class<A> type,
            List<String> program,
            List<Function<A, String>> arguments,
            Function<A, String> input,
            SandboxLimits limits,
            Openings openings) {
        this.type = type;
        this.program = List.copyOf(program);
        this.arguments = List.copyOf(arguments);
        this.input = input;
        this.limits = limits;
        this.openings = openings;
    }

    /** A command with these arguments of the tool. */
    public static <A> SandboxedCommand<A> taking(Class<A> type) {
        return new SandboxedCommand<>(type, List.of(), List.of(), any -> "", SandboxLimits.DEFAULT, Openings.NONE);
    }

    /** The program, which must be below {@code /usr}, and its fixed arguments. */
    public SandboxedCommand<A> running(String... programAndArguments) {
        return new SandboxedCommand<>(type, List.of(programAndArguments), arguments, input, limits, openings);
    }

    /**
     * One more argument behind the fixed ones, from the model. A call in which it begins with a hyphen fails, as programs
     * would take it for an option. Users of this machine can see it in the list of processes.
     */
    public SandboxedCommand<A> withArgument(Function<A, String> argument) {
        List<Function<A, String>> more = new ArrayList<>(arguments);
        more.add(argument);
        return new SandboxedCommand<>(type, program, more, input, limits, openings);
    }

    /** What the program reads on its standard input; else that is empty. */
    public SandboxedCommand<A> onStandardInput(Function<A, String> text) {
        return new SandboxedCommand<>(type, program, arguments, text, limits, openings);
    }

    /** Other limits than the default. */
    public SandboxedCommand<A> within(SandboxLimits other) {
        return new SandboxedCommand<>(type, program, arguments, input, other, openings);
    }

    /** A folder of this machine that the command can read as {@code /data}, with everything below it. */
    public SandboxedCommand<A> reading(Path folder) {
        return new SandboxedCommand<>(
                type, program, arguments, input, limits, new Openings(folder.toAbsolutePath(), openings.egress()));
    }

    /**
     * A way out, through a proxy on this Unix socket (see {@link dev.vedette.egress.EgressProxy#onSocket}). Inside it is
     * {@code /run/egress.sock}, and what {@code HTTP_PROXY} and {@code HTTPS_PROXY} name; Python 3 below {@code /usr}
     * joins the two and counts as one of the processes. Clients that heed neither have no network. A runtime of root steps down to
     * nobody, who must be able to reach and to write to the socket.
     */
    public SandboxedCommand<A> through(Path proxySocket) {
        return new SandboxedCommand<>(
                type, program, arguments, input, limits, new Openings(openings.data(), proxySocket.toAbsolutePath()));
    }

    /** What a tool does that runs this. */
    public ToolBody on(CommandRunner runner) {
        return on(runner, InstantSource.system());
    }

    ToolBody on(CommandRunner runner, InstantSource clock) {
        if (program.isEmpty()) {
            throw new IllegalStateException("Say which program is to run: running(…).");
        }
        return (given, context) -> call(given, context, runner, clock);
    }

    private ToolOutput call(ObjectNode given, ToolContext context, CommandRunner runner, InstantSource clock)
            throws Exception {
        A read = read(given);
        List<String> command = new ArrayList<>(program);
        for (Function<A, String> argument : arguments) {
            String text = argument.apply(read);
            if (text.startsWith("-") || text.indexOf('\0') >= 0) {
                return ToolOutput.failure("An argument must neither begin with a hyphen nor hold a NUL character.");
            }
            command.add(text);
        }
        Duration left = Duration.between(clock.instant(), context.deadline());
        if (left.toMillis() <= 0) {
            return ToolOutput.failure(words(CommandResult.Ending.OUT_OF_TIME));
        }
        SandboxLimits now = left.compareTo(limits.wallTime()) < 0 ? limits.withWallTime(left) : limits;
        byte[] bytes = input.apply(read).getBytes(StandardCharsets.UTF_8);
        return output(runner.run(command, bytes, now, openings));
    }

    private A read(ObjectNode given) {
        try {
            return JSON.treeToValue(given, type);
        } catch (JsonProcessingException mismatch) {
            // Its message quotes the arguments.
            throw new IllegalArgumentException("The arguments are not those of the command.");
        }
    }

    private static ToolOutput output(CommandResult result) {
        if (result.succeeded()) {
            return ToolOutput.of(result.output());
        }
        String reason = result.ending() == CommandResult.Ending.EXITED
                ? "The command failed with exit code " + result.exitCode() + "."
                : words(result.ending());
        return ToolOutput.failure(reason + "\n" + result.output() + result.errors());
    }

    private static String words(CommandResult.Ending ending) {
        return switch (ending) {
            case EXITED -> "The command ended.";
            case OUT_OF_TIME -> "The command was stopped: it took too long.";
            case OUT_OF_MEMORY -> "The command was stopped: it used too much memory.";
            case TOO_MUCH_OUTPUT -> "The command was stopped: it wrote too much.";
        };
    }
}
