package dev.vedette.inspection;

import com.google.re2j.Matcher;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Runs one rule. A lazy automaton reads on from each place where the rule's keywords allow a match to begin, and only
 * what it accepts is matched by RE2/J, on the stretch that the automaton read. The work on one text is bounded: when
 * too many stretches overlap, RE2/J reads the rest of the text once instead.
 */
final class RuleSeeker implements Seeker {
    /** How often each character of a text may be read by the automaton, and by RE2/J, before the rest is swept. */
    private static final int MOST_READS = 64;

    private static final int MOST_CHECKS = 3;
    private static final int SHORT_TEXT = 2_048;

    private final SecretRule rule;
    private final List<String> keywords;
    private final List<CompiledAllowlist> allowlists;
    private final LazyPattern atStart;
    private final LazyPattern inside;
    private volatile @Nullable Shape shape;

    RuleSeeker(SecretRule rule, Function<Allowlist, CompiledAllowlist> allowlists) {
        this.rule = rule;
        this.keywords = rule.keywords().stream()
                .map(keyword -> keyword.toLowerCase(Locale.ROOT))
                .distinct()
                .toList();
        this.allowlists = rule.allowlists().stream().map(allowlists).toList();
        this.atStart = new LazyPattern(rule.regex());
        this.inside = new LazyPattern("(?s:.)(?:" + rule.regex() + ")");
    }

    /** What is known of a rule's pattern; no automaton if the pattern is beyond the parser. */
    private record Shape(Anchor anchor, @Nullable LazyAutomaton automaton) {}

    @Override
    public List<String> ruleIds() {
        return List.of(rule.id());
    }

    @Override
    public List<String> keywords() {
        return keywords;
    }

    @Override
    public void seek(String text, Places places, List<Found> found) {
        Shape known = shape();
        if (known.automaton() == null) {
            sweep(text, 0, found);
            return;
        }
        new Search(text, known.anchor(), known.automaton(), found).run(places);
    }

    private Shape shape() {
        Shape known = shape;
        if (known == null) {
            known = derive();
            shape = known;
        }
        return known;
    }

    private Shape derive() {
        try {
            Anchor anchor = Anchor.of(RegexParser.parse(rule.regex()), keywords);
            return new Shape(anchor, new LazyAutomaton(anchor.core()));
        } catch (IllegalArgumentException beyondTheParser) {
            return new Shape(new Anchor(Regex.NOTHING, CharSet.NONE, 0, false, Anchor.ANYWHERE), null);
        }
    }

    /** How far in front of a keyword matches may begin; for tests. */
    int before() {
        return shape().automaton() == null ? Anchor.ANYWHERE : shape().anchor().before();
    }

    private void sweep(String text, int from, List<Found> found) {
        Matcher matcher = atStart.matcher(text);
        boolean more = from <= text.length() && matcher.find(from);
        while (more) {
            accept(text, matcher, 0, matcher.start(), found);
            more = matcher.find();
        }
    }

    /** Adds the secret of a match unless it is too regular or allowed. */
    private void accept(String text, Matcher matcher, int offset, int matchStart, List<Found> found) {
        int group = secretGroup(matcher);
        int start = group == 0 ? matchStart : matcher.start(group) + offset;
        int end = matcher.end(group) + offset;
        while (group == 0 && start < end && text.charAt(start) == '\n') {
            start++;
        }
        while (group == 0 && start < end && text.charAt(end - 1) == '\n') {
            end--;
        }
        String secret = text.substring(start, end);
        if (end <= start || Placeholders.isSample(secret) || Placeholders.isCrossedOut(secret)) {
            return;
        }
        if (TokenChecks.certain(rule.id(), secret) || plausible(text, matchStart, matcher.end() + offset, secret)) {
            found.add(new Found(rule.id(), start, end, secret, rule.generic()));
        }
    }

    private boolean plausible(String text, int matchStart, int matchEnd, String secret) {
        if (rule.entropy() > 0 && Entropy.of(secret) <= rule.entropy()) {
            return false;
        }
        return allowlists.stream().noneMatch(list -> list.allows(text, matchStart, matchEnd, secret));
    }

    private int secretGroup(Matcher matcher) {
        if (rule.secretGroup() > 0) {
            return matcher.start(rule.secretGroup()) >= 0 ? rule.secretGroup() : 0;
        }
        for (int group = 1; group <= matcher.groupCount(); group++) {
            if (matcher.start(group) >= 0 && matcher.end(group) > matcher.start(group)) {
                return group;
            }
        }
        return 0;
    }

    /** The search through one text. */
    private final class Search {
        private final String text;
        private final Anchor anchor;
        private final LazyAutomaton automaton;
        private final List<Found> found;
        private long reads;
        private long checks;
        private int next;
        private int matchEnd;

        Search(String text, Anchor anchor, LazyAutomaton automaton, List<Found> found) {
            this.text = text;
            this.anchor = anchor;
            this.automaton = automaton;
            this.found = found;
            this.reads = MOST_READS * (long) Math.max(text.length(), SHORT_TEXT);
            this.checks = MOST_CHECKS * (long) Math.max(text.length(), SHORT_TEXT);
        }

        void run(Places places) {
            if (anchor.before() == Anchor.ANYWHERE) {
                tryAll(0, text.length() - 1);
                return;
            }
            for (int rank = 0; rank < places.size(); rank++) {
                int place = places.get(rank);
                if (!tryAll(place - anchor.before(), place)) {
                    return;
                }
            }
        }

        private boolean tryAll(int first, int last) {
            next = Math.max(next, first);
            while (next <= last) {
                int start = next++;
                if (anchor.boundary() && !boundary(start)) {
                    continue;
                }
                int stop = automaton.read(text, start);
                int end = stop < 0 ? ~stop : stop;
                reads -= end - start + 1;
                if (stop >= 0) {
                    check(start, end);
                }
                if (reads < 0 || checks < 0) {
                    sweep(text, Math.max(start, matchEnd), found);
                    return false;
                }
            }
            return true;
        }

        private void check(int start, int stop) {
            int from = start;
            int floor = Math.max(matchEnd, start - anchor.prefixLength());
            while (from > floor && anchor.prefix().has(CharSet.symbol(text.charAt(from - 1)))) {
                from--;
            }
            int context = from == 0 ? 0 : 1;
            int end = Math.min(text.length(), stop + 1);
            checks -= end - from;
            Matcher matcher = (context == 0 ? atStart : inside).matcher(text.substring(from - context, end));
            if (matcher.lookingAt()) {
                accept(text, matcher, from - context, from, found);
                matchEnd = Math.max(start + 1, from - context + matcher.end());
                next = Math.max(next, matchEnd);
            }
        }

        private boolean boundary(int at) {
            return word(at - 1) != word(at);
        }

        private boolean word(int at) {
            return at >= 0 && at < text.length() && CharSet.WORD.has(CharSet.symbol(text.charAt(at)));
        }
    }
}
