package dev.vedette.inspection;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Finds secrets in a text, in whatever encoding it nests them. One pass over the text finds all keywords of all rules;
 * a rule looks only at the neighbourhood of its own. Thread-safe; the time is linear in the length of the text.
 */
final class SecretScanner {
    /** Nothing shorter is taken for a secret. */
    static final int SHORTEST_TEXT = 8;

    private static final Places NOWHERE = new Places();

    private final List<Seeker> seekers;
    private final List<Seeker> always;
    private final KeywordAutomaton automaton;
    /** For each keyword the ranks of the seekers that asked for it. */
    private final int[][] askers;

    SecretScanner(List<SecretRule> rules) {
        List<Seeker> all = new ArrayList<>(
                List.of(new PrivateKeySeeker(), new UrlPasswordSeeker(), new BearerSeeker(), new AssignmentSeeker()));
        Map<Allowlist, CompiledAllowlist> allowlists = new HashMap<>();
        for (SecretRule rule : rules) {
            all.add(new RuleSeeker(rule, allowlist -> allowlists.computeIfAbsent(allowlist, CompiledAllowlist::new)));
        }
        seekers = List.copyOf(all);
        always = seekers.stream().filter(seeker -> seeker.keywords().isEmpty()).toList();
        Map<String, List<Integer>> ranks = new LinkedHashMap<>();
        for (int rank = 0; rank < seekers.size(); rank++) {
            for (String keyword : seekers.get(rank).keywords()) {
                ranks.computeIfAbsent(keyword, key -> new ArrayList<>()).add(rank);
            }
        }
        automaton = new KeywordAutomaton(List.copyOf(ranks.keySet()));
        askers = ranks.values().stream()
                .map(list -> list.stream().mapToInt(Integer::intValue).toArray())
                .toArray(int[][]::new);
    }

    /** The ids of all rules, the built-in ones too. */
    Set<String> ruleIds() {
        Set<String> ids = new TreeSet<>();
        seekers.forEach(seeker -> ids.addAll(seeker.ruleIds()));
        return ids;
    }

    /** The secrets by their place in the text as it was given; none overlaps another. */
    List<Found> scan(String text) {
        if (text.length() < SHORTEST_TEXT) {
            return List.of();
        }
        List<Found> found = new ArrayList<>();
        for (TextView view : Views.of(text)) {
            for (Found inView : look(view.text())) {
                int start = view.start(inView.start());
                int end = view.end(inView.end());
                found.add(new Found(inView.rule(), start, end, inView.value(), inView.generic()));
            }
        }
        return found.isEmpty() ? List.of() : merged(found);
    }

    private List<Found> look(String text) {
        Hits hits = new Hits();
        automaton.scan(text, hits);
        if (hits.places == null && always.isEmpty()) {
            return List.of();
        }
        List<Found> found = new ArrayList<>();
        always.forEach(seeker -> seeker.seek(text, NOWHERE, found));
        hits.seek(text, found);
        return found;
    }

    /**
     * Merges what overlaps into one, under the name of what was found by its format rather than by its name, then of
     * the longest.
     */
    private static List<Found> merged(List<Found> found) {
        found.sort(Comparator.comparingInt(Found::start).thenComparingInt(Found::end));
        List<Found> result = new ArrayList<>();
        for (Found next : found) {
            Found last = result.isEmpty() ? null : result.get(result.size() - 1);
            if (last == null || !last.overlaps(next)) {
                result.add(next);
            } else {
                result.set(result.size() - 1, merged(last, next));
            }
        }
        return result;
    }

    private static Found merged(Found one, Found other) {
        Found named = Found.better(one, other);
        int start = Math.min(one.start(), other.start());
        int end = Math.max(one.end(), other.end());
        return new Found(named.rule(), start, end, named.value(), named.generic());
    }

    /** Where the keywords were, seeker by seeker; takes no memory until there is one. */
    private final class Hits implements KeywordAutomaton.Listener {
        private Places @Nullable [] places;

        @Override
        public void found(int keyword, int start) {
            if (places == null) {
                places = new Places[seekers.size()];
            }
            for (int rank : askers[keyword]) {
                if (places[rank] == null) {
                    places[rank] = new Places();
                }
                places[rank].add(start);
            }
        }

        void seek(String text, List<Found> found) {
            if (places == null) {
                return;
            }
            for (int rank = 0; rank < places.length; rank++) {
                if (places[rank] != null) {
                    seekers.get(rank).seek(text, places[rank], found);
                }
            }
        }
    }
}
