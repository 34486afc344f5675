package dev.vedette.storage;

import dev.vedette.alerting.AlertStore;
import java.sql.SQLException;

class PostgresAlertStoreTest extends JdbcAlertStoreContract {
    @Override
    AlertStore openEmpty() throws SQLException {
        return JdbcAlertStore.open(PostgresServer.fresh("vedette_alerts"));
    }

    @Override
    StoreLocation location() {
        return PostgresServer.location();
    }
}
