package dev.vedette.telemetry;

/**
 * What came as logs or metrics, by service and name.
 *
 * @param name the log event's or metric's name; empty for plain log lines
 * @param records how many came
 * @param lastEpochNanos when the newest was received
 */
public record SignalSummary(Signal signal, String service, String name, long records, long lastEpochNanos) {}
