package dev.vedette.agent.tool;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** Cuts answers that are too long for a conversation, and says so in the answer. */
record BoundedBody(ToolBody body, int longest) implements ToolBody {
    static final int LONGEST = 262_144;

    BoundedBody {
        if (longest < 1) {
            throw new IllegalArgumentException("the longest answer has at least one character");
        }
    }

    @Override
    public ToolOutput call(ObjectNode arguments, ToolContext context) throws Exception {
        ToolOutput output = body.call(arguments, context);
        String text = output.text();
        if (text.length() <= longest) {
            return output;
        }
        int end = Character.isHighSurrogate(text.charAt(longest - 1)) ? longest - 1 : longest;
        String notice = "\n[cut: only the first " + end + " of " + text.length() + " characters are here]";
        return new ToolOutput(text.substring(0, end) + notice, output.failed());
    }
}
