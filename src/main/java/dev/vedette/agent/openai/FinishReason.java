package dev.vedette.agent.openai;

/** Why an answer ended, in one set of words. */
final class FinishReason {
    private static final int LONGEST = 32;

    private FinishReason() {}

    /** @param said in the provider's words, which are kept if they are a short plain word that is not known here */
    static String of(String said, boolean tools, boolean refused) {
        return switch (said) {
            case "stop", "completed", "end_turn" -> tools ? "tool_call" : refused ? "refusal" : "stop";
            case "tool_calls", "function_call", "tool_call" -> "tool_call";
            case "length", "max_tokens", "max_output_tokens" -> "length";
            default -> isWord(said) ? said : "other";
        };
    }

    private static boolean isWord(String text) {
        return !text.isEmpty()
                && text.length() <= LONGEST
                && text.chars().allMatch(c -> c == '_' || (c >= 'a' && c <= 'z'));
    }
}
