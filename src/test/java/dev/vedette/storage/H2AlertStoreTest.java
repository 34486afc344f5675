package dev.vedette.storage;

import dev.vedette.alerting.AlertStore;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

class H2AlertStoreTest extends JdbcAlertStoreContract {
    @TempDir
    Path directory;

    @Override
    AlertStore openEmpty() {
        return JdbcAlertStore.open(location());
    }

    @Override
    StoreLocation location() {
        return new StoreLocation.Directory(directory);
    }
}
