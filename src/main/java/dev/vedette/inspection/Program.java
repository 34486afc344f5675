package dev.vedette.inspection;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A pattern as a nondeterministic automaton (Thompson, 1968). Long counts are shortened to "at least so many", which
 * keeps it small and makes it accept more than the pattern, never less.
 */
final class Program {
    static final int MATCH = 0;

    /** Counts above this are not told apart. */
    private static final int LONGEST_COUNT = 72;

    private static final CharSet NO_SET = CharSet.NONE;

    private final List<CharSet> sets = new ArrayList<>();
    private final List<Integer> first = new ArrayList<>();
    private final List<Integer> second = new ArrayList<>();
    private final boolean[] ends;
    private final int start;

    Program(Regex regex) {
        List<Integer> endings = new ArrayList<>();
        add(NO_SET, MATCH, MATCH);
        start = build(regex, MATCH, endings);
        ends = new boolean[sets.size()];
        endings.forEach(index -> ends[index] = true);
    }

    int start() {
        return start;
    }

    int size() {
        return sets.size();
    }

    /** Whether the state takes the symbol. */
    boolean takes(int state, int symbol) {
        return symbol == CharSet.END ? ends[state] : sets.get(state).has(symbol);
    }

    int next(int state) {
        return first.get(state);
    }

    /** Adds to the marks each state that is reached from this one without taking a character. */
    void close(int state, boolean[] marks, int[] stack) {
        int depth = 0;
        stack[depth++] = state;
        while (depth > 0) {
            int current = stack[--depth];
            if (marks[current]) {
                continue;
            }
            marks[current] = true;
            if (current != MATCH && forks(current)) {
                stack[depth++] = first.get(current);
                stack[depth++] = second.get(current);
            }
        }
    }

    /** For each symbol the number of a class; symbols of one class are never told apart. */
    int[] classes() {
        int[] classOf = new int[CharSet.SYMBOLS];
        classOf[CharSet.END] = 1;
        int count = 2;
        for (CharSet set : sets.stream().distinct().toList()) {
            int[] twin = new int[count];
            Arrays.fill(twin, -1);
            int before = count;
            for (int symbol = 0; symbol < CharSet.SYMBOLS; symbol++) {
                if (set.has(symbol) && classOf[symbol] < before) {
                    int old = classOf[symbol];
                    if (twin[old] < 0) {
                        twin[old] = count++;
                    }
                    classOf[symbol] = twin[old];
                }
            }
        }
        return compact(classOf);
    }

    private static int[] compact(int[] classOf) {
        int[] distinct = Arrays.stream(classOf).distinct().toArray();
        int[] result = new int[classOf.length];
        for (int symbol = 0; symbol < classOf.length; symbol++) {
            for (int index = 0; index < distinct.length; index++) {
                if (distinct[index] == classOf[symbol]) {
                    result[symbol] = index;
                }
            }
        }
        return result;
    }

    /** Whether the state takes no character and only leads on to two others. */
    boolean forks(int state) {
        return sets.get(state).equals(NO_SET) && !ends[state];
    }

    private int build(Regex regex, int next, List<Integer> endings) {
        if (regex instanceof Regex.Chars chars) {
            return add(chars.set(), next, next);
        }
        if (regex instanceof Regex.Sequence sequence) {
            int entry = next;
            for (int index = sequence.parts().size() - 1; index >= 0; index--) {
                entry = build(sequence.parts().get(index), entry, endings);
            }
            return entry;
        }
        if (regex instanceof Regex.Choice choice) {
            int entry = build(choice.branches().get(0), next, endings);
            for (Regex branch : choice.branches().subList(1, choice.branches().size())) {
                entry = add(NO_SET, entry, build(branch, next, endings));
            }
            return entry;
        }
        if (regex instanceof Regex.Repeat repeat) {
            return repeat(repeat, next, endings);
        }
        if (regex == Regex.Assertion.END) {
            int state = add(NO_SET, next, next);
            endings.add(state);
            return state;
        }
        return next;
    }

    private int repeat(Regex.Repeat repeat, int next, List<Integer> endings) {
        int least = Math.min(repeat.least(), LONGEST_COUNT);
        boolean loops = repeat.most() == Regex.UNBOUNDED || repeat.most() > LONGEST_COUNT;
        int entry = next;
        if (loops) {
            int fork = add(NO_SET, next, next);
            first.set(fork, build(repeat.part(), fork, endings));
            entry = fork;
        } else {
            for (int extra = least; extra < repeat.most(); extra++) {
                entry = add(NO_SET, build(repeat.part(), entry, endings), next);
            }
        }
        for (int count = 0; count < least; count++) {
            entry = build(repeat.part(), entry, endings);
        }
        return entry;
    }

    private int add(CharSet set, int next, int other) {
        sets.add(set);
        first.add(next);
        second.add(other);
        return sets.size() - 1;
    }
}
