package dev.vedette.inspection;

/**
 * Judges whether a value that goes by a telling name was made by a machine or thought up to be hard to guess, rather
 * than being a word, a variable, a path or a call.
 */
final class Plausibility {
    private static final double STRANGE_LETTERS = 4.9;
    private static final double VERY_STRANGE_LETTERS = 5.1;
    private static final int SHORTEST_PASSWORD = 4;
    private static final int SHORT_PASSWORD = 6;
    private static final double STRANGE_SHORT_LETTERS = 5.4;
    private static final int SHORTEST_TOKEN = 8;
    private static final int SHORTEST_KEY = 16;
    private static final int LONG_TOKEN = 24;
    private static final double RANDOM_ENTROPY = 3.0;

    private Plausibility() {}

    /** A password, as people and setup scripts choose them. */
    static boolean password(String value, boolean quoted) {
        if (value.length() < SHORTEST_PASSWORD || codeLike(value, quoted) || Placeholders.isPlaceholder(value)) {
            return false;
        }
        Makeup makeup = Makeup.of(value);
        if (makeup.letters() == 0) {
            return false;
        }
        double strangeness = value.length() < SHORT_PASSWORD ? STRANGE_SHORT_LETTERS : STRANGE_LETTERS;
        boolean strange = makeup.letters() >= 4 && Bigrams.meanCost(value) >= strangeness;
        boolean mixed = makeup.digits() > 0 && makeup.switches() >= (value.length() >= SHORTEST_TOKEN ? 2 : 3);
        boolean composed = makeup.symbols() > 0 && makeup.digits() > 0 && value.length() >= SHORTEST_TOKEN;
        return strange || mixed || composed;
    }

    /** A token or secret, as services hand them out. */
    static boolean token(String value) {
        if (value.length() < SHORTEST_TOKEN || codeLike(value, false) || Placeholders.isPlaceholder(value)) {
            return false;
        }
        Makeup makeup = Makeup.of(value);
        if (makeup.letters() == 0 || Entropy.of(value) < 2.5) {
            return false;
        }
        boolean longMix = value.length() >= LONG_TOKEN && makeup.digits() >= 4 && makeup.switches() >= 2;
        boolean mixed = (makeup.digits() >= 2 && makeup.switches() >= 4) || longMix;
        boolean strange = value.length() >= 10 && Bigrams.meanCost(value) >= VERY_STRANGE_LETTERS;
        return mixed || strange;
    }

    /** A key: names with "key" or "auth" in them are common, so the value must be long and random. */
    static boolean key(String value) {
        Makeup makeup = Makeup.of(value);
        return value.length() >= SHORTEST_KEY
                && token(value)
                && Entropy.of(value) >= RANDOM_ENTROPY
                && (makeup.switches() >= 5 || makeup.digits() == 0 || value.length() >= LONG_TOKEN);
    }

    private static boolean codeLike(String value, boolean quoted) {
        char first = value.charAt(0);
        if (first == '$' || first == '/' || first == '<' || (first == '%' && value.endsWith("%")) || first == '.') {
            return true;
        }
        for (int at = 0; at < value.length(); at++) {
            char character = value.charAt(at);
            boolean bracket = character == '(' || character == '[' || character == '{';
            if (character <= ' ' || (bracket && !quoted)) {
                return true;
            }
        }
        return value.contains("://") || value.contains("::") || value.contains("->") || dottedWords(value);
    }

    /** A chain such as {@code config.database.url}: parts that are words, joined by dots. */
    private static boolean dottedWords(String value) {
        int dot = value.indexOf('.');
        if (dot <= 0 || dot == value.length() - 1) {
            return false;
        }
        for (int at = 0; at < value.length(); at++) {
            char character = value.charAt(at);
            if (character != '.' && character != '_' && !Character.isLetter(character)) {
                return false;
            }
        }
        return Bigrams.meanCost(value) < VERY_STRANGE_LETTERS;
    }

    /** What a value is made of; a switch is a step between letters, digits and the rest, or between the cases. */
    private record Makeup(int letters, int digits, int symbols, int switches) {
        static Makeup of(String value) {
            int[] counts = new int[4];
            int switches = 0;
            int previous = -1;
            for (int at = 0; at < value.length(); at++) {
                int kind = kind(value.charAt(at));
                counts[kind]++;
                boolean capital = previous == 1 && kind == 0;
                if (previous >= 0 && kind != previous && !capital && kind != 3 && previous != 3) {
                    switches++;
                }
                previous = kind;
            }
            return new Makeup(counts[0] + counts[1], counts[2], counts[3], switches);
        }

        private static int kind(char character) {
            if (character >= 'a' && character <= 'z') {
                return 0;
            }
            if (character >= 'A' && character <= 'Z') {
                return 1;
            }
            return character >= '0' && character <= '9' ? 2 : 3;
        }
    }
}
