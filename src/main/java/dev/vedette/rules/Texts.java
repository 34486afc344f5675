package dev.vedette.rules;

import java.util.List;

/** Makes values that agents made up fit to be shown in one line: cut, and without characters that hide or overwrite. */
final class Texts {
    private Texts() {}

    /** A value as text; a whole number without a fraction, a list with commas. */
    static String print(Object value) {
        if (value instanceof Double number) {
            return number == Math.rint(number) && Math.abs(number) < 1e15
                    ? Long.toString(number.longValue())
                    : Double.toString(Math.round(number * 1_000) / 1_000.0);
        }
        if (value instanceof List<?> list) {
            return String.join(", ", list.stream().limit(20).map(Texts::print).toList());
        }
        return value.toString();
    }

    /** The first {@code max} characters that can be shown; control and format characters become spaces. */
    static String clean(String text, int max) {
        StringBuilder clean = new StringBuilder(Math.min(text.length(), max + 1));
        int index = 0;
        while (index < text.length()) {
            int point = text.codePointAt(index);
            int width = Character.charCount(point);
            if (clean.length() + width > max) {
                return clean.append('…').toString();
            }
            clean.appendCodePoint(isShown(point) ? point : ' ');
            index += width;
        }
        return clean.toString();
    }

    private static boolean isShown(int point) {
        return switch (Character.getType(point)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> false;
            default -> true;
        };
    }
}
