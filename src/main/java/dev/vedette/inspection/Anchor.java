package dev.vedette.inspection;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Where the matches of a pattern can begin, given the places of a rule's keywords. Derived from the pattern, so exact:
 * when nothing can be proven, a match may begin anywhere.
 *
 * @param core the pattern without a leading run of optional characters, which only moves the start of a match
 * @param prefix the characters of that run
 * @param prefixLength its greatest length; 0 if there is none
 * @param boundary whether a match begins at a word boundary
 * @param before how far in front of a keyword the core can begin, or {@link #ANYWHERE}
 */
record Anchor(Regex core, CharSet prefix, int prefixLength, boolean boundary, int before) {
    /** No keyword tells where a match begins. */
    static final int ANYWHERE = -1;

    private static final int LONGEST_LOOK_BACK = 600;

    static Anchor of(Regex regex, List<String> keywords) {
        List<Regex> parts = parts(regex);
        CharSet prefix = CharSet.NONE;
        int length = 0;
        Regex.Repeat run = optionalRun(parts);
        while (run != null) {
            prefix = prefix.or(((Regex.Chars) run.part()).set());
            length += run.most();
            parts = parts(new Regex.Sequence(parts.subList(1, parts.size())));
            run = optionalRun(parts);
        }
        Regex core = new Regex.Sequence(parts);
        boolean boundary = !parts.isEmpty() && parts.get(0) == Regex.Assertion.BOUNDARY;
        return new Anchor(core, prefix, length, boundary, before(parts, Set.copyOf(keywords)));
    }

    private static Regex.@Nullable Repeat optionalRun(List<Regex> parts) {
        boolean run = !parts.isEmpty()
                && parts.get(0) instanceof Regex.Repeat repeat
                && repeat.part() instanceof Regex.Chars
                && repeat.least() == 0
                && repeat.most() != Regex.UNBOUNDED;
        return run ? (Regex.Repeat) parts.get(0) : null;
    }

    private static List<Regex> parts(Regex regex) {
        if (!(regex instanceof Regex.Sequence sequence)) {
            return List.of(regex);
        }
        List<Regex> flat = new ArrayList<>();
        for (Regex part : sequence.parts()) {
            flat.addAll(parts(part));
        }
        return flat;
    }

    /** How far from the start of the parts a keyword can begin that every match has, or {@link #ANYWHERE}. */
    private static int before(List<Regex> parts, Set<String> keywords) {
        if (keywords.isEmpty()) {
            return ANYWHERE;
        }
        int passed = 0;
        for (int index = 0; index < parts.size() && passed <= LONGEST_LOOK_BACK; index++) {
            if (beginsWithKeyword(parts.subList(index, parts.size()), keywords)) {
                return passed;
            }
            Regex part = parts.get(index);
            int inside = inside(part, keywords);
            if (inside != ANYWHERE) {
                return passed + inside;
            }
            int length = Regex.longest(part);
            if (length == Regex.UNBOUNDED) {
                return ANYWHERE;
            }
            passed += length;
        }
        return ANYWHERE;
    }

    private static int inside(Regex part, Set<String> keywords) {
        if (!(part instanceof Regex.Choice choice)) {
            return ANYWHERE;
        }
        int farthest = 0;
        for (Regex branch : choice.branches()) {
            int before = before(parts(branch), keywords);
            if (before == ANYWHERE) {
                return ANYWHERE;
            }
            farthest = Math.max(farthest, before);
        }
        return farthest;
    }

    private static boolean beginsWithKeyword(List<Regex> parts, Set<String> keywords) {
        Beginnings beginnings = new Beginnings(keywords);
        return beginnings.all(new ArrayList<>(parts), "");
    }

    /** Whether each text that a pattern can begin with begins with a keyword; gives up on patterns that fan out. */
    private static final class Beginnings {
        private static final int MOST_STEPS = 3_000;
        private static final int MOST_FORMS = 4;

        private final Set<String> keywords;
        private final Set<String> starts = new HashSet<>();
        private int steps;

        Beginnings(Set<String> keywords) {
            this.keywords = keywords;
            for (String keyword : keywords) {
                for (int end = 0; end <= keyword.length(); end++) {
                    starts.add(keyword.substring(0, end));
                }
            }
        }

        boolean all(List<Regex> rest, String read) {
            if (keywords.contains(read)) {
                return true;
            }
            if (++steps > MOST_STEPS || rest.isEmpty() || !starts.contains(read)) {
                return false;
            }
            Regex first = rest.get(0);
            List<Regex> after = rest.subList(1, rest.size());
            if (first instanceof Regex.Chars chars) {
                return chars(chars.set(), after, read);
            }
            if (first instanceof Regex.Sequence sequence) {
                return all(joined(sequence.parts(), after), read);
            }
            if (first instanceof Regex.Choice choice) {
                return choice.branches().stream().allMatch(branch -> all(joined(List.of(branch), after), read));
            }
            if (first instanceof Regex.Repeat repeat) {
                return repeat(repeat, after, read);
            }
            return all(after, read);
        }

        private boolean chars(CharSet set, List<Regex> after, String read) {
            if (set.asciiCount() > MOST_FORMS) {
                return false;
            }
            for (int symbol = 0; symbol < CharSet.BEYOND; symbol++) {
                if (set.has(symbol)) {
                    String character = String.valueOf((char) symbol).toLowerCase(Locale.ROOT);
                    if (!all(after, read + character)) {
                        return false;
                    }
                }
            }
            return true;
        }

        private boolean repeat(Regex.Repeat repeat, List<Regex> after, String read) {
            if (repeat.least() == 0 && !all(after, read)) {
                return false;
            }
            if (repeat.most() == 0) {
                return true;
            }
            int most = repeat.most() == Regex.UNBOUNDED ? Regex.UNBOUNDED : repeat.most() - 1;
            Regex more = new Regex.Repeat(repeat.part(), Math.max(0, repeat.least() - 1), most);
            return all(joined(List.of(repeat.part(), more), after), read);
        }

        private static List<Regex> joined(List<Regex> first, List<Regex> then) {
            List<Regex> joined = new ArrayList<>(first);
            joined.addAll(then);
            return joined;
        }
    }
}
