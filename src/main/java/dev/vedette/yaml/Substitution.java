package dev.vedette.yaml;

import java.util.List;
import java.util.Map;

/** Puts environment variables into texts, so that secrets need not stand in the file. */
final class Substitution {
    private Substitution() {}

    /** The text with each {@code ${NAME}} replaced once; what is put in is not looked at again. */
    static String apply(String text, Map<String, String> environment, List<String> problems, String place) {
        int open = text.indexOf("${");
        if (open < 0) {
            return text;
        }
        StringBuilder result = new StringBuilder();
        int from = 0;
        while (open >= 0) {
            int close = text.indexOf('}', open);
            if (close < 0) {
                break;
            }
            String name = text.substring(open + 2, close);
            String value = environment.get(name);
            if (value == null) {
                problems.add(place + " names the variable " + name + ", which is not set");
            }
            result.append(text, from, open).append(value == null ? "" : value);
            from = close + 1;
            open = text.indexOf("${", from);
        }
        return result.append(text, from, text.length()).toString();
    }
}
