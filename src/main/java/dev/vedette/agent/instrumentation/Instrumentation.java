package dev.vedette.agent.instrumentation;

import dev.vedette.agent.identity.Principal;
import dev.vedette.inspection.FingerprintKey;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.logs.Logger;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import java.util.function.LongSupplier;
import java.util.function.UnaryOperator;

/** Writes runs, model calls and tool calls to OpenTelemetry. Content is masked before it is written. Thread-safe. */
public final class Instrumentation {
    private static final String SCOPE = "dev.vedette.agent";

    private final Tracer tracer;
    private final Logger logger;
    private final Meters meters;
    private final ContentCapture capture;
    private final UnaryOperator<String> mask;
    private final FingerprintKey key;
    private final LongSupplier nanos;

    /**
     * Instrumentation that writes here.
     *
     * @param mask takes the secrets out of a text and bounds its length; must not throw
     * @param key for fingerprints of what must not be written itself
     * @param nanos a clock for durations, such as {@link System#nanoTime}
     */
    public Instrumentation(
            OpenTelemetry telemetry,
            ContentCapture capture,
            UnaryOperator<String> mask,
            FingerprintKey key,
            LongSupplier nanos) {
        this.tracer = telemetry.getTracer(SCOPE);
        this.logger = telemetry.getLogsBridge().get(SCOPE);
        this.meters = new Meters(telemetry.getMeter(SCOPE));
        this.capture = capture;
        this.mask = mask;
        this.key = key;
        this.nanos = nanos;
    }

    /**
     * A run begins.
     *
     * @param parent what it is part of; {@link Context#root()} if of nothing
     * @param provider of the model that it would ask first
     * @param policyHash of the policy that is in force
     */
    public RunSpan startRun(Principal principal, Context parent, String provider, String model, String policyHash) {
        SpanBuilder builder = started(principal, "invoke_agent", principal.agent(), parent)
                .setAttribute(Names.PROVIDER, provider)
                .setAttribute(Names.REQUEST_MODEL, model);
        return new RunSpan(this, builder.startSpan(), parent, principal, policyHash, new MessagesJson(mask));
    }

    SpanBuilder started(Principal principal, String operation, String what, Context parent) {
        SpanBuilder builder = tracer.spanBuilder(operation + " " + what)
                .setParent(parent)
                .setAttribute(Names.OPERATION, operation)
                .setAttribute(Names.AGENT_NAME, principal.agent())
                .setAttribute(Names.AGENT_VERSION, principal.agentVersion())
                .setAttribute(Names.CONVERSATION, principal.session())
                .setAttribute(Names.SESSION, principal.session());
        String user = principal.caller().user();
        String tenant = principal.caller().tenant();
        if (user != null) {
            builder.setAttribute(Names.USER, user);
        }
        return tenant == null ? builder : builder.setAttribute(Names.TENANT, tenant);
    }

    Meters meters() {
        return meters;
    }

    Logger logger() {
        return logger;
    }

    ContentCapture capture() {
        return capture;
    }

    String mask(String text) {
        return mask.apply(text);
    }

    String fingerprint(String text) {
        return key.fingerprint(text);
    }

    long nanos() {
        return nanos.getAsLong();
    }
}
