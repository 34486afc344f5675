package dev.vedette.agent.check;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vedette.agent.tool.ArgumentCheck;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * A text is exactly one statement of SQL, of an allowed kind in all its parts, and calls none of the functions that reach
 * out of the database. A statement that cannot be parsed, or that databases could read differently, is refused; so are
 * comments, and data that is changed within a {@code WITH}, {@code SELECT INTO} and {@code EXPLAIN}.
 *
 * <p>The list of functions ({@link SqlFunctions}) names those of the usual databases and cannot name all. The rights of
 * the database user that the tool connects as are the boundary; this is the fence before it. Immutable.
 *
 * <pre>{@code SqlStatements.of(SqlKind.SELECT).at("query")}</pre>
 */
public final class SqlStatements implements ArgumentCheck {
    private static final int LONGEST = 16_384;
    private static final String ADVICE =
            "The SQL is not a statement that this tool runs. Send one plain statement of an allowed kind, without comments.";

    private final Set<SqlKind> allowed;
    private final Place place;

    private SqlStatements(Set<SqlKind> allowed, Place place) {
        this.allowed = allowed;
        this.place = place;
    }

    /** Statements of these kinds. */
    public static Draft of(SqlKind first, SqlKind... more) {
        Set<SqlKind> allowed = EnumSet.of(first, more);
        return argument -> new SqlStatements(allowed, Place.at(argument));
    }

    @Override
    public Optional<Objection> check(ObjectNode arguments) {
        return place.eachText(
                arguments,
                sql -> judge(sql).map(why -> new Objection("sql_not_allowed", place.path() + ": " + why, ADVICE)));
    }

    private Optional<String> judge(String sql) {
        if (sql.isBlank() || sql.length() > LONGEST) {
            return Optional.of("empty or longer than " + LONGEST);
        }
        SqlScan scan = SqlScan.of(sql);
        if (scan.oddity().isPresent()) {
            return scan.oddity();
        }
        for (SqlKind kind : SqlKind.values()) {
            if (kind != SqlKind.SELECT
                    && !allowed.contains(kind)
                    && scan.words().contains(kind.name())) {
                return Optional.of("kind " + kind);
            }
        }
        if (scan.hasStrayInto()) {
            return Optional.of("INTO");
        }
        Set<String> denied = new TreeSet<>(scan.functions());
        denied.removeIf(name -> !SqlFunctions.reachOut(name));
        if (!denied.isEmpty()) {
            return Optional.of("function " + denied.iterator().next());
        }
        Optional<SqlKind> kind = SqlParser.kind(sql);
        return kind.isPresent() && allowed.contains(kind.get())
                ? Optional.empty()
                : Optional.of(kind.map(found -> "kind " + found).orElse("not parsed, or of another kind"));
    }

    /** A check that needs its argument. */
    @FunctionalInterface
    public interface Draft {
        /** For this argument: a name, or names joined by dots; a list on the way stands for each of its elements. */
        SqlStatements at(String argument);
    }
}
