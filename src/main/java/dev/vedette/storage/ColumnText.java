package dev.vedette.storage;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Makes any text fit a column. What was cut or replaced is still whole in the batch's payload. */
final class ColumnText {
    /** The characters that a column of names holds. */
    static final int LIMIT = 200;

    private ColumnText() {}

    /** Cut to {@link #LIMIT}, never inside a character, and without U+0000, which PostgreSQL cannot keep. */
    static String fit(String text) {
        String cut = text;
        if (text.length() > LIMIT) {
            cut = text.substring(0, Character.isHighSurrogate(text.charAt(LIMIT - 1)) ? LIMIT - 1 : LIMIT);
        }
        return cut.indexOf('\0') < 0 ? cut : cut.replace('\0', '\uFFFD');
    }

    static @Nullable String fitOrNull(@Nullable String text) {
        return text == null ? null : fit(text);
    }

    /** In lower case as Java sees it: databases differ in how they lower what is not ASCII. */
    static String lower(String text) {
        return text.toLowerCase(Locale.ROOT);
    }

    /** A LIKE pattern for "contains", with {@code !} as the escape character. */
    static String contains(String part) {
        return "%" + part.replace("!", "!!").replace("%", "!%").replace("_", "!_") + "%";
    }
}
