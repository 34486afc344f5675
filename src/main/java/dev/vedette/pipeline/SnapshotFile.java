package dev.vedette.pipeline;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import com.fasterxml.jackson.annotation.PropertyAccessor;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vedette.detection.Detector;
import dev.vedette.detection.EngineSnapshot;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the engine's memory in one file, with the position up to which it has seen the log. It is only a cache: a file
 * that is missing, damaged or of other detectors is thrown away and the state is rebuilt from the log.
 */
final class SnapshotFile {
    private static final Logger LOGGER = LoggerFactory.getLogger(SnapshotFile.class);

    private final Path path;
    private final Map<String, Class<? extends Record>> stateTypes = new HashMap<>();
    private final ObjectMapper json = JsonMapper.builder()
            .visibility(PropertyAccessor.FIELD, JsonAutoDetect.Visibility.ANY)
            .build();

    SnapshotFile(Path path, List<? extends Detector<?>> detectors) {
        this.path = path;
        for (Detector<?> detector : detectors) {
            stateTypes.put(detector.id(), detector.stateType());
        }
    }

    /** Writes beside and moves over, so that a crash leaves the old file or the new one. */
    void write(EngineSnapshot snapshot, long position) {
        Path beside = path.resolveSibling(path.getFileName() + ".new");
        try {
            try (OutputStream file = new GZIPOutputStream(Files.newOutputStream(beside))) {
                json.writeValue(file, toJson(snapshot, position));
            }
            Files.move(beside, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException broken) {
            LOGGER.warn("Cannot write {}; a restart will take longer: {}", path, broken.toString());
        }
    }

    /** The snapshot in the file, or nothing when there is none that can be used. */
    Optional<Positioned> read() {
        if (!Files.exists(path)) {
            return Optional.empty();
        }
        try (InputStream file = new GZIPInputStream(Files.newInputStream(path))) {
            return Optional.of(fromJson(json.readTree(file)));
        } catch (IOException | RuntimeException unusable) {
            LOGGER.warn("Cannot use {}; the state is rebuilt from the log: {}", path, unusable.toString());
            return Optional.empty();
        }
    }

    private ObjectNode toJson(EngineSnapshot snapshot, long position) {
        ObjectNode root = json.createObjectNode();
        root.put("position", position);
        root.put("watermark", snapshot.watermark().toString());
        root.put("ticked", snapshot.ticked().toString());
        root.set("detectors", json.valueToTree(snapshot.detectors()));
        root.set("tellings", json.valueToTree(snapshot.tellings()));
        root.set("known", json.valueToTree(snapshot.known()));
        root.set("seen", json.valueToTree(snapshot.seen()));
        root.set("metered", json.valueToTree(snapshot.metered()));
        var entries = root.putArray("entries");
        for (EngineSnapshot.Entry entry : snapshot.entries()) {
            ObjectNode node = entries.addObject();
            node.put("detector", entry.detector());
            node.put("key", entry.key());
            node.put("touched", entry.touched().toString());
            node.put("visits", entry.visits());
            node.set("state", json.valueToTree(entry.state()));
        }
        return root;
    }

    private Positioned fromJson(JsonNode root) throws IOException {
        List<String> detectors = new ArrayList<>();
        root.required("detectors").forEach(detector -> detectors.add(detector.asText()));
        List<EngineSnapshot.Entry> entries = new ArrayList<>();
        for (JsonNode node : root.required("entries")) {
            String detector = node.required("detector").asText();
            Class<? extends Record> stateType = stateTypes.get(detector);
            if (stateType == null) {
                throw new IOException("it holds the state of " + detector + ", which does not run");
            }
            entries.add(new EngineSnapshot.Entry(
                    detector,
                    node.required("key").asText(),
                    Instant.parse(node.required("touched").asText()),
                    node.required("visits").asInt(),
                    json.treeToValue(node.required("state"), stateType)));
        }
        List<EngineSnapshot.Telling> tellings = list(root.required("tellings"), EngineSnapshot.Telling.class);
        List<EngineSnapshot.Known> known = list(root.required("known"), EngineSnapshot.Known.class);
        EngineSnapshot.Seen seen = json.treeToValue(root.required("seen"), EngineSnapshot.Seen.class);
        EngineSnapshot.Metered metered = json.treeToValue(root.required("metered"), EngineSnapshot.Metered.class);
        Instant watermark = Instant.parse(root.required("watermark").asText());
        Instant ticked = Instant.parse(root.required("ticked").asText());
        return new Positioned(
                new EngineSnapshot(detectors, watermark, ticked, tellings, known, seen, metered, entries),
                root.required("position").asLong());
    }

    private <T> List<T> list(JsonNode array, Class<T> type) throws IOException {
        List<T> list = new ArrayList<>(array.size());
        for (JsonNode node : array) {
            list.add(json.treeToValue(node, type));
        }
        return list;
    }

    /** A snapshot and the log position that it knows of. */
    record Positioned(EngineSnapshot snapshot, long position) {}
}
