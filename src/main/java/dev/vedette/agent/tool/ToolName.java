package dev.vedette.agent.tool;

import java.util.Locale;

/** How tools are called: letters, digits, {@code _} and {@code -}, as all providers take them. */
final class ToolName {
    private static final int LONGEST = 64;

    private ToolName() {}

    /** @throws IllegalArgumentException if this is no name of a tool */
    static void require(String name) {
        boolean known = name.chars()
                .allMatch(unit -> (unit >= 'a' && unit <= 'z')
                        || (unit >= 'A' && unit <= 'Z')
                        || (unit >= '0' && unit <= '9')
                        || unit == '_'
                        || unit == '-');
        if (name.isEmpty() || name.length() > LONGEST || !known) {
            throw new IllegalArgumentException(
                    "the name of a tool has 1 to " + LONGEST + " of the characters a-z, A-Z, 0-9, _ and -");
        }
    }

    /** {@code get_weather} for {@code GetWeather}, {@code read_url_text} for {@code ReadURLText}. */
    static String of(Class<?> type) {
        String simple = type.getSimpleName();
        StringBuilder name = new StringBuilder();
        for (int i = 0; i < simple.length(); i++) {
            char letter = simple.charAt(i);
            boolean begins = i > 0
                    && Character.isUpperCase(letter)
                    && (!Character.isUpperCase(simple.charAt(i - 1))
                            || (i + 1 < simple.length() && Character.isLowerCase(simple.charAt(i + 1))));
            name.append(begins && simple.charAt(i - 1) != '_' ? "_" : "").append(letter);
        }
        return name.toString().toLowerCase(Locale.ROOT);
    }
}
