package dev.vedette.web;

/** Words that people typed. */
final class Words {
    private Words() {}

    /** The words without blanks around them; a problem when they are too long or hold control characters. */
    static String bounded(String name, String words, int most) {
        String stripped = words.strip();
        if (stripped.length() > most) {
            throw Problem.badRequest(name + " is too long.", "Use at most " + most + " characters.");
        }
        if (stripped.chars().anyMatch(c -> c < ' ' && c != '\n' && c != '\t')) {
            throw Problem.badRequest(name + " holds control characters.", "Use plain text.");
        }
        return stripped;
    }
}
