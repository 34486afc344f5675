package dev.vedette.telemetry;

/** Makes the records of a stored batch again from its payload. Thread-safe. */
public interface BatchReader {
    /**
     * The batch whose payload this is.
     *
     * @throws IllegalArgumentException if it is not a payload of that signal
     */
    TelemetryBatch read(Signal signal, byte[] payload);
}
