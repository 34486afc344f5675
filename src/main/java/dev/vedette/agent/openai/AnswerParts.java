package dev.vedette.agent.openai;

import dev.vedette.agent.model.ModelFault;
import dev.vedette.agent.model.ModelReply;
import dev.vedette.agent.model.TokenCount;
import dev.vedette.agent.model.ToolRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Puts an answer together, whole or in pieces, and stops when it has too many characters. Not thread-safe. */
final class AnswerParts {
    /** What a tool request takes beside its words, so that a crowd of empty ones is too large as well. */
    private static final int REQUEST_COST = 256;
    /** Names and ids go into telemetry. */
    private static final int LONGEST_LABEL = 256;

    private final int limit;
    private final StringBuilder text = new StringBuilder();
    private final StringBuilder refusal = new StringBuilder();
    private final List<Draft> drafts = new ArrayList<>();
    private final Map<Long, Draft> latest = new HashMap<>();
    private int size;

    AnswerParts(int limit) {
        this.limit = limit;
    }

    void text(String piece) {
        charge(piece.length());
        text.append(piece);
    }

    /** The model says that it will not. */
    void refusal(String piece) {
        charge(piece.length());
        refusal.append(piece);
    }

    /** A whole request for a tool. */
    void tool(String id, String name, String arguments) {
        begin(id).add(name, arguments);
        charge(name.length() + arguments.length());
    }

    /**
     * A piece of a request for a tool. Pieces belong together by their place; but some providers put all requests in
     * one place, where a new id then tells that another one begins.
     */
    void toolPiece(long place, String id, String name, String arguments) {
        Draft draft = latest.get(place);
        if (draft == null || isAnother(draft.id, id)) {
            draft = begin(id);
            latest.put(place, draft);
        }
        charge(name.length() + arguments.length());
        draft.add(name, arguments);
    }

    private static boolean isAnother(String before, String now) {
        return !now.isEmpty() && !before.isEmpty() && !now.equals(before);
    }

    private Draft begin(String id) {
        charge(REQUEST_COST + id.length());
        Draft draft = new Draft(id);
        drafts.add(draft);
        return draft;
    }

    private void charge(int characters) {
        size += characters;
        if (size > limit || size < 0) {
            throw new UnfitAnswerException(ModelFault.Kind.TOO_LARGE);
        }
    }

    /** The answer, which ended for the reason that the provider says. */
    ModelReply reply(
            String reason, TokenCount tokens, @Nullable String model, @Nullable String id, @Nullable Duration first) {
        boolean refused = text.isEmpty() && !refusal.isEmpty();
        String words = refused ? refusal.toString() : text.toString();
        String finish = FinishReason.of(reason, !drafts.isEmpty(), refused);
        return new ModelReply(words, requests(), finish, tokens, label(model), label(id), first);
    }

    private List<ToolRequest> requests() {
        Set<String> taken = new HashSet<>();
        drafts.forEach(draft -> taken.add(draft.id));
        Set<String> used = new HashSet<>();
        List<ToolRequest> requests = new ArrayList<>();
        for (Draft draft : drafts) {
            boolean unique = !draft.id.isBlank() && draft.id.length() <= LONGEST_LABEL && used.add(draft.id);
            String id = unique ? draft.id : fresh(taken, requests.size());
            requests.add(new ToolRequest(id, Objects.requireNonNull(label(draft.name)), draft.arguments.toString()));
        }
        return requests;
    }

    /** A provider that repeats ids, makes them endless, or leaves them out, would have answers joined to the wrong request. */
    private static String fresh(Set<String> taken, int place) {
        int number = place;
        while (!taken.add("call_" + number)) {
            number++;
        }
        return "call_" + number;
    }

    private static @Nullable String label(@Nullable String text) {
        return text == null || text.length() <= LONGEST_LABEL ? text : text.substring(0, LONGEST_LABEL);
    }

    /** A request for a tool that may still grow. */
    private static final class Draft {
        private final String id;
        private final StringBuilder arguments = new StringBuilder();
        private String name = "";

        Draft(String id) {
            this.id = id;
        }

        /** Some providers repeat the name in every piece. */
        void add(String itsName, String more) {
            if (name.isEmpty()) {
                name = itsName;
            }
            arguments.append(more);
        }
    }
}
