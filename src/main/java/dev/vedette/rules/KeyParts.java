package dev.vedette.rules;

import dev.vedette.detection.Finding;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The expressions of a key and the text that they make of an event. */
final class KeyParts {
    private static final char SEPARATOR = '\u001f';
    private static final int LONGEST_PART = 160;

    private final List<Expression> parts;
    private final List<String> labels;

    KeyParts(List<Source> sources, List<Expression> parts) {
        this.parts = List.copyOf(parts);
        List<String> names = new ArrayList<>();
        for (Source source : sources) {
            names.add(label(source.text().strip()));
        }
        this.labels = List.copyOf(names);
    }

    /** One text for the whole key. */
    String of(RuleEvent event) {
        StringBuilder key = new StringBuilder();
        for (Expression part : parts) {
            key.append(key.isEmpty() ? "" : SEPARATOR).append(bounded(part(part, event)));
        }
        return key.toString();
    }

    /** The labels of a {@link Finding}: those of the key, and the agent. */
    Map<String, String> labels(RuleEvent event) {
        Map<String, String> values = new LinkedHashMap<>();
        String agent = event.text(Field.AGENT_NAME);
        if (!agent.isEmpty()) {
            values.put("agent", Texts.clean(agent, LONGEST_PART));
        }
        for (int index = 0; index < parts.size(); index++) {
            values.put(labels.get(index), Texts.clean(bounded(part(parts.get(index), event)), LONGEST_PART));
        }
        return values;
    }

    private static String part(Expression part, RuleEvent event) {
        return part.evaluate(event, 0) instanceof String text ? text : "";
    }

    /** A long part is cut, and told apart by its hash. */
    private static String bounded(String part) {
        return part.length() <= LONGEST_PART ? part : part.substring(0, LONGEST_PART - 33) + "#" + TextHash.of(part);
    }

    /** The names that other rules give to the same thing. */
    private static String label(String expression) {
        return switch (expression) {
            case "e.agent.name" -> "agent";
            case "e.tool.name" -> "tool";
            case "e.model.requested", "e.model.answered" -> "model";
            default -> expression.startsWith("e.") ? expression.substring(2) : expression;
        };
    }
}
