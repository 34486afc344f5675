package dev.vedette.agent.identity;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;

/**
 * JSON in the one form that RFC 8785 (JSON Canonicalization Scheme) gives it: no white space, members in the order of
 * their names' UTF-16 units, strings with as few escapes as can be, numbers as ECMAScript writes them.
 *
 * <p>One thing goes beyond the RFC, which knows no number that a {@code double} does not hold: such numbers, as the
 * integers above 2^53 that are common as ids, are written in full. Otherwise two different orders would share an
 * identity, and the approval of one would do for the other.
 */
public final class CanonicalJson {
    private final StringBuilder text = new StringBuilder();
    private final Deque<Level> open = new ArrayDeque<>();

    private CanonicalJson() {}

    /**
     * The canonical text of a value.
     *
     * @throws IllegalArgumentException for what JSON does not know: a lone surrogate, a number that is not finite, a
     *     node that is no JSON value
     */
    public static String of(JsonNode value) {
        CanonicalJson writer = new CanonicalJson();
        writer.write(value);
        while (!writer.open.isEmpty()) {
            writer.step();
        }
        return writer.text.toString();
    }

    private void step() {
        Level level = open.element();
        if (!level.hasNext()) {
            text.append(level.end());
            open.remove();
            return;
        }
        if (level.begun) {
            text.append(',');
        }
        level.begun = true;
        write(level.next());
    }

    private void write(JsonNode value) {
        switch (value.getNodeType()) {
            case NULL -> text.append("null");
            case BOOLEAN -> text.append(value.booleanValue());
            case NUMBER -> text.append(CanonicalNumber.of(value));
            case STRING -> quote(value.textValue());
            case ARRAY -> {
                text.append('[');
                open.push(new Level(value));
            }
            case OBJECT -> {
                text.append('{');
                open.push(new Level(value));
            }
            case BINARY, MISSING, POJO -> throw new IllegalArgumentException("not a JSON value");
        }
    }

    private void quote(String value) {
        text.append('"');
        for (int i = 0; i < value.length(); i++) {
            char unit = value.charAt(i);
            if (Character.isSurrogate(unit)) {
                if (!Character.isHighSurrogate(unit)
                        || i + 1 == value.length()
                        || !Character.isLowSurrogate(value.charAt(i + 1))) {
                    throw new IllegalArgumentException("a text is not Unicode: it has a lone surrogate");
                }
                text.append(unit).append(value.charAt(++i));
            } else {
                escape(unit);
            }
        }
        text.append('"');
    }

    private void escape(char unit) {
        switch (unit) {
            case '"' -> text.append("\\\"");
            case '\\' -> text.append("\\\\");
            case '\b' -> text.append("\\b");
            case '\t' -> text.append("\\t");
            case '\n' -> text.append("\\n");
            case '\f' -> text.append("\\f");
            case '\r' -> text.append("\\r");
            default -> {
                if (unit < ' ') {
                    text.append("\\u00")
                            .append(Character.forDigit(unit >> 4, 16))
                            .append(Character.forDigit(unit & 15, 16));
                } else {
                    text.append(unit);
                }
            }
        }
    }

    /** An array or object that is being written: own levels in place of recursion, which deep input would exhaust. */
    private final class Level {
        private final JsonNode container;
        private final Iterator<String> names;
        private final Iterator<JsonNode> elements;
        private boolean begun;

        Level(JsonNode container) {
            this.container = container;
            this.names = container.isObject() ? sortedNames(container) : Collections.emptyIterator();
            this.elements = container.isObject() ? Collections.emptyIterator() : container.elements();
        }

        boolean hasNext() {
            return names.hasNext() || elements.hasNext();
        }

        JsonNode next() {
            if (!container.isObject()) {
                return elements.next();
            }
            String name = names.next();
            quote(name);
            text.append(':');
            return container.get(name);
        }

        char end() {
            return container.isObject() ? '}' : ']';
        }
    }

    private static Iterator<String> sortedNames(JsonNode object) {
        List<String> names = new ArrayList<>(object.size());
        object.fieldNames().forEachRemaining(names::add);
        Collections.sort(names);
        return names.iterator();
    }
}
