package dev.vedette.ingest;

import dev.vedette.telemetry.Attributes;
import dev.vedette.telemetry.MetricPoint;
import dev.vedette.telemetry.Operation;
import dev.vedette.telemetry.Operation.AgentRun.Extent;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Microsoft's Agent Framework for .NET and Python. Agents, models and tools are told in OpenTelemetry's terms; its
 * workflows have spans of their own.
 */
final class AgentFrameworkDialect implements Dialect {
    static final String NAME = "microsoft-agent-framework";

    private static final String PROVIDER = "microsoft.agent_framework";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public @Nullable SpanReading read(RawSpan span) {
        Operation part = partOfWorkflow(span);
        if (part != null) {
            String workflow = span.attributes().firstText("workflow.name", "workflow.id");
            Identity who = Identity.of(NAME);
            boolean whole = part instanceof Operation.AgentRun run && run.extent() == Extent.WORKFLOW;
            return SpanReading.of(span, part).by(whole ? who.or(Identity.named(workflow)) : who);
        }
        if (!isFrameworks(span)) {
            return null;
        }
        SpanReading reading = OtelGenAiDialect.understood(span);
        return reading.by(reading.who().or(Identity.of(NAME)));
    }

    @Override
    public @Nullable PointReading read(MetricPoint point) {
        return point.name().equals("agent_framework.function.invocation.duration")
                ? PointReading.timed("tool")
                        .of(point)
                        .about(point.attributes().firstText(GenAi.TOOL_NAME, "agent_framework.function.name"))
                        .by(Identity.of(NAME))
                : null;
    }

    private static boolean isFrameworks(RawSpan span) {
        String scope = span.scope().name();
        return scope.startsWith("agent_framework")
                || scope.startsWith("Experimental.Microsoft.Agents")
                || scope.startsWith("Microsoft.Agents.AI")
                || PROVIDER.equals(span.attributes().firstText(GenAi.PROVIDER, GenAi.SYSTEM));
    }

    private static @Nullable Operation partOfWorkflow(RawSpan span) {
        Attributes attributes = span.attributes();
        String name = span.name();
        int space = name.indexOf(' ');
        return switch (space < 0 ? name : name.substring(0, space)) {
            case "workflow.run", "workflow.session", "workflow_invoke" -> run(Extent.WORKFLOW);
            case "workflow.build" -> run(Extent.STEP);
            case "executor.process" -> run(Extent.STEP);
            case "edge_group.process" -> new Operation.Other();
            case "message.send" -> attributes.has("message.type") || isFrameworks(span) ? new Operation.Other() : null;
            default -> null;
        };
    }

    private static Operation run(Extent extent) {
        return new Operation.AgentRun(extent, List.of(), List.of(), List.of());
    }
}
