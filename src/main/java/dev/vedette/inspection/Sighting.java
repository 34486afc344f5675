package dev.vedette.inspection;

/**
 * Something that inspection found in a text. It never holds the value itself. Immutable.
 *
 * @param kind {@code secret}, {@code hidden}, {@code pii} or {@code injection}
 * @param rule the id of the rule that found it, such as {@code github-pat}
 * @param place where it was: {@code span.name}, {@code attribute gen_ai.tool.call.result}, {@code event exception
 *     exception.message}, … ; empty until the caller says so
 * @param start the first UTF-16 position in the text inspected
 * @param end the position after the last
 * @param masked what may be shown in its stead
 * @param fingerprint keyed: the same value gives the same fingerprint under one key, and nobody without the key can
 *     tell the value from it; empty for kinds that hide no value
 */
public record Sighting(String kind, String rule, String place, int start, int end, String masked, String fingerprint) {
    /** The kind of a secret. */
    public static final String SECRET = "secret";

    /** The kind of text that people cannot see and models read. */
    public static final String HIDDEN = "hidden";

    /** The same sighting, placed. */
    public Sighting at(String newPlace) {
        return new Sighting(kind, rule, newPlace, start, end, masked, fingerprint);
    }
}
