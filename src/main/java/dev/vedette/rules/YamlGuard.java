package dev.vedette.rules;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.CollectionEndEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.DocumentStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.schema.CoreSchema;

/**
 * Turns YAML 1.2 into nodes that are safe to walk. The events are looked at first: one document, shallow, of bounded
 * size, without aliases and explicit tags, so that the recursive composer after it cannot be led astray.
 */
final class YamlGuard {
    /** The most characters that a rule file may have. */
    static final int MAX_CHARACTERS = 256 * 1024;

    private static final int MAX_DEPTH = 32;
    private static final int MAX_EVENTS = 60_000;
    private static final LoadSettings SETTINGS = LoadSettings.builder()
            .setSchema(new CoreSchema())
            .setCodePointLimit(MAX_CHARACTERS)
            .setMaxAliasesForCollections(0)
            .build();

    private YamlGuard() {}

    /** The mapping at the top of the file, or null when there is none; the reason is then among the problems. */
    static @Nullable MappingNode read(String yaml, Problems problems) {
        if (yaml.length() > MAX_CHARACTERS) {
            problems.add(
                    0, 0, "the file has " + yaml.length() + " characters; at most " + MAX_CHARACTERS + " are read");
            return null;
        }
        try {
            if (!harmless(yaml, problems)) {
                return null;
            }
            Optional<Node> top = new Compose(SETTINGS).composeString(yaml);
            if (top.isPresent() && top.get() instanceof MappingNode mapping) {
                return mapping;
            }
            problems.add(1, 1, "a rule file is a mapping that starts with 'schema: 1'");
        } catch (MarkedYamlEngineException broken) {
            problems.add(broken.getProblemMark(), "not YAML: " + broken.getProblem());
        } catch (YamlEngineException broken) {
            problems.add(0, 0, "not YAML: " + broken.getMessage());
        }
        return null;
    }

    private static boolean harmless(String yaml, Problems problems) {
        int depth = 0;
        int events = 0;
        int documents = 0;
        for (Event event : new Parse(SETTINGS).parseString(yaml)) {
            events++;
            documents += event instanceof DocumentStartEvent ? 1 : 0;
            depth += event instanceof CollectionStartEvent ? 1 : event instanceof CollectionEndEvent ? -1 : 0;
            String objection = objection(event, depth, events, documents);
            if (objection != null) {
                problems.add(event.getStartMark(), objection);
                return false;
            }
        }
        return true;
    }

    private static @Nullable String objection(Event event, int depth, int events, int documents) {
        if (event instanceof AliasEvent) {
            return "aliases are not allowed; write the value out";
        }
        if (hasTag(event)) {
            return "tags such as !!name are not allowed";
        }
        if (depth > MAX_DEPTH) {
            return "nested deeper than " + MAX_DEPTH;
        }
        if (documents > 1) {
            return "one rule a file: a second document starts here";
        }
        return events > MAX_EVENTS ? "more than " + MAX_EVENTS + " values" : null;
    }

    private static boolean hasTag(Event event) {
        if (event instanceof ScalarEvent scalar) {
            return scalar.getTag().isPresent() && !"!".equals(scalar.getTag().get());
        }
        return event instanceof CollectionStartEvent start && start.getTag().isPresent();
    }
}
