package dev.vedette.rules;

/**
 * A text of a rule file and where it stands.
 *
 * @param line from 1
 * @param column from 1
 */
record Source(String text, int line, int column) {}
