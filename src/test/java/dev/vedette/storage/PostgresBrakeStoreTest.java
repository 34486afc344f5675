package dev.vedette.storage;

import java.sql.SQLException;

class PostgresBrakeStoreTest extends JdbcBrakeStoreContract {
    @Override
    StoreLocation location() throws SQLException {
        return PostgresServer.fresh("vedette_alerts");
    }

    @Override
    JdbcAlertStore reopen() {
        return JdbcAlertStore.open(PostgresServer.location());
    }
}
