package dev.vedette.agent.check;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vedette.agent.tool.ArgumentCheck.Objection;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Where in the arguments a check looks: a name, or names joined by dots. A list on the way stands for each of its
 * elements, so that none escapes. Immutable.
 */
record Place(String path, List<String> names) {
    private static final String ADVICE = "An argument is of another kind than the tool takes. Read its schema again.";

    Place {
        names = List.copyOf(names);
    }

    /** @throws IllegalArgumentException if there is no name, or an empty one */
    static Place at(String path) {
        List<String> names = new ArrayList<>();
        int start = 0;
        for (int dot = path.indexOf('.'); dot >= 0; dot = path.indexOf('.', start)) {
            names.add(path.substring(start, dot));
            start = dot + 1;
        }
        names.add(path.substring(start));
        if (names.contains("")) {
            throw new IllegalArgumentException("an argument is addressed by names joined by dots");
        }
        return new Place(path, names);
    }

    /** What is there: nothing for what is left out or null, several values where lists are. */
    List<JsonNode> values(ObjectNode arguments) {
        List<JsonNode> values = List.of(arguments);
        for (String name : names) {
            List<JsonNode> next = new ArrayList<>();
            for (JsonNode value : values) {
                spread(value.path(name), next);
            }
            values = next;
        }
        return values;
    }

    /** The first objection to one of the texts here. What is no text is objected to. */
    Optional<Objection> eachText(ObjectNode arguments, Function<String, Optional<Objection>> check) {
        for (JsonNode value : values(arguments)) {
            Optional<Objection> objection = value.isTextual()
                    ? check.apply(value.textValue())
                    : Optional.of(new Objection("argument_kind", path + " is no text", ADVICE));
            if (objection.isPresent()) {
                return objection;
            }
        }
        return Optional.empty();
    }

    /** Lists of lists included; their depth is bounded by the reader of arguments, and yet it takes no recursion. */
    private static void spread(JsonNode value, List<JsonNode> into) {
        List<JsonNode> open = new ArrayList<>();
        open.add(value);
        while (!open.isEmpty()) {
            JsonNode node = open.remove(open.size() - 1);
            if (node.isArray()) {
                node.forEach(open::add);
            } else if (!node.isMissingNode() && !node.isNull()) {
                into.add(node);
            }
        }
    }
}
