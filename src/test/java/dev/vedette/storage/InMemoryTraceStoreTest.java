package dev.vedette.storage;

import dev.vedette.telemetry.InMemoryTraceStore;
import dev.vedette.telemetry.TraceStore;

class InMemoryTraceStoreTest extends TraceLogsContract {
    @Override
    TraceStore open() {
        return new InMemoryTraceStore();
    }
}
