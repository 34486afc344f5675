package dev.vedette.rules;

/**
 * Something wrong with a rule file. Immutable.
 *
 * @param file the name that the caller gave
 * @param line from 1; 0 when the problem has no place
 * @param column from 1; 0 when the problem has no place
 * @param message what is wrong and what would be right
 */
public record RuleProblem(String file, int line, int column, String message) {
    @Override
    public String toString() {
        return line == 0 ? file + ": " + message : file + ":" + line + ":" + column + ": " + message;
    }
}
