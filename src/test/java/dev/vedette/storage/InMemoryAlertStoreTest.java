package dev.vedette.storage;

import dev.vedette.alerting.AlertStore;
import dev.vedette.alerting.InMemoryAlertStore;

class InMemoryAlertStoreTest extends AlertStoreContract {
    @Override
    AlertStore openEmpty() {
        return new InMemoryAlertStore();
    }
}
