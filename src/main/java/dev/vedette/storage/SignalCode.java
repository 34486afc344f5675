package dev.vedette.storage;

import dev.vedette.telemetry.Signal;

/** The numbers that stand for signals in the database, which must not change when the enum's order does. */
final class SignalCode {
    private SignalCode() {}

    static int of(Signal signal) {
        return switch (signal) {
            case TRACES -> 1;
            case LOGS -> 2;
            case METRICS -> 3;
        };
    }

    static Signal signal(int code) {
        return switch (code) {
            case 1 -> Signal.TRACES;
            case 2 -> Signal.LOGS;
            case 3 -> Signal.METRICS;
            default -> throw new IllegalStateException("no signal has the number " + code);
        };
    }
}
