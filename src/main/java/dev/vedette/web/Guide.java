package dev.vedette.web;

import java.util.List;

/**
 * How one kind of agent is pointed here, to be copied step by step. Immutable.
 *
 * @param id a short name that does not change
 * @param group what it belongs to, such as a language
 * @param note what else to know; may be empty
 */
record Guide(String id, String group, String name, List<Step> steps, String note) {
    Guide {
        steps = List.copyOf(steps);
    }

    /** What the text of a step is. */
    enum Kind {
        /** Lines for a shell, run once. */
        INSTALL,
        /** Lines for the shell that starts the agent. */
        ENVIRONMENT,
        /** The whole of a file, or what its program begins with. */
        CODE,
        /** A part of a call that the agent makes. */
        CALL,
        /** The line that starts the agent. */
        RUN
    }

    /**
     * One text to copy.
     *
     * @param title what to do with it
     * @param file where it belongs, or empty
     */
    record Step(Kind kind, String title, String file, String text) {}
}
