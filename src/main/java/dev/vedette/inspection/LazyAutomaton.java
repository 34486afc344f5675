package dev.vedette.inspection;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Tells fast where a pattern surely does not match: a deterministic automaton that is built while texts are read, as in
 * RE2 (Cox, 2010). It accepts all that the pattern matches and a little more, so what it accepts is looked at again.
 * Reading takes one step a character whatever the text. Thread-safe: states are immutable but for their table of
 * successors, where a lost race only costs the work of building a state twice.
 */
final class LazyAutomaton {
    /** Past so many states the automaton starts afresh, so that no text can make it fill the memory. */
    private static final int MOST_STATES = 1_500;

    private final Program program;
    private final int[] classOf;
    private final int[] sampleOf;
    private volatile Graph graph;

    LazyAutomaton(Regex regex) {
        program = new Program(regex);
        classOf = program.classes();
        sampleOf = samples(classOf);
        graph = new Graph();
    }

    /**
     * Reads from a position on, until no match can begin there any more or until the text ends.
     *
     * @return the position where reading stopped, one's complement if nothing was accepted on the way
     */
    int read(CharSequence text, int from) {
        State state = graph.root;
        boolean accepted = state.accepts;
        int length = text.length();
        int at = from;
        while (at < length) {
            state = successor(state, classOf[CharSet.symbol(text.charAt(at))]);
            if (state.members.length == 0) {
                return accepted ? at : ~at;
            }
            accepted |= state.accepts;
            at++;
        }
        accepted |= successor(state, classOf[CharSet.END]).accepts;
        return accepted ? at : ~at;
    }

    private State successor(State state, int symbolClass) {
        State known = state.next[symbolClass];
        return known != null ? known : grow(state, symbolClass);
    }

    private synchronized State grow(State state, int symbolClass) {
        boolean[] marks = new boolean[program.size()];
        int[] stack = new int[program.size() * 2 + 2];
        int symbol = sampleOf[symbolClass];
        for (int member : state.members) {
            if (member != Program.MATCH && program.takes(member, symbol)) {
                program.close(program.next(member), marks, stack);
            }
        }
        if (graph.states.size() > MOST_STATES) {
            graph = new Graph();
        }
        State next = graph.state(marks);
        state.next[symbolClass] = next;
        return next;
    }

    private static int[] samples(int[] classOf) {
        int[] samples = new int[CharSet.SYMBOLS];
        for (int symbol = 0; symbol < CharSet.SYMBOLS; symbol++) {
            samples[classOf[symbol]] = symbol;
        }
        return samples;
    }

    private final class Graph {
        private final Map<List<Integer>, State> states = new HashMap<>();
        private final State root;

        Graph() {
            boolean[] marks = new boolean[program.size()];
            program.close(program.start(), marks, new int[program.size() * 2 + 2]);
            root = state(marks);
        }

        State state(boolean[] marks) {
            List<Integer> members = new ArrayList<>();
            for (int index = 0; index < marks.length; index++) {
                if (marks[index] && (index == Program.MATCH || !program.forks(index))) {
                    members.add(index);
                }
            }
            return states.computeIfAbsent(members, key -> new State(key, classCount()));
        }

        private int classCount() {
            int most = 0;
            for (int symbolClass : classOf) {
                most = Math.max(most, symbolClass);
            }
            return most + 1;
        }
    }

    private static final class State {
        private final int[] members;
        private final boolean accepts;
        private final @Nullable State[] next;

        State(List<Integer> members, int classCount) {
            this.members = members.stream().mapToInt(Integer::intValue).toArray();
            this.accepts = Arrays.stream(this.members).anyMatch(member -> member == Program.MATCH);
            this.next = new @Nullable State[classCount];
        }
    }
}
