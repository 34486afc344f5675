package dev.vedette.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/**
 * Every attribute that a payload carries is looked at by some dialect, or {@code unread.json} says why not, under the
 * folder of the payload or under {@code any}. A name may end in {@code *}.
 */
class CoverageTest {
    private static final Path UNREAD = Fixture.GOLDEN.resolve("unread.json");

    private final Map<String, Map<String, String>> reasons = new LinkedHashMap<>();
    private final Set<String> used = new TreeSet<>();

    @Test
    void everyAttributeIsReadOrSaidNotToBe() throws IOException {
        assumeTrue(Fixture.present(), "the shared corpora are not beside the project");
        readReasons();
        Map<String, RecordedReads> byFolder = new TreeMap<>();
        Normalizer normalizer = Normalizer.standard();
        for (Fixture fixture : Fixture.all()) {
            RecordedReads reads = byFolder.computeIfAbsent(fixture.folder(), any -> new RecordedReads());
            OtlpJsonFile payload = fixture.read(reads::view);
            normalizer.normalizeAll(payload.spans());
            payload.logs().forEach(normalizer::normalize);
            payload.points().forEach(normalizer::normalize);
        }
        List<String> unlisted = new ArrayList<>();
        byFolder.forEach((folder, reads) -> {
            Set<String> unread = new TreeSet<>(reads.present());
            unread.removeAll(reads.read());
            Set<String> listed = new TreeSet<>(unread);
            listed.removeIf(key -> !isListed("any", key));
            unread.removeIf(key -> isListed(folder, key) || listed.contains(key));
            unread.forEach(key -> unlisted.add(folder + ": " + key));
        });

        assertThat(unlisted)
                .as("attributes that nobody reads and " + UNREAD + " does not name")
                .isEmpty();
        assertThat(listed())
                .as("names in " + UNREAD + " of what is read or never comes")
                .isEqualTo(used);
    }

    private void readReasons() throws IOException {
        for (Map.Entry<String, JsonNode> folder :
                new ObjectMapper().readTree(UNREAD.toFile()).properties()) {
            Map<String, String> keys = reasons.computeIfAbsent(folder.getKey(), any -> new LinkedHashMap<>());
            folder.getValue()
                    .properties()
                    .forEach(reason ->
                            keys.put(reason.getKey(), reason.getValue().asText()));
        }
    }

    private Set<String> listed() {
        Set<String> listed = new TreeSet<>();
        reasons.forEach((folder, keys) -> keys.keySet().forEach(key -> listed.add(folder + ": " + key)));
        return listed;
    }

    private boolean isListed(String folder, String key) {
        boolean found = false;
        for (String pattern : reasons.getOrDefault(folder, Map.of()).keySet()) {
            boolean prefix = pattern.endsWith("*");
            if (prefix ? key.startsWith(pattern.substring(0, pattern.length() - 1)) : key.equals(pattern)) {
                used.add(folder + ": " + pattern);
                found = true;
            }
        }
        return found;
    }
}
