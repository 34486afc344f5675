package dev.vedette.inspection;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;

/**
 * Finds all keywords in one pass, in either case (Aho and Corasick, 1975), with a dense table: one look-up a character.
 * Keywords are lower-case ASCII. Immutable.
 */
final class KeywordAutomaton {
    /** Is told of each keyword found. */
    interface Listener {
        void found(int keyword, int start);
    }

    private static final int ASCII = 128;
    private static final int[] NONE = {};

    private final List<String> keywords;
    private final int[] classOf = new int[ASCII];
    private final int classes;
    private int[] next = new int[0];
    private final List<int[]> growing = new ArrayList<>();
    private int[][] outputs;

    KeywordAutomaton(List<String> keywords) {
        this.keywords = List.copyOf(keywords);
        int count = 1;
        for (String keyword : keywords) {
            for (int index = 0; index < keyword.length(); index++) {
                char character = keyword.charAt(index);
                if (classOf[character] == 0) {
                    classOf[character] = count++;
                }
            }
        }
        for (char upper = 'A'; upper <= 'Z'; upper++) {
            classOf[upper] = classOf[upper + ('a' - 'A')];
        }
        classes = count;
        outputs = new int[][] {NONE};
        plant();
        link();
        growing.clear();
    }

    /** Tells the listener of every occurrence of every keyword, in the order of their ends. */
    void scan(CharSequence text, Listener listener) {
        int state = 0;
        int length = text.length();
        int[] table = next;
        for (int at = 0; at < length; at++) {
            char character = text.charAt(at);
            state = character < ASCII ? table[state + classOf[character]] : 0;
            if (state < 0) {
                state = -state;
                for (int keyword : outputs[state / classes]) {
                    listener.found(keyword, at + 1 - keywords.get(keyword).length());
                }
            }
        }
    }

    private void plant() {
        growing.add(new int[classes]);
        List<int[]> found = new ArrayList<>(List.of(NONE));
        for (int keyword = 0; keyword < keywords.size(); keyword++) {
            int state = 0;
            for (char character : keywords.get(keyword).toCharArray()) {
                int[] row = growing.get(state);
                if (row[classOf[character]] == 0) {
                    row[classOf[character]] = growing.size();
                    growing.add(new int[classes]);
                    found.add(NONE);
                }
                state = row[classOf[character]];
            }
            found.set(state, with(found.get(state), keyword));
        }
        outputs = found.toArray(new int[0][]);
    }

    private void link() {
        int[] fallback = new int[growing.size()];
        Deque<Integer> queue = new ArrayDeque<>();
        for (int child : growing.get(0)) {
            if (child != 0) {
                queue.add(child);
            }
        }
        while (!queue.isEmpty()) {
            int state = queue.remove();
            for (int keyword : outputs[fallback[state]]) {
                outputs[state] = with(outputs[state], keyword);
            }
            int[] row = growing.get(state);
            int[] shorter = growing.get(fallback[state]);
            for (int symbol = 0; symbol < classes; symbol++) {
                if (row[symbol] == 0) {
                    row[symbol] = shorter[symbol];
                } else {
                    fallback[row[symbol]] = shorter[symbol];
                    queue.add(row[symbol]);
                }
            }
        }
        flatten();
    }

    /** States become offsets of their rows; those where a keyword ends are negative. */
    private void flatten() {
        next = new int[growing.size() * classes];
        for (int state = 0; state < growing.size(); state++) {
            for (int symbol = 0; symbol < classes; symbol++) {
                int target = growing.get(state)[symbol];
                next[state * classes + symbol] = outputs[target].length > 0 ? -target * classes : target * classes;
            }
        }
    }

    private static int[] with(int[] list, int value) {
        int[] longer = Arrays.copyOf(list, list.length + 1);
        longer[list.length] = value;
        return longer;
    }
}
