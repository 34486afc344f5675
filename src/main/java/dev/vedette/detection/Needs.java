package dev.vedette.detection;

import dev.vedette.telemetry.Activity;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What detectors cannot work without, as bits: the {@link Fact}s first, then attributes that only a rule knows. Bits
 * are few; what does not fit is taken to be there. Immutable.
 */
final class Needs {
    /** What every rule needs. */
    static final Need RECORDS = new Need("spans or log records", 0, false);

    private static final String OR = " or ";
    private static final Fact[] FACTS = Fact.values();
    private static final Map<String, Long> KNOWN = known();

    private final Map<String, Long> others = new LinkedHashMap<>();
    private final Map<String, List<Need>> byRule = new HashMap<>();
    private final List<String> names = new ArrayList<>();

    /**
     * The needs of these rules.
     *
     * @param metered the ids of those that read metrics
     */
    Needs(Collection<RuleSummary> rules, Set<String> metered) {
        for (Fact fact : FACTS) {
            names.add(fact.label());
        }
        for (RuleSummary rule : rules) {
            byRule.put(
                    rule.id(),
                    rule.needs().stream()
                            .map(words -> need(words, metered.contains(rule.id())))
                            .toList());
        }
    }

    /**
     * One need of a rule.
     *
     * @param words as the rule spells it
     * @param anyOf the bits of which one is enough; 0 when it is met anyhow
     * @param metered whether it may be met by metrics as well
     */
    record Need(String words, long anyOf, boolean metered) {
        boolean isMetBy(long facts) {
            return anyOf == 0 || (facts & anyOf) != 0;
        }
    }

    List<Need> of(RuleSummary rule) {
        return byRule.getOrDefault(rule.id(), List.of());
    }

    /** What an observation tells of all that is needed. */
    long facts(Observation seen) {
        long facts = Facts.of(seen);
        Activity activity = seen.activity();
        if (activity == null || others.isEmpty()) {
            return facts;
        }
        for (Map.Entry<String, Long> other : others.entrySet()) {
            if (activity.attributes().has(other.getKey())
                    || activity.resource().attributes().has(other.getKey())) {
                facts |= other.getValue();
            }
        }
        return facts;
    }

    /** The names of the bits, lowest first. */
    List<String> names() {
        return names;
    }

    /** The facts of which one would meet a need. */
    List<Fact> facts(Need need) {
        return Arrays.stream(FACTS)
                .filter(fact -> (need.anyOf() & fact.bit()) != 0)
                .toList();
    }

    static boolean areMet(List<Need> needs, long facts) {
        for (Need need : needs) {
            if (!need.isMetBy(facts)) {
                return false;
            }
        }
        return true;
    }

    private Need need(String words, boolean metered) {
        long anyOf = 0;
        int from = 0;
        while (from <= words.length()) {
            int or = words.indexOf(OR, from);
            int end = or < 0 ? words.length() : or;
            long bit = bit(words.substring(from, end));
            if (bit == 0) {
                return new Need(words, 0, metered);
            }
            anyOf |= bit;
            from = end + OR.length();
        }
        return new Need(words, anyOf, metered);
    }

    private long bit(String attribute) {
        Long known = KNOWN.get(attribute);
        if (known != null) {
            return known;
        }
        if (!others.containsKey(attribute) && names.size() < Long.SIZE) {
            others.put(attribute, 1L << names.size());
            names.add(attribute);
        }
        return others.getOrDefault(attribute, 0L);
    }

    private static Map<String, Long> known() {
        Map<String, Long> known = new HashMap<>();
        for (Fact fact : FACTS) {
            fact.attributes().forEach(attribute -> known.put(attribute, fact.bit()));
        }
        return Map.copyOf(known);
    }
}
