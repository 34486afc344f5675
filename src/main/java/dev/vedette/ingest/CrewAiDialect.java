package dev.vedette.ingest;

import dev.vedette.telemetry.Attributes;
import dev.vedette.telemetry.Message;
import dev.vedette.telemetry.Operation;
import dev.vedette.telemetry.Operation.AgentRun.Extent;
import dev.vedette.telemetry.Status;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * CrewAI. Its own spans are told by their names; mostly it arrives through OpenInference or OpenLLMetry, which name the
 * kinds, and this adds what the crew's own attributes say: roles, tasks and what came of them.
 */
final class CrewAiDialect implements Dialect {
    static final String NAME = "crewai";

    private static final String PREFIX = "crewai.";
    private static final String ROLE = "crewai.agent.role";
    private static final String TASK = "crewai.task.description";
    private static final String[] ROLES = {ROLE, "agent_role", "crewai.task.agent"};
    private static final String[] TASKS = {
        TASK, "formatted_description", "crewai.crew.inputs", "crew_inputs", "flow_inputs", "task_description"
    };
    private static final String[] RESULTS = {
        "crewai.agent.result", "crewai.task.output", "crewai.crew.result", "task_output", "crew_output"
    };

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public @Nullable SpanReading read(RawSpan span) {
        if (!isCrews(span)) {
            return null;
        }
        Operation operation = operation(span);
        boolean agent = operation instanceof Operation.AgentRun run && run.extent() == Extent.AGENT;
        String role = span.attributes().firstText(ROLES);
        SpanReading reading =
                SpanReading.of(span, operation).by(Identity.of(NAME).or(Identity.named(agent ? role : null)));
        return span.name().equals("Tool Usage Error")
                ? reading.ended(new Status(Status.Code.ERROR, span.status().message(), "tool_error"))
                : reading;
    }

    private static boolean isCrews(RawSpan span) {
        String scope = span.scope().name();
        Attributes attributes = span.attributes();
        if (scope.contains(NAME) || attributes.has("crew_key") || attributes.has("crew_id")) {
            return true;
        }
        for (String key : attributes.keys()) {
            if (key.startsWith(PREFIX)) {
                return true;
            }
        }
        return false;
    }

    private static Operation operation(RawSpan span) {
        return switch (span.name()) {
            case "Crew Execution", "Flow Execution", "crewai.workflow", "Crew.kickoff", "Flow.kickoff" ->
                run(span, Extent.WORKFLOW);
            case "Task Execution" -> run(span, Extent.STEP);
            case "Tool Usage", "Tool Repeated Usage", "Tool Usage Error" -> toolCall(span);
            case "Crew Created", "Task Created", "Flow Creation", "Flow Plotting", "Human Feedback" ->
                new Operation.Other();
            default -> unnamed(span);
        };
    }

    private static Operation unnamed(RawSpan span) {
        String name = span.name();
        Attributes attributes = span.attributes();
        if (attributes.has(GenAi.OPERATION)) {
            return OtelGenAiDialect.understood(span).operation();
        }
        if (name.endsWith(".agent") || attributes.has(ROLE)) {
            return run(span, Extent.AGENT);
        }
        if (name.endsWith(".task") || attributes.has(TASK)) {
            return run(span, Extent.STEP);
        }
        return attributes.has("tool_name")
                ? toolCall(span)
                : OtelGenAiDialect.understood(span).operation();
    }

    private static Operation run(RawSpan span, Extent extent) {
        List<Message> input = OtelContent.input(span);
        List<Message> output = OtelContent.output(span);
        return new Operation.AgentRun(
                extent,
                input.isEmpty() ? messages(span.attributes(), TASKS, "user") : input,
                output.isEmpty() ? messages(span.attributes(), RESULTS, "assistant") : output,
                ToolDefinitionReader.read(Json.tree(span.attributes().get("crewai.agent.tools"))));
    }

    private static List<Message> messages(Attributes attributes, String[] keys, String role) {
        for (String key : keys) {
            String text = Json.text(attributes.get(key));
            if (text != null) {
                return List.of(Message.text(role, text));
            }
        }
        return List.of();
    }

    private static Operation toolCall(RawSpan span) {
        String name = span.attributes().firstText("tool_name", GenAi.TOOL_NAME);
        return new Operation.ToolCall(
                name == null ? "unknown" : name,
                null,
                null,
                Json.text(span.attributes().get("tool_args")),
                Json.text(span.attributes().get("tool_output")));
    }
}
