package dev.vedette.rules;

import java.util.List;

/** Which part of a span a sighting belongs to. Dialects name attributes differently, so words in the name decide. */
final class SightingPlace {
    private static final List<String> GIVEN = List.of("argument", "input", "parameter", "prompt", "request", "query");
    private static final List<String> ANSWERED = List.of("result", "output", "response", "completion", "document");

    private SightingPlace() {}

    static boolean concerns(EventKind kind, String place) {
        return switch (kind) {
            case TOOL_CALL, USER_MESSAGE, SYSTEM_MESSAGE, TOOL_RESPONSE -> names(place, GIVEN);
            case TOOL_RESULT, ASSISTANT_MESSAGE, TOOL_REQUEST, RETRIEVAL_DOCUMENT -> names(place, ANSWERED);
            case TOOL_DEFINITION -> place.contains("tool.definitions") || place.contains("tools");
            case MODEL_USAGE, MODEL_CALL, AGENT_INVOKE, LOG_EVENT, SPAN -> true;
        };
    }

    private static boolean names(String place, List<String> words) {
        for (String word : words) {
            if (place.contains(word)) {
                return true;
            }
        }
        return false;
    }
}
