package dev.vedette.storage;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.h2.engine.SessionLocal;
import org.h2.index.Index;
import org.h2.index.IndexType;
import org.h2.jdbc.JdbcConnection;
import org.h2.table.Table;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Rebuilds indexes of an embedded database that do not have as many entries as their table has rows. H2 was seen to
 * leave such an index behind when the process was killed (with a write delay, which is not used here); a query that
 * met one of its entries failed for good. The "approximate" counts are those of the trees, kept in
 * their roots, and exact while nobody else is connected. Indexes that belong to a constraint cannot be dropped and are
 * left alone.
 */
final class IndexRepair {
    private static final Logger LOG = LoggerFactory.getLogger(IndexRepair.class);

    private IndexRepair() {}

    /** Checks every table, rebuilds what does not fit, and returns the names of the indexes rebuilt. */
    static List<String> run(Connection connection) throws SQLException {
        SessionLocal session =
                (SessionLocal) connection.unwrap(JdbcConnection.class).getSession();
        List<Index> broken = new ArrayList<>();
        for (Table table : session.getDatabase().getAllTablesAndViews()) {
            if (table.getIndexes() == null || table.getSchema().getName().equals("INFORMATION_SCHEMA")) {
                continue;
            }
            long rows = table.getRowCountApproximation(session);
            for (Index index : table.getIndexes()) {
                IndexType type = index.getIndexType();
                if (!type.isUnique() && !type.isScan() && index.getRowCountApproximation(session) != rows) {
                    broken.add(index);
                }
            }
        }
        List<String> rebuilt = new ArrayList<>();
        for (Index index : broken) {
            rebuild(connection, index);
            rebuilt.add(index.getName());
        }
        connection.commit();
        return rebuilt;
    }

    private static void rebuild(Connection connection, Index index) throws SQLException {
        LOG.warn("Index {} did not fit its table and is rebuilt.", index.getName());
        String create = index.getCreateSQL();
        try (Statement statement = connection.createStatement()) {
            statement.execute("DROP INDEX " + index.getSQL(org.h2.util.HasSQL.DEFAULT_SQL_FLAGS));
            statement.execute(create);
        }
    }
}
