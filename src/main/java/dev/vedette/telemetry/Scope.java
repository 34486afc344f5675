package dev.vedette.telemetry;

/** The instrumentation scope that made a record; name and version are empty when the sender gave none. Immutable. */
public record Scope(String name, String version) {
    /** A scope that says nothing. */
    public static final Scope UNKNOWN = new Scope("", "");
}
