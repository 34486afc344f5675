package dev.vedette.pricing;

/** A name with one star for any text, matched in linear time. Immutable. */
record NamePattern(String prefix, String suffix) {
    static NamePattern of(String text) {
        int star = text.indexOf('*');
        return new NamePattern(text.substring(0, star), text.substring(star + 1));
    }

    boolean matches(String name) {
        return name.length() >= length() && name.startsWith(prefix) && name.endsWith(suffix);
    }

    /** How much it says: the longest of several that match is meant. */
    int length() {
        return prefix.length() + suffix.length();
    }
}
