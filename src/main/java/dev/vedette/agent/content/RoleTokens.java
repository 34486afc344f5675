package dev.vedette.agent.content;

import java.util.List;

/**
 * Breaks the marks with which chat templates say who speaks, so that no reader takes a text for the frame around it: a
 * space is put in, for a person sees it and nothing is lost. Breaking twice changes nothing. Linear time.
 */
final class RoleTokens {
    private static final int LONGEST_NAME = 40;
    private static final List<String> TOKENS = List.of(
            "[inst]",
            "[/inst]",
            "[system_prompt]",
            "[/system_prompt]",
            "[available_tools]",
            "[/available_tools]",
            "[tool_calls]",
            "[tool_results]",
            "[/tool_results]",
            "<<sys>>",
            "<</sys>>",
            "<start_of_turn>",
            "<end_of_turn>",
            "<tool_call>",
            "</tool_call>",
            "<tool_result>",
            "</tool_result>",
            "<tool_response>",
            "</tool_response>",
            "<function_calls>",
            "</function_calls>",
            "<function_results>",
            "</function_results>",
            "<<<end_tool_call_result>>>");
    private static final List<String> SPEAKERS = List.of("\n\nhuman:", "\n\nassistant:");

    private RoleTokens() {}

    static Cleaned escape(String text) {
        StringBuilder rest = new StringBuilder(text.length());
        int from = 0;
        int count = 0;
        for (int at = 0; at < text.length(); at++) {
            int gap = gap(text, at);
            if (gap > at) {
                rest.append(text, from, gap).append(' ');
                from = gap;
                count++;
            }
        }
        return count == 0
                ? Cleaned.unchanged(text)
                : Cleaned.of(rest.append(text, from, text.length()).toString(), "role_tokens", count);
    }

    /** Where the space must go to break the token that begins here; no position after this one if none does. */
    private static int gap(String text, int at) {
        return switch (text.charAt(at)) {
            case '<' -> bars(text, at) || startsWithAny(text, at, TOKENS) >= 0 ? at + 1 : at;
            case '[' -> startsWithAny(text, at, TOKENS) >= 0 ? at + 1 : at;
            case '\n' -> {
                int length = startsWithAny(text, at, SPEAKERS);
                yield length < 0 ? at : at + length - 1;
            }
            default -> at;
        };
    }

    /** Whether it is a name between {@code <|} and {@code |>}, in narrow or wide bars. */
    private static boolean bars(String text, int at) {
        if (!bar(text, at + 1)) {
            return false;
        }
        int end = at + 2;
        while (end < text.length() && end - at < LONGEST_NAME && inName(text.charAt(end))) {
            end++;
        }
        return end > at + 2 && bar(text, end) && end + 1 < text.length() && text.charAt(end + 1) == '>';
    }

    private static boolean bar(String text, int at) {
        return at < text.length() && (text.charAt(at) == '|' || text.charAt(at) == '\uff5c');
    }

    private static boolean inName(char character) {
        return Character.isLetterOrDigit(character) || "_-.\u2581 ".indexOf(character) >= 0;
    }

    private static int startsWithAny(String text, int at, List<String> tokens) {
        for (String token : tokens) {
            if (text.regionMatches(true, at, token, 0, token.length())) {
                return token.length();
            }
        }
        return -1;
    }
}
