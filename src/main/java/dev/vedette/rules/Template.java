package dev.vedette.rules;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * A text with {@code {{name}}} in it. There is no logic, and a value is put in once and never read again: braces in a
 * value stay braces.
 */
final class Template {
    private static final int MAX_VALUE = 120;

    private final List<String> literals;
    private final List<String> names;

    private Template(List<String> literals, List<String> names) {
        this.literals = List.copyOf(literals);
        this.names = List.copyOf(names);
    }

    /** Parses a template; a name that is not known is a problem. */
    static Template parse(Source source, Set<String> known, Problems problems) {
        List<String> literals = new ArrayList<>();
        List<String> names = new ArrayList<>();
        String text = source.text();
        int from = 0;
        int open = text.indexOf("{{");
        while (open >= 0) {
            int close = text.indexOf("}}", open);
            if (close < 0) {
                problems.add(source, "'{{' without '}}'");
                break;
            }
            String name = text.substring(open + 2, close).strip();
            if (!known.contains(name)) {
                problems.add(source, "nothing is called '" + name + "' here" + Suggestion.of(name, known));
            }
            literals.add(text.substring(from, open));
            names.add(name);
            from = close + 2;
            open = text.indexOf("{{", from);
        }
        literals.add(text.substring(from));
        return new Template(literals, names);
    }

    String render(UnaryOperator<String> values) {
        StringBuilder text = new StringBuilder(literals.get(0));
        for (int index = 0; index < names.size(); index++) {
            text.append(Texts.clean(values.apply(names.get(index)), MAX_VALUE)).append(literals.get(index + 1));
        }
        return text.toString().strip();
    }
}
