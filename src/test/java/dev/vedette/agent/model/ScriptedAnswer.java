package dev.vedette.agent.model;

import java.util.ArrayList;
import java.util.List;

/**
 * What a scripted model says.
 *
 * @param finishReason in the words of Chat Completions
 */
public record ScriptedAnswer(String text, String refusal, List<ToolRequest> calls, String finishReason) {
    /** Only words. */
    public static ScriptedAnswer text(String text) {
        return new ScriptedAnswer(text, "", List.of(), "stop");
    }

    /** Only requests for tools. */
    public static ScriptedAnswer calls(List<ToolRequest> calls) {
        return new ScriptedAnswer("", "", List.copyOf(calls), "tool_calls");
    }

    /** The same, but it ended for this reason. */
    public ScriptedAnswer ending(String reason) {
        return new ScriptedAnswer(text, refusal, calls, reason);
    }

    /** The text as a model would stream it: a word at a time. */
    List<String> pieces() {
        List<String> pieces = new ArrayList<>();
        int from = 0;
        while (from < text.length()) {
            int space = text.indexOf(' ', from);
            int to = space < 0 ? text.length() : space + 1;
            pieces.add(text.substring(from, to));
            from = to;
        }
        return pieces;
    }
}
