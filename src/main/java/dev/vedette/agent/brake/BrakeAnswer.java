package dev.vedette.agent.brake;

import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads {@code {"version": n, "brakes": [{"id", "scope", "key", "level", "reason", "until"}]}}. */
final class BrakeAnswer {
    private static final int LONGEST_NAME = 500;
    private static final ObjectMapper MAPPER = new JsonMapper();

    static {
        MAPPER.getFactory()
                .setStreamReadConstraints(StreamReadConstraints.builder()
                        .maxNestingDepth(10)
                        .maxStringLength(10_000)
                        .maxNumberLength(20)
                        .build());
    }

    private BrakeAnswer() {}

    /**
     * The brakes of an answer, or empty if any of it cannot be understood: half of an answer could lack the stop that
     * matters.
     */
    static Optional<List<Brake>> read(byte[] body) {
        try {
            JsonNode listed = MAPPER.readTree(body).path("brakes");
            if (!listed.isArray() || listed.size() > BrakeBoard.KEPT) {
                return Optional.empty();
            }
            List<Brake> brakes = new ArrayList<>();
            for (JsonNode one : listed) {
                Optional<Brake> brake = brake(one);
                if (brake.isEmpty()) {
                    return Optional.empty();
                }
                brakes.add(brake.get());
            }
            return Optional.of(brakes);
        } catch (IOException notJson) {
            return Optional.empty();
        }
    }

    private static Optional<Brake> brake(JsonNode json) {
        String id = json.path("id").asText();
        String key = json.path("key").asText();
        Optional<BrakeScope> scope = BrakeScope.of(json.path("scope").asText());
        Optional<BrakeLevel> level = BrakeLevel.of(json.path("level").asText());
        if (id.isEmpty() || id.length() > LONGEST_NAME || key.length() > LONGEST_NAME) {
            return Optional.empty();
        }
        if (scope.isEmpty() || level.isEmpty() || (scope.get() == BrakeScope.ALL) != key.isEmpty()) {
            return Optional.empty();
        }
        try {
            Instant until = Instant.parse(json.path("until").asText());
            String reason = json.path("reason").asText();
            return Optional.of(new Brake(id, scope.get(), key, level.get(), reason, until));
        } catch (DateTimeException notATime) {
            return Optional.empty();
        }
    }
}
