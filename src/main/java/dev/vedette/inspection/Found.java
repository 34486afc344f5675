package dev.vedette.inspection;

/**
 * A secret in a text.
 *
 * @param rule the rule that found it
 * @param start its first position
 * @param end the position after its last
 * @param value the secret itself; it never leaves this package
 * @param generic whether it was found by the name it goes by rather than by its format
 */
record Found(String rule, int start, int end, String value, boolean generic) {
    /** The one that says more: found by its format rather than by its name, then the longer. */
    static Found better(Found one, Found other) {
        if (one.generic != other.generic) {
            return one.generic ? other : one;
        }
        return other.value.length() > one.value.length() ? other : one;
    }

    @Override
    public String toString() {
        return rule + "[" + start + "," + end + ")";
    }
}
