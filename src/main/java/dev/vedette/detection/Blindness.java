package dev.vedette.detection;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which needs go unmet in what was counted, and in which words to say so. Immutable.
 *
 * @param told the bits of what was told at least once
 * @param measured the bits of what metrics told, for those who read them
 * @param records how many spans and log records came
 * @param measures how many points of metrics told of agents' work
 * @param operations how many of the records tell of something done
 * @param models how many of those are model calls
 * @param tools how many are tool calls
 * @param lookups how many are look-ups
 */
record Blindness(
        long told, long measured, long records, long measures, long operations, long models, long tools, long lookups) {
    static final Blindness NOTHING = new Blindness(0, 0, 0, 0, 0, 0, 0, 0);

    /** So many records without say that it never comes. */
    private static final long ENOUGH = 200;

    /** Where something is expected on each, so many without it say the same. */
    private static final long ENOUGH_OF_KIND = 20;

    private static final List<Fact> FACTS = List.of(Fact.values());

    Blindness plus(Blindness other) {
        return new Blindness(
                told | other.told,
                measured | other.measured,
                records + other.records,
                measures + other.measures,
                operations + other.operations,
                models + other.models,
                tools + other.tools,
                lookups + other.lookups);
    }

    /** The first need that is certainly not met, or null. */
    Needs.@Nullable Need missing(List<Needs.Need> needed) {
        if (isMeasuredOnly() && needed.isEmpty()) {
            return Needs.RECORDS;
        }
        for (Needs.Need need : needed) {
            boolean met = need.metered() && (measured & need.anyOf()) != 0;
            if (!met && (isMeasuredOnly() || (need.anyOf() != 0 && isMissing(need.anyOf())))) {
                return need;
            }
        }
        return null;
    }

    /** Why, in words; {@code where} is empty or begins with a space. */
    String because(Needs.Need need, String where) {
        Fact first = fact(need.anyOf());
        if (isMeasuredOnly()) {
            return "only metrics tell of agents" + where + ": totals, and nothing that was done";
        }
        if (operations == 0) {
            return "nothing that an agent did is told" + where + " in " + records + " records";
        }
        if (first == Fact.TOOL_CALL) {
            return "no tool spans seen" + where + " in " + records + " records";
        }
        if (first == Fact.COST) {
            return "no cost is known: none reported, and no price for the models seen" + of(first);
        }
        if (first == Fact.FAILURE) {
            return "nothing failed" + where + of(first) + "; some instrumentations leave failed calls out";
        }
        if (first != null && isContent(first)) {
            boolean heldBack = (told & Fact.PLACEHOLDER.bit()) != 0;
            String why = heldBack ? "the sender holds content back: no " : "content capture is off: no ";
            return why + need.words() + where + of(first);
        }
        return "no " + need.words() + where + of(first);
    }

    private boolean isMissing(long anyOf) {
        if ((told & anyOf) != 0) {
            return false;
        }
        Fact first = fact(anyOf);
        return records >= ENOUGH || (first != null && isExpected(first) && count(first.of()) >= ENOUGH_OF_KIND);
    }

    private boolean isMeasuredOnly() {
        return operations == 0 && measures >= ENOUGH_OF_KIND;
    }

    private String of(@Nullable Fact fact) {
        Fact.Of of = fact == null || count(fact.of()) == 0 ? Fact.Of.RECORD : fact.of();
        String kind = switch (of) {
            case RECORD -> " records";
            case OPERATION -> " operations";
            case MODEL -> " model calls";
            case TOOL -> " tool calls";
            case RETRIEVAL -> " look-ups";
        };
        return " in " + count(of) + kind;
    }

    private long count(Fact.Of of) {
        return switch (of) {
            case RECORD -> records;
            case OPERATION -> operations;
            case MODEL -> models;
            case TOOL -> tools;
            case RETRIEVAL -> lookups;
        };
    }

    /** Whether every record on which it can be should have it. */
    private static boolean isExpected(Fact fact) {
        return fact != Fact.FAILURE && fact.of() != Fact.Of.RECORD;
    }

    private static boolean isContent(Fact fact) {
        return switch (fact) {
            case CONTENT, INPUT, OUTPUT, ARGUMENTS, RESULT, DOCUMENTS -> true;
            default -> false;
        };
    }

    /** The first fact among the bits, or null when a rule's own attribute comes first. */
    private static @Nullable Fact fact(long bits) {
        int bit = Long.numberOfTrailingZeros(bits);
        return bit < FACTS.size() ? FACTS.get(bit) : null;
    }
}
