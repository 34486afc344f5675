package dev.vedette.rules;

import java.util.AbstractList;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Deque;
import java.util.List;

/**
 * A list of phrases that is looked for in one pass over a text, however many phrases there are (Aho and Corasick,
 * "Efficient string matching", 1975). Reads a text as a model would: case does not matter, any run of white space is
 * one space, full-width letters are plain ones, and characters of no width are not there. Immutable.
 */
final class PhraseList extends AbstractList<String> {
    private static final int AROUND = 90;

    private final List<String> phrases;
    private final char[] alphabet;
    /** The class of each ASCII character, folded: 0 for one that is in no phrase, -1 for one that adds nothing. */
    private final byte[] asciiClass = new byte[128];

    private final int classes;
    private final int spaceClass;
    /** By state and class, the next state times the number of classes; negative where a phrase ends. */
    private final int[] next;
    /** Whether an ASCII character can be passed over when nothing has begun. */
    private final boolean[] idle = new boolean[128];
    /** Whether passing over pays: where phrases begin with common letters, the branch costs more than it saves. */
    private final boolean rareStarts;

    /** Of each state, the phrase that ends there, else -1. */
    private final int[] phrase;
    /** Of each state, the longest proper suffix at which a phrase ends, else 0. */
    private final int[] shorter;

    PhraseList(List<String> phrases) {
        this.phrases = List.copyOf(phrases);
        List<String> folded = new ArrayList<>();
        int length = 1;
        StringBuilder letters = new StringBuilder(" ");
        for (String text : phrases) {
            String plain = fold(text);
            folded.add(plain);
            length += plain.length();
            letters.append(plain);
        }
        this.alphabet = distinct(letters.toString().toCharArray());
        this.classes = alphabet.length + 1;
        this.spaceClass = classOf(' ');
        for (char letter = 0; letter < asciiClass.length; letter++) {
            char plain = plain(letter, '\0');
            asciiClass[letter] = (byte) (plain == 0 ? -1 : Math.min(classOf(plain), Byte.MAX_VALUE));
        }
        this.next = new int[length * classes];
        this.phrase = new int[length];
        this.shorter = new int[length];
        Arrays.fill(phrase, -1);
        link(grow(folded));
        for (int letter = 0; letter < idle.length; letter++) {
            idle[letter] = asciiClass[letter] < 0 || next[asciiClass[letter]] == 0;
        }
        boolean rare = idle[' '];
        for (char letter = 'a'; letter <= 'z'; letter++) {
            rare &= idle[letter];
        }
        this.rareStarts = rare;
    }

    /** Whether any phrase is in the text. */
    boolean isIn(String text) {
        return firstEnd(text) >= 0;
    }

    /** How many different phrases are in the text. */
    int count(String text) {
        BitSet seen = new BitSet(phrases.size());
        int row = 0;
        int previous = -1;
        for (int index = 0; index < text.length(); index++) {
            int kind = kind(text.charAt(index));
            if (kind < 0 || (kind == spaceClass && previous == spaceClass)) {
                continue;
            }
            previous = kind;
            row = next[row + kind];
            if (row < 0) {
                row = -row;
                for (int at = row / classes; at != 0; at = shorter[at]) {
                    if (phrase[at] >= 0) {
                        seen.set(phrase[at]);
                    }
                }
            }
        }
        return seen.cardinality();
    }

    /** The text around the first phrase in it, or an empty text. */
    String around(String text) {
        int end = firstEnd(text);
        if (end < 0) {
            return "";
        }
        int from = Math.max(0, end - AROUND);
        int to = Math.min(text.length(), end + AROUND);
        from += from > 0 && Character.isLowSurrogate(text.charAt(from)) ? 1 : 0;
        to -= to < text.length() && Character.isHighSurrogate(text.charAt(to - 1)) ? 1 : 0;
        return (from > 0 ? "…" : "") + text.substring(from, to) + (to < text.length() ? "…" : "");
    }

    private int firstEnd(String text) {
        int row = 0;
        int previous = -1;
        for (int index = 0; index < text.length(); index++) {
            char raw = text.charAt(index);
            if (rareStarts && row == 0 && raw < 128 && idle[raw]) {
                previous = -1;
                continue;
            }
            int kind = kind(raw);
            if (kind < 0 || (kind == spaceClass && previous == spaceClass)) {
                continue;
            }
            previous = kind;
            row = next[row + kind];
            if (row < 0) {
                return index + 1;
            }
        }
        return -1;
    }

    private int kind(char raw) {
        if (raw < 128) {
            return asciiClass[raw];
        }
        char plain = plainBeyondAscii(raw, '\0');
        return plain == 0 ? -1 : classOf(plain);
    }

    private int classOf(char plain) {
        return Math.max(0, Arrays.binarySearch(alphabet, plain) + 1);
    }

    private static char[] distinct(char[] letters) {
        Arrays.sort(letters);
        int count = 0;
        for (char letter : letters) {
            if (count == 0 || letters[count - 1] != letter) {
                letters[count++] = letter;
            }
        }
        return Arrays.copyOf(letters, count);
    }

    private int grow(List<String> folded) {
        int states = 1;
        for (int number = 0; number < folded.size(); number++) {
            int state = 0;
            for (char letter : folded.get(number).toCharArray()) {
                int edge = state * classes + Arrays.binarySearch(alphabet, letter) + 1;
                if (next[edge] == 0) {
                    next[edge] = states++;
                }
                state = next[edge];
            }
            if (state != 0) {
                phrase[state] = number;
            }
        }
        return states;
    }

    /** Breadth first: a missing edge becomes that of the longest proper suffix. Then states become rows. */
    private void link(int states) {
        int[] suffix = new int[states];
        Deque<Integer> queue = new ArrayDeque<>();
        queue.add(0);
        while (!queue.isEmpty()) {
            int state = queue.remove();
            for (int kind = 0; kind < classes; kind++) {
                int target = next[state * classes + kind];
                int fallback = state == 0 ? 0 : next[suffix[state] * classes + kind];
                if (target == 0) {
                    next[state * classes + kind] = fallback;
                } else {
                    suffix[target] = fallback;
                    shorter[target] = phrase[fallback] >= 0 ? fallback : shorter[fallback];
                    queue.add(target);
                }
            }
        }
        for (int edge = 0; edge < next.length; edge++) {
            int target = next[edge];
            next[edge] = phrase[target] >= 0 || shorter[target] != 0 ? -target * classes : target * classes;
        }
    }

    private static String fold(String text) {
        StringBuilder folded = new StringBuilder(text.length());
        char previous = 0;
        for (int index = 0; index < text.length(); index++) {
            char letter = plain(text.charAt(index), previous);
            if (letter != 0) {
                folded.append(letter);
                previous = letter;
            }
        }
        return folded.toString();
    }

    /** The character as a model reads it, or 0 when it adds nothing. */
    private static char plain(char raw, char previous) {
        if (raw < 128) {
            if (raw == ' ' || (raw >= '\t' && raw <= '\r')) {
                return previous == ' ' ? 0 : ' ';
            }
            return raw >= 'A' && raw <= 'Z' ? (char) (raw + 32) : raw;
        }
        return plainBeyondAscii(raw, previous);
    }

    private static char plainBeyondAscii(char raw, char previous) {
        if (raw >= '\uff01' && raw <= '\uff5e') {
            return plain((char) (raw - 0xfee0), previous);
        }
        if (raw == '\u00a0' || raw == '\u3000' || (raw >= '\u2000' && raw <= '\u200a') || raw == '\u2028') {
            return previous == ' ' ? 0 : ' ';
        }
        boolean noWidth = (raw >= '\u200b' && raw <= '\u200f')
                || (raw >= '\u2060' && raw <= '\u2064')
                || raw == '\ufeff'
                || raw == '\u00ad';
        if (noWidth) {
            return 0;
        }
        return raw == '\u2019' ? '\'' : Character.toLowerCase(raw);
    }

    @Override
    public String get(int index) {
        return phrases.get(index);
    }

    @Override
    public int size() {
        return phrases.size();
    }
}
