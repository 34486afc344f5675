package dev.vedette.agent.tool;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import com.networknt.schema.regex.RegularExpression;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * A pattern of a schema, matched in time linear to the text. Counted repetitions of counted repetitions, which grow the
 * matcher without bound, are refused, and a text for which the work would be too much does not match.
 */
final class LinearPattern implements RegularExpression {
    private static final int LONGEST = 2048;
    private static final int LARGEST = 10_000;
    private static final long MOST_WORK = 20_000_000;

    private final Pattern pattern;

    private LinearPattern(Pattern pattern) {
        this.pattern = pattern;
    }

    /** @throws IllegalArgumentException if it is no pattern that can be matched so */
    static LinearPattern of(String regex) {
        if (regex.length() > LONGEST || size(regex) > LARGEST) {
            throw new IllegalArgumentException("a pattern is too large");
        }
        try {
            return new LinearPattern(Pattern.compile(regex));
        } catch (PatternSyntaxException unknown) {
            throw new IllegalArgumentException("a pattern cannot be matched in linear time");
        }
    }

    @Override
    public boolean matches(String text) {
        return (long) text.length() * pattern.programSize() <= MOST_WORK
                && pattern.matcher(text).find();
    }

    /** About how many states a matcher has: an upper estimate that reads groups and counts, and little else. */
    private static long size(String regex) {
        Deque<Long> outer = new ArrayDeque<>();
        long group = 0;
        long last = 0;
        for (int i = 0; i < regex.length(); i++) {
            switch (regex.charAt(i)) {
                case '(' -> {
                    outer.push(group + last);
                    group = 0;
                    last = 1;
                }
                case ')' -> {
                    last = group + last + 1;
                    group = outer.isEmpty() ? 0 : outer.pop();
                }
                case '{' -> last = Math.min(last * count(regex, i), LARGEST + 1L);
                case '\\' -> {
                    group += last;
                    last = 1;
                    i++;
                }
                default -> {
                    group += last;
                    last = 1;
                }
            }
        }
        while (!outer.isEmpty()) {
            group += outer.pop();
        }
        return group + last;
    }

    /** The greatest number between these braces. */
    private static long count(String regex, int brace) {
        long greatest = 1;
        long number = 0;
        for (int i = brace + 1; i < regex.length() && regex.charAt(i) != '}'; i++) {
            char unit = regex.charAt(i);
            number = unit >= '0' && unit <= '9' ? Math.min(number * 10 + unit - '0', LARGEST) : 0;
            greatest = Math.max(greatest, number);
        }
        return greatest;
    }
}
