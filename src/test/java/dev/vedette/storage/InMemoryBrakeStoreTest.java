package dev.vedette.storage;

import dev.vedette.brakes.BrakeStore;
import dev.vedette.brakes.InMemoryBrakeStore;

class InMemoryBrakeStoreTest extends BrakeStoreContract {
    @Override
    BrakeStore openEmpty() {
        return new InMemoryBrakeStore();
    }
}
