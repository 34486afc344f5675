package dev.vedette.agent.check;

import java.util.Optional;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import net.sf.jsqlparser.parser.CCJSqlParser;
import net.sf.jsqlparser.parser.CCJSqlParserUtil;
import net.sf.jsqlparser.parser.ParseException;
import net.sf.jsqlparser.parser.TokenMgrException;
import net.sf.jsqlparser.statement.Statement;
import net.sf.jsqlparser.statement.delete.Delete;
import net.sf.jsqlparser.statement.insert.Insert;
import net.sf.jsqlparser.statement.merge.Merge;
import net.sf.jsqlparser.statement.select.Select;
import net.sf.jsqlparser.statement.update.Update;

/**
 * What a statement is by the grammar. The parser looks ahead without bound on some nested statements, so it is told to
 * stop after a time; its slower mode, which looks ahead further, is never used.
 */
final class SqlParser {
    private static final long MILLISECONDS = 1000;
    private static final ScheduledThreadPoolExecutor CLOCK = clock();

    private SqlParser() {}

    /** The kind of the one statement that this is; empty for other kinds and for what cannot be parsed in time. */
    static Optional<SqlKind> kind(String sql) {
        CCJSqlParser parser =
                CCJSqlParserUtil.newParser(sql).withAllowComplexParsing(false).withErrorRecovery(false);
        Future<?> end = CLOCK.schedule(() -> parser.interrupted = true, MILLISECONDS, TimeUnit.MILLISECONDS);
        try {
            return kind(parser.Statement());
        } catch (ParseException | TokenMgrException | StackOverflowError unparsed) {
            return Optional.empty();
        } finally {
            end.cancel(false);
        }
    }

    private static ScheduledThreadPoolExecutor clock() {
        ScheduledThreadPoolExecutor clock = new ScheduledThreadPoolExecutor(1, task -> {
            Thread thread = new Thread(task, "sql-parser-clock");
            thread.setDaemon(true);
            return thread;
        });
        clock.setRemoveOnCancelPolicy(true);
        return clock;
    }

    private static Optional<SqlKind> kind(Statement statement) {
        if (statement instanceof Select) {
            return Optional.of(SqlKind.SELECT);
        }
        if (statement instanceof Insert) {
            return Optional.of(SqlKind.INSERT);
        }
        if (statement instanceof Update) {
            return Optional.of(SqlKind.UPDATE);
        }
        if (statement instanceof Delete) {
            return Optional.of(SqlKind.DELETE);
        }
        return statement instanceof Merge ? Optional.of(SqlKind.MERGE) : Optional.empty();
    }
}
