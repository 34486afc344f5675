package dev.vedette.agent.tool;

/**
 * What a tool answered.
 *
 * @param text JSON or words
 * @param failed whether it is the tool's own account of a failure, such as a process's exit code
 */
public record ToolOutput(String text, boolean failed) {
    /** It went well. */
    public static ToolOutput of(String text) {
        return new ToolOutput(text, false);
    }

    /** It did not; the model reads why. */
    public static ToolOutput failure(String text) {
        return new ToolOutput(text, true);
    }
}
