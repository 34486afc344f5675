package dev.vedette.agent.sandbox;

/**
 * How a command ended.
 *
 * @param exitCode as the command gave it, 128 and the signal's number if one killed it
 * @param output what it wrote to its standard output, up to the limit
 * @param errors what it wrote to its standard error, up to the limit
 */
public record CommandResult(Ending ending, int exitCode, String output, String errors) {
    /** Why it ended. */
    public enum Ending {
        /** By itself, or because the kernel held it to a limit. */
        EXITED,
        /** Killed: its time was up. */
        OUT_OF_TIME,
        /** Killed: its processes together held too much memory. */
        OUT_OF_MEMORY,
        /** Killed: it wrote too much. */
        TOO_MUCH_OUTPUT
    }

    /** Whether it did what it was meant to do. */
    public boolean succeeded() {
        return ending == Ending.EXITED && exitCode == 0;
    }
}
