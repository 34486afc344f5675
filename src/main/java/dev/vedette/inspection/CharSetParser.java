package dev.vedette.inspection;

/** Reads the parts of a pattern that stand for one character: bracket expressions and escapes. */
final class CharSetParser {
    private static final int HEXADECIMAL = 16;

    private final String pattern;
    private int at;

    CharSetParser(String pattern, int at) {
        this.pattern = pattern;
        this.at = at;
    }

    /** The position after what was read. */
    int position() {
        return at;
    }

    /** Reads a bracket expression of which the opening bracket is already read. */
    CharSet bracket(boolean anyCase) {
        boolean inverse = next() == '^';
        if (inverse) {
            at++;
        }
        CharSet set = CharSet.NONE;
        boolean first = true;
        while (first || next() != ']') {
            first = false;
            set = set.or(pattern.startsWith("[:", at) ? named() : item());
        }
        at++;
        CharSet folded = anyCase ? set.folded() : set;
        return inverse ? folded.inverse() : folded;
    }

    private CharSet item() {
        int start = at;
        CharSet single = one();
        boolean range = at + 1 < pattern.length() && next() == '-' && pattern.charAt(at + 1) != ']';
        if (!range || single.asciiCount() > 1) {
            return single;
        }
        int first = value(single, pattern.codePointAt(start));
        at++;
        int lastAt = at;
        CharSet last = one();
        return CharSet.range(first, value(last, pattern.codePointAt(lastAt)));
    }

    private static int value(CharSet single, int literal) {
        for (int symbol = 0; symbol < CharSet.BEYOND; symbol++) {
            if (single.has(symbol)) {
                return symbol;
            }
        }
        return Math.max(literal, CharSet.BEYOND);
    }

    private CharSet one() {
        if (next() == '\\') {
            at++;
            return escape();
        }
        int character = pattern.codePointAt(at);
        at += Character.charCount(character);
        return CharSet.of(character);
    }

    private CharSet named() {
        int close = pattern.indexOf(":]", at);
        if (close < 0) {
            throw new IllegalArgumentException("missing ':]'");
        }
        String name = pattern.substring(at + 2, close);
        at = close + 2;
        CharSet letters = CharSet.range('a', 'z').or(CharSet.range('A', 'Z'));
        return switch (name) {
            case "alnum" -> letters.or(CharSet.DIGITS);
            case "alpha" -> letters;
            case "digit" -> CharSet.DIGITS;
            case "lower" -> CharSet.range('a', 'z');
            case "upper" -> CharSet.range('A', 'Z');
            case "space" -> CharSet.SPACE.or(CharSet.of('\u000b'));
            case "word" -> CharSet.WORD;
            case "xdigit" -> CharSet.DIGITS.or(CharSet.range('a', 'f')).or(CharSet.range('A', 'F'));
            case "punct" ->
                CharSet.range('!', '/')
                        .or(CharSet.range(':', '@'))
                        .or(CharSet.range('[', '`'))
                        .or(CharSet.range('{', '~'));
            default -> throw new IllegalArgumentException("unknown class " + name);
        };
    }

    /** Reads an escape of which the backslash is already read. */
    CharSet escape() {
        char kind = next();
        at++;
        return switch (kind) {
            case 'd' -> CharSet.DIGITS;
            case 'D' -> CharSet.DIGITS.inverse();
            case 'w' -> CharSet.WORD;
            case 'W' -> CharSet.WORD.inverse();
            case 's' -> CharSet.SPACE;
            case 'S' -> CharSet.SPACE.inverse();
            case 't' -> CharSet.of('\t');
            case 'n' -> CharSet.of('\n');
            case 'r' -> CharSet.of('\r');
            case 'f' -> CharSet.of('\f');
            case 'v' -> CharSet.of('\u000b');
            case 'a' -> CharSet.of('\u0007');
            case 'x' -> hexadecimal();
            default -> literal(kind);
        };
    }

    private static CharSet literal(char kind) {
        if (Character.isLetterOrDigit(kind)) {
            throw new IllegalArgumentException("unknown escape \\" + kind);
        }
        return CharSet.of(kind);
    }

    private CharSet hexadecimal() {
        int open = at;
        int close;
        if (next() == '{') {
            open++;
            close = pattern.indexOf('}', open);
            at = close + 1;
        } else {
            close = open + 2;
            at = close;
        }
        return CharSet.of(Integer.parseInt(pattern.substring(open, close), HEXADECIMAL));
    }

    private char next() {
        if (at >= pattern.length()) {
            throw new IllegalArgumentException("pattern ends too early");
        }
        return pattern.charAt(at);
    }
}
