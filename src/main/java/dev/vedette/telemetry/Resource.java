package dev.vedette.telemetry;

import org.jspecify.annotations.Nullable;

/** Who emitted the telemetry: the attributes of an OpenTelemetry resource. Immutable. */
public record Resource(Attributes attributes) {
    /** A resource that says nothing. */
    public static final Resource UNKNOWN = new Resource(Attributes.empty());

    /** {@code service.name}, or {@code unknown_service} as the OpenTelemetry SDKs call it. */
    public String serviceName() {
        String name = attributes.text("service.name");
        return name == null ? "unknown_service" : name;
    }

    /** {@code service.version}, or null. */
    public @Nullable String serviceVersion() {
        return attributes.text("service.version");
    }

    /** {@code deployment.environment.name} or its older spelling, or null. */
    public @Nullable String environment() {
        return attributes.firstText("deployment.environment.name", "deployment.environment");
    }
}
