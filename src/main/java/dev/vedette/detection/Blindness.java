package dev.vedette.detection;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Whether needs go unmet in what was counted, and in which words to say so. Immutable. */
record Blindness(SignalCounts counts) {
    /** So many records without say that it never comes. */
    private static final long ENOUGH = 200;

    /** Where something is expected on each, so many without it say the same. */
    private static final long ENOUGH_OF_KIND = 20;

    private static final List<Fact> FACTS = List.of(Fact.values());

    /** The first need that is certainly not met, or null. */
    Needs.@Nullable Need missing(Needs needs, List<Needs.Need> needed) {
        for (Needs.Need need : needed) {
            if (need.anyOf() != 0 && isMissing(needs, need.anyOf())) {
                return need;
            }
        }
        return null;
    }

    /** Why, in words; {@code where} is empty or begins with a space. */
    String because(Needs.Need need, String where) {
        Fact first = fact(need.anyOf());
        if (counts.operations() == 0) {
            return "nothing that an agent did is told" + where + " in " + counts.records() + " records";
        }
        if (first == Fact.TOOL_CALL) {
            return "no tool spans seen" + where + " in " + counts.records() + " records";
        }
        if (first == Fact.COST) {
            return "no cost is known: none reported, and no price for the models seen" + of(first);
        }
        if (first == Fact.FAILURE) {
            return "nothing failed" + where + of(first) + "; some instrumentations leave failed calls out";
        }
        if (first != null && isContent(first)) {
            boolean heldBack = counts.told(Fact.PLACEHOLDER) > 0;
            String why = heldBack ? "the sender holds content back: no " : "content capture is off: no ";
            return why + need.words() + where + of(first);
        }
        return "no " + need.words() + where + of(first);
    }

    private boolean isMissing(Needs needs, long anyOf) {
        for (long rest = anyOf; rest != 0; rest &= rest - 1) {
            int bit = Long.numberOfTrailingZeros(rest);
            if (counts.told().getOrDefault(needs.names().get(bit), 0L) > 0) {
                return false;
            }
        }
        Fact first = fact(anyOf);
        return counts.records() >= ENOUGH || (first != null && isExpected(first) && counts.of(first) >= ENOUGH_OF_KIND);
    }

    private String of(@Nullable Fact fact) {
        Fact.Of of = fact == null || counts.of(fact) == 0 ? Fact.Of.RECORD : fact.of();
        String kind = switch (of) {
            case RECORD -> " records";
            case OPERATION -> " operations";
            case MODEL -> " model calls";
            case TOOL -> " tool calls";
            case RETRIEVAL -> " look-ups";
        };
        return " in " + (of == Fact.Of.RECORD || fact == null ? counts.records() : counts.of(fact)) + kind;
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
