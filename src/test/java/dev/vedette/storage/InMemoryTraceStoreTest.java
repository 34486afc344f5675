package dev.vedette.storage;

import dev.vedette.telemetry.InMemoryTraceStore;
import dev.vedette.telemetry.TraceStore;

class InMemoryTraceStoreTest extends TraceSearchContract {
    @Override
    TraceStore open() {
        return new InMemoryTraceStore();
    }
}
