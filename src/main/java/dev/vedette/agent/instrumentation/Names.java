package dev.vedette.agent.instrumentation;

import static io.opentelemetry.api.common.AttributeKey.booleanKey;
import static io.opentelemetry.api.common.AttributeKey.doubleKey;
import static io.opentelemetry.api.common.AttributeKey.longKey;
import static io.opentelemetry.api.common.AttributeKey.stringArrayKey;
import static io.opentelemetry.api.common.AttributeKey.stringKey;

import io.opentelemetry.api.common.AttributeKey;
import java.util.List;

/**
 * The attributes that are written: those of the GenAI conventions as of version 1.41, which backends read, those of
 * guardrails under {@code policy.}, and our own under {@code vedette.}.
 */
final class Names {
    static final AttributeKey<String> OPERATION = stringKey("gen_ai.operation.name");
    static final AttributeKey<String> PROVIDER = stringKey("gen_ai.provider.name");
    static final AttributeKey<String> AGENT_NAME = stringKey("gen_ai.agent.name");
    static final AttributeKey<String> AGENT_VERSION = stringKey("gen_ai.agent.version");
    static final AttributeKey<String> CONVERSATION = stringKey("gen_ai.conversation.id");
    static final AttributeKey<String> SESSION = stringKey("session.id");
    static final AttributeKey<String> USER = stringKey("user.id");
    static final AttributeKey<String> TENANT = stringKey("tenant.id");
    static final AttributeKey<String> ERROR_TYPE = stringKey("error.type");
    static final AttributeKey<String> SERVER_ADDRESS = stringKey("server.address");
    static final AttributeKey<Long> SERVER_PORT = longKey("server.port");

    static final AttributeKey<String> REQUEST_MODEL = stringKey("gen_ai.request.model");
    static final AttributeKey<Boolean> REQUEST_STREAM = booleanKey("gen_ai.request.stream");
    static final AttributeKey<Double> REQUEST_TEMPERATURE = doubleKey("gen_ai.request.temperature");
    static final AttributeKey<Double> REQUEST_TOP_P = doubleKey("gen_ai.request.top_p");
    static final AttributeKey<Long> REQUEST_MAX_TOKENS = longKey("gen_ai.request.max_tokens");
    static final AttributeKey<Long> REQUEST_SEED = longKey("gen_ai.request.seed");
    static final AttributeKey<String> OUTPUT_TYPE = stringKey("gen_ai.output.type");
    static final AttributeKey<String> RESPONSE_MODEL = stringKey("gen_ai.response.model");
    static final AttributeKey<String> RESPONSE_ID = stringKey("gen_ai.response.id");
    static final AttributeKey<List<String>> FINISH_REASONS = stringArrayKey("gen_ai.response.finish_reasons");
    static final AttributeKey<Double> TIME_TO_FIRST_CHUNK = doubleKey("gen_ai.response.time_to_first_chunk");
    static final AttributeKey<Long> INPUT_TOKENS = longKey("gen_ai.usage.input_tokens");
    static final AttributeKey<Long> OUTPUT_TOKENS = longKey("gen_ai.usage.output_tokens");
    static final AttributeKey<Long> CACHE_READ_TOKENS = longKey("gen_ai.usage.cache_read.input_tokens");
    static final AttributeKey<Long> REASONING_TOKENS = longKey("gen_ai.usage.reasoning.output_tokens");
    static final AttributeKey<String> TOKEN_TYPE = stringKey("gen_ai.token.type");

    static final AttributeKey<String> INPUT_MESSAGES = stringKey("gen_ai.input.messages");
    static final AttributeKey<String> OUTPUT_MESSAGES = stringKey("gen_ai.output.messages");
    static final AttributeKey<String> SYSTEM_INSTRUCTIONS = stringKey("gen_ai.system_instructions");
    static final AttributeKey<String> TOOL_DEFINITIONS = stringKey("gen_ai.tool.definitions");

    static final AttributeKey<String> TOOL_NAME = stringKey("gen_ai.tool.name");
    static final AttributeKey<String> TOOL_CALL_ID = stringKey("gen_ai.tool.call.id");
    static final AttributeKey<String> TOOL_DESCRIPTION = stringKey("gen_ai.tool.description");
    static final AttributeKey<String> TOOL_TYPE = stringKey("gen_ai.tool.type");
    static final AttributeKey<String> TOOL_ARGUMENTS = stringKey("gen_ai.tool.call.arguments");
    static final AttributeKey<String> TOOL_RESULT = stringKey("gen_ai.tool.call.result");

    static final AttributeKey<String> POLICY_POINT = stringKey("policy.point");
    static final AttributeKey<String> POLICY_DECISION = stringKey("policy.decision");
    static final AttributeKey<String> POLICY_MODE = stringKey("policy.mode");
    static final AttributeKey<String> POLICY_RULE = stringKey("policy.rule.id");
    static final AttributeKey<Long> POLICY_RULE_VERSION = longKey("policy.rule.version");
    static final AttributeKey<String> POLICY_BUNDLE_HASH = stringKey("policy.bundle.hash");
    static final AttributeKey<String> POLICY_REASON = stringKey("policy.reason");
    static final AttributeKey<String> POLICY_DETAIL = stringKey("policy.detail");
    static final AttributeKey<Long> POLICY_LATENCY = longKey("policy.latency_us");
    static final AttributeKey<Boolean> POLICY_FAILED = booleanKey("policy.fail_default");
    static final AttributeKey<String> APPROVAL_ID = stringKey("policy.approval.id");
    static final AttributeKey<String> APPROVAL_OUTCOME = stringKey("policy.approval.outcome");
    static final AttributeKey<String> APPROVAL_IDENTITY = stringKey("policy.identity.input");
    static final AttributeKey<Long> APPROVAL_LATENCY = longKey("policy.approval.latency_ms");

    static final AttributeKey<String> ARGUMENTS_FINGERPRINT = stringKey("vedette.tool.arguments.fingerprint");
    static final AttributeKey<Long> ARGUMENTS_SIZE = longKey("vedette.tool.arguments.size");
    static final AttributeKey<Long> RESULT_SIZE = longKey("vedette.tool.result.size");
    static final AttributeKey<List<String>> DESTINATIONS = stringArrayKey("vedette.tool.destinations");
    static final AttributeKey<String> INPUT_FINGERPRINT = stringKey("vedette.input.fingerprint");
    static final AttributeKey<Long> INPUT_SIZE = longKey("vedette.input.size");
    static final AttributeKey<Long> OUTPUT_SIZE = longKey("vedette.output.size");
    static final AttributeKey<String> OUTCOME = stringKey("vedette.run.outcome");

    private Names() {}
}
