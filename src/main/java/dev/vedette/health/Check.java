package dev.vedette.health;

/**
 * The answer to "would work succeed now?".
 *
 * @param part which part was asked
 * @param ok whether it would
 * @param detail why not, or a word on how it is
 */
public record Check(String part, boolean ok, String detail) {
    /** It would. */
    public static Check ok(String part, String detail) {
        return new Check(part, true, detail);
    }

    /** It would not. */
    public static Check failing(String part, String why) {
        return new Check(part, false, why);
    }
}
