package dev.vedette.rules;

import java.util.Map;

/** Whether an event has what a rule says it needs. Attributes are named as OpenTelemetry names them. */
final class Requirements {
    /** Attributes that normalisation turns into fields, whatever dialect they came in. */
    private static final Map<String, Field> FIELDS = Map.ofEntries(
            Map.entry("gen_ai.tool.name", Field.TOOL_NAME),
            Map.entry("gen_ai.tool.call.id", Field.TOOL_CALL_ID),
            Map.entry("gen_ai.tool.call.arguments", Field.ARGS_TEXT),
            Map.entry("gen_ai.agent.name", Field.AGENT_NAME),
            Map.entry("gen_ai.agent.version", Field.AGENT_VERSION),
            Map.entry("gen_ai.conversation.id", Field.SESSION),
            Map.entry("gen_ai.provider.name", Field.MODEL_PROVIDER),
            Map.entry("gen_ai.request.model", Field.MODEL_REQUESTED),
            Map.entry("gen_ai.response.model", Field.MODEL_ANSWERED),
            Map.entry("gen_ai.response.finish_reasons", Field.FINISH_REASONS),
            Map.entry("gen_ai.usage.input_tokens", Field.INPUT_TOKENS),
            Map.entry("gen_ai.usage.output_tokens", Field.OUTPUT_TOKENS),
            Map.entry("gen_ai.usage.cost", Field.COST),
            Map.entry("gen_ai.tool.call.result", Field.TEXT),
            Map.entry("gen_ai.tool.definitions", Field.TEXT),
            Map.entry("gen_ai.input.messages", Field.TEXT),
            Map.entry("gen_ai.output.messages", Field.TEXT),
            Map.entry("gen_ai.retrieval.documents", Field.TEXT),
            Map.entry("error.type", Field.ERROR_TYPE),
            Map.entry("user.id", Field.USER),
            Map.entry("server.address", Field.TOOL_SERVER),
            Map.entry("deployment.environment.name", Field.ENVIRONMENT));

    private final RuleFile.Needs needs;

    Requirements(RuleFile.Needs needs) {
        this.needs = needs;
    }

    boolean met(RuleEvent event) {
        for (String attribute : needs.allOf()) {
            if (!has(event, attribute)) {
                return false;
            }
        }
        for (String attribute : needs.anyOf()) {
            if (has(event, attribute)) {
                return true;
            }
        }
        return needs.anyOf().isEmpty();
    }

    private static boolean has(RuleEvent event, String attribute) {
        Field field = FIELDS.get(attribute);
        return field != null
                ? event.value(field) != null
                : event.seen(Field.ATTRIBUTES) instanceof Map<?, ?> attributes && attributes.containsKey(attribute);
    }
}
