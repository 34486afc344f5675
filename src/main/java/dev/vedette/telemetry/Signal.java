package dev.vedette.telemetry;

/** The three signals of OTLP. */
public enum Signal {
    TRACES,
    LOGS,
    METRICS
}
