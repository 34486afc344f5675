package dev.vedette.agent.instrumentation;

import dev.vedette.agent.policy.Decided;
import dev.vedette.agent.policy.Decision;
import dev.vedette.agent.policy.Decision.Reason;
import dev.vedette.agent.policy.DecisionListener;
import dev.vedette.agent.policy.Mode;
import dev.vedette.agent.policy.Point;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.AttributesBuilder;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * A span whose operation the policy decides about. Every decision is counted; those that did more than allow stand on
 * the span as events. Thread-safe.
 */
public abstract sealed class GuardedSpan implements DecisionListener permits RunSpan, ModelSpan, ToolSpan {
    private static final int MOST_EVENTS = 64;
    private static final long NANOS_PER_MICRO = 1_000;

    final Instrumentation instrumentation;
    final Span span;
    final long startNanos;
    private final Context context;
    private final String policyHash;
    private final AtomicInteger events = new AtomicInteger();

    GuardedSpan(Instrumentation instrumentation, Span span, Context parent, String policyHash) {
        this.instrumentation = instrumentation;
        this.span = span;
        this.context = parent.with(span);
        this.policyHash = policyHash;
        this.startNanos = instrumentation.nanos();
    }

    /** To make current while the operation runs, so that spans of others become its children. */
    public Context context() {
        return context;
    }

    /** The trace's id, 32 hex digits. */
    public String traceId() {
        return span.getSpanContext().getTraceId();
    }

    /** The span's id, 16 hex digits. */
    public String spanId() {
        return span.getSpanContext().getSpanId();
    }

    /** The W3C headers that continue this trace elsewhere. */
    public Map<String, String> propagation() {
        Map<String, String> headers = new TreeMap<>();
        W3CTraceContextPropagator.getInstance().inject(context, headers, (carrier, key, value) -> {
            if (carrier != null) {
                carrier.put(key, value);
            }
        });
        return headers;
    }

    @Override
    public void decided(Decided decided) {
        String verdict = decided.decision().verdict();
        Attributes dimensions = Attributes.of(
                Names.POLICY_POINT, decided.point().code(),
                Names.POLICY_DECISION, verdict,
                Names.POLICY_RULE, decided.guard(),
                Names.POLICY_MODE, decided.mode().name().toLowerCase(Locale.ROOT));
        instrumentation.meters().decision(decided.nanos(), decided.failed(), dimensions);
        Reason reason = decided.decision().reason();
        if (reason == null || events.incrementAndGet() > MOST_EVENTS) {
            return;
        }
        AttributesBuilder event = dimensions.toBuilder()
                .put(Names.POLICY_RULE_VERSION, (long) decided.version())
                .put(Names.POLICY_BUNDLE_HASH, policyHash)
                .put(Names.POLICY_REASON, reason.code())
                .put(Names.POLICY_DETAIL, instrumentation.mask(reason.detail()))
                .put(Names.POLICY_LATENCY, decided.nanos() / NANOS_PER_MICRO)
                .put(Names.POLICY_FAILED, decided.failed());
        if (decided.decision() instanceof Decision.Transform change) {
            change.counts().forEach((what, count) -> event.put("policy.count." + what, (long) count));
        }
        span.addEvent("policy.decision", event.build());
    }

    /** Something that stands outside the gate, such as a limit, has refused. */
    public void refused(Point point, String guard, Reason reason) {
        decided(new Decided(point, guard, 1, Mode.ENFORCE, new Decision.Deny(reason), false, 0));
    }

    /**
     * A person was asked.
     *
     * @param outcome {@code approved}, {@code denied} or {@code timeout}
     * @param identity the hash of the exact action that the answer holds for
     */
    public void approval(String id, String identity, String outcome, Duration took) {
        span.addEvent(
                "policy.approval",
                Attributes.of(
                        Names.APPROVAL_ID, id,
                        Names.APPROVAL_IDENTITY, identity,
                        Names.APPROVAL_OUTCOME, outcome,
                        Names.APPROVAL_LATENCY, took.toMillis()));
    }

    /** Something else that happened, in a word and without content. */
    public void event(String name, Attributes attributes) {
        span.addEvent(name, attributes);
    }

    /** Ends the span, failed if there is an error type. Answers how long it took, in nanoseconds. */
    long finish(@Nullable String errorType) {
        if (errorType != null) {
            span.setAttribute(Names.ERROR_TYPE, errorType);
            span.setStatus(StatusCode.ERROR);
        }
        span.end();
        return Math.max(0, instrumentation.nanos() - startNanos);
    }
}
