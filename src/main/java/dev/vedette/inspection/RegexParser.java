package dev.vedette.inspection;

import java.util.ArrayList;
import java.util.List;

/**
 * Reads patterns in the syntax of RE2 into a tree. What it does not know it refuses, and the rule is then run over the
 * whole text. Rules come from the operator, so the depth of their nesting is not a concern here.
 */
final class RegexParser {
    private static final int NO_MORE = -1;

    private final String pattern;
    private int at;
    private boolean anyCase;
    private boolean dotTakesLineBreaks;
    private boolean manyLines;

    private RegexParser(String pattern) {
        this.pattern = pattern;
    }

    /**
     * The tree of a pattern.
     *
     * @throws IllegalArgumentException if the pattern uses something that is not known here
     */
    static Regex parse(String pattern) {
        RegexParser parser = new RegexParser(pattern);
        Regex tree = parser.choice();
        if (parser.at < pattern.length()) {
            throw new IllegalArgumentException("unexpected ')' at " + parser.at);
        }
        return tree;
    }

    private Regex choice() {
        List<Regex> branches = new ArrayList<>();
        branches.add(sequence());
        while (peek() == '|') {
            at++;
            branches.add(sequence());
        }
        return branches.size() == 1 ? branches.get(0) : new Regex.Choice(branches);
    }

    private Regex sequence() {
        List<Regex> parts = new ArrayList<>();
        while (peek() != NO_MORE && peek() != '|' && peek() != ')') {
            Regex part = repeated(atom());
            if (part instanceof Regex.Sequence inner) {
                parts.addAll(inner.parts());
            } else {
                parts.add(part);
            }
        }
        return parts.size() == 1 ? parts.get(0) : new Regex.Sequence(parts);
    }

    private Regex repeated(Regex first) {
        Regex part = first;
        while (true) {
            int next = peek();
            if (next == '*') {
                part = new Regex.Repeat(part, 0, Regex.UNBOUNDED);
            } else if (next == '+') {
                part = new Regex.Repeat(part, 1, Regex.UNBOUNDED);
            } else if (next == '?') {
                part = new Regex.Repeat(part, 0, 1);
            } else {
                int close = next == '{' ? countEnd() : NO_MORE;
                if (close == NO_MORE) {
                    return part;
                }
                part = counted(part, close);
                at = close;
            }
            at++;
            if (peek() == '?') {
                at++;
            }
        }
    }

    /** Where the count that begins here closes; a brace that begins none stands for itself. */
    private int countEnd() {
        int close = pattern.indexOf('}', at);
        if (close <= at + 1) {
            return NO_MORE;
        }
        boolean comma = false;
        for (int place = at + 1; place < close; place++) {
            char character = pattern.charAt(place);
            if (character == ',' && !comma && place > at + 1) {
                comma = true;
            } else if (character < '0' || character > '9') {
                return NO_MORE;
            }
        }
        return close;
    }

    private Regex counted(Regex part, int close) {
        String count = pattern.substring(at + 1, close);
        int comma = count.indexOf(',');
        int least = Integer.parseInt(comma < 0 ? count : count.substring(0, comma));
        if (comma < 0) {
            return new Regex.Repeat(part, least, least);
        }
        String most = count.substring(comma + 1);
        return new Regex.Repeat(part, least, most.isEmpty() ? Regex.UNBOUNDED : Integer.parseInt(most));
    }

    private Regex atom() {
        char character = pattern.charAt(at++);
        return switch (character) {
            case '(' -> group();
            case '[' -> bracket();
            case '.' ->
                new Regex.Chars(
                        dotTakesLineBreaks ? CharSet.ALL : CharSet.of('\n').inverse());
            case '^' -> Regex.Assertion.OTHER;
            case '$' -> manyLines ? Regex.Assertion.OTHER : Regex.Assertion.END;
            case '\\' -> escape();
            case '*', '+', '?' -> throw new IllegalArgumentException("nothing to repeat at " + (at - 1));
            default -> chars(CharSet.of(character));
        };
    }

    private Regex bracket() {
        CharSetParser parser = new CharSetParser(pattern, at);
        CharSet set = parser.bracket(anyCase);
        at = parser.position();
        return new Regex.Chars(set);
    }

    private Regex escape() {
        char kind = at < pattern.length() ? pattern.charAt(at) : 0;
        if (kind == 'b') {
            at++;
            return Regex.Assertion.BOUNDARY;
        }
        if (kind == 'z') {
            at++;
            return Regex.Assertion.END;
        }
        if (kind == 'A' || kind == 'B') {
            at++;
            return Regex.Assertion.OTHER;
        }
        CharSetParser parser = new CharSetParser(pattern, at);
        CharSet set = parser.escape();
        at = parser.position();
        return chars(set);
    }

    private Regex chars(CharSet set) {
        return new Regex.Chars(anyCase ? set.folded() : set);
    }

    private Regex group() {
        boolean outerCase = anyCase;
        boolean outerDot = dotTakesLineBreaks;
        boolean outerLines = manyLines;
        if (peek() == '?' && !groupOpens()) {
            return Regex.NOTHING;
        }
        Regex inner = choice();
        if (peek() != ')') {
            throw new IllegalArgumentException("missing ')'");
        }
        at++;
        anyCase = outerCase;
        dotTakesLineBreaks = outerDot;
        manyLines = outerLines;
        return inner;
    }

    /** Reads what follows the question mark: a name, or flags; false if the flags stand alone and open no group. */
    private boolean groupOpens() {
        at++;
        if (pattern.startsWith("P<", at) || pattern.startsWith("<", at)) {
            at = pattern.indexOf('>', at) + 1;
            return true;
        }
        boolean on = true;
        while (at < pattern.length()) {
            char flag = pattern.charAt(at++);
            switch (flag) {
                case ':' -> {
                    return true;
                }
                case ')' -> {
                    return false;
                }
                case '-' -> on = false;
                case 'i' -> anyCase = on;
                case 's' -> dotTakesLineBreaks = on;
                case 'm' -> manyLines = on;
                default -> throw new IllegalArgumentException("unknown flag " + flag);
            }
        }
        throw new IllegalArgumentException("missing ')'");
    }

    private int peek() {
        return at < pattern.length() ? pattern.charAt(at) : NO_MORE;
    }
}
