package dev.vedette.cli.demo;

import java.util.List;

/**
 * What the simulated model says to a task, line by line. Immutable.
 *
 * @param task what the user asks; the model knows the play by it
 * @param lines one for each time that the model is asked
 * @param endless whether the last line is said again and again
 */
record Play(String task, List<Line> lines, boolean endless) {
    Play {
        lines = List.copyOf(lines);
    }

    /** Tools one after the other, and then an answer. */
    static Play of(String task, Line... lines) {
        return new Play(task, List.of(lines), false);
    }

    /** The line for the time that the model is asked this often, from 0 on. */
    Line line(int turn) {
        if (turn < lines.size()) {
            return lines.get(turn);
        }
        return endless ? lines.get(lines.size() - 1) : Line.says("Done: " + task);
    }

    /**
     * One answer of the model.
     *
     * @param text what it says
     * @param tool the tool it asks for; empty for none
     * @param arguments JSON
     * @param status what the server answers; 200 but for trouble
     * @param inputTokens beyond what the conversation has, for answers that are costly
     */
    record Line(String text, String tool, String arguments, int status, int inputTokens) {
        static Line says(String text) {
            return new Line(text, "", "", 200, 0);
        }

        static Line calls(String tool, String arguments) {
            return new Line("I will use " + tool + ".", tool, arguments, 200, 0);
        }

        static Line fails(int status) {
            return new Line("", "", "", status, 0);
        }

        Line costing(int tokens) {
            return new Line(text, tool, arguments, status, tokens);
        }
    }
}
