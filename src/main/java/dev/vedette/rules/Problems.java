package dev.vedette.rules;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.nodes.Node;

/** Collects what is wrong with one file, so that its author sees all of it at once. */
final class Problems {
    private static final int LIMIT = 100;

    private final String file;
    private final List<RuleProblem> found = new ArrayList<>();

    Problems(String file) {
        this.file = file;
    }

    void add(Node where, String message) {
        add(where.getStartMark(), message);
    }

    void add(Optional<Mark> where, String message) {
        add(
                where.map(mark -> mark.getLine() + 1).orElse(0),
                where.map(mark -> mark.getColumn() + 1).orElse(0),
                message);
    }

    void add(Source where, String message) {
        add(where.line(), where.column(), message);
    }

    void add(int line, int column, String message) {
        if (found.size() < LIMIT) {
            found.add(new RuleProblem(file, line, column, message));
        }
    }

    boolean isEmpty() {
        return found.isEmpty();
    }

    List<RuleProblem> list() {
        return List.copyOf(found);
    }
}
