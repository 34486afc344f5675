package dev.vedette.inspection;

import java.util.ArrayList;
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

    /** The secrets by their place in the text as it was given, in no order; one place may be found by several rules. */
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
        return found;
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

    /** Where the keywords were, seeker by seeker; takes no memory until there is one. */
    private final class Hits implements KeywordAutomaton.Listener {
        private Places @Nullable [] places;
        private final Places touched = new Places();

        @Override
        public void found(int keyword, int start) {
            if (places == null) {
                places = new Places[seekers.size()];
            }
            for (int rank : askers[keyword]) {
                if (places[rank] == null) {
                    places[rank] = new Places();
                    touched.add(rank);
                }
                places[rank].add(start);
            }
        }

        void seek(String text, List<Found> found) {
            for (int index = 0; places != null && index < touched.size(); index++) {
                int rank = touched.get(index);
                Places own = places[rank];
                if (own != null) {
                    seekers.get(rank).seek(text, own, found);
                }
            }
        }
    }
}
