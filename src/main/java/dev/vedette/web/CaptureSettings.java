package dev.vedette.web;

import dev.vedette.detection.Fact;
import dev.vedette.detection.ServiceSignals;
import dev.vedette.detection.SignalCounts;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** What to switch on at which sender so that it tells more: one table. */
final class CaptureSettings {
    private static final Set<Fact> CONTENT =
            EnumSet.of(Fact.CONTENT, Fact.INPUT, Fact.OUTPUT, Fact.ARGUMENTS, Fact.RESULT);
    private static final Set<Fact> PROMPTS = EnumSet.of(Fact.CONTENT, Fact.INPUT, Fact.OUTPUT);
    private static final Set<Fact> TOOLS = EnumSet.of(Fact.CONTENT, Fact.ARGUMENTS, Fact.RESULT);

    private static final List<Entry> ENTRIES = List.of(
            entry(CONTENT, "Claude Code", """
                    export OTEL_LOG_USER_PROMPTS=1
                    export OTEL_LOG_ASSISTANT_RESPONSES=1
                    export OTEL_LOG_TOOL_DETAILS=1
                    export OTEL_LOG_TOOL_CONTENT=1
                    """, "claude-code", "com.anthropic.claude_code"),
            entry(CONTENT, "Codex CLI, ~/.codex/config.toml", """
                    [otel]
                    log_user_prompt = true
                    """, "codex"),
            entry(CONTENT, "Gemini CLI, ~/.gemini/settings.json", """
                    {"telemetry": {"enabled": true, "logPrompts": true}}
                    """, "gemini-cli"),
            entry(CONTENT, "OpenLLMetry", """
                    export TRACELOOP_TRACE_CONTENT=true
                    """, "openllmetry", "@traceloop/", "opentelemetry.instrumentation."),
            entry(CONTENT, "OpenInference", """
                    unset OPENINFERENCE_HIDE_INPUTS OPENINFERENCE_HIDE_OUTPUTS
                    unset OPENINFERENCE_HIDE_INPUT_MESSAGES OPENINFERENCE_HIDE_OUTPUT_MESSAGES
                    unset OPENINFERENCE_HIDE_INPUT_TEXT OPENINFERENCE_HIDE_OUTPUT_TEXT
                    """, "openinference", "@arizeai/openinference"),
            entry(CONTENT, "Vercel AI SDK, in each call", """
                    experimental_telemetry: { isEnabled: true, recordInputs: true, recordOutputs: true }
                    """, "vercel", "=ai"),
            entry(PROMPTS, "Spring AI, application.properties", """
                    spring.ai.chat.observations.log-prompt=true
                    spring.ai.chat.observations.log-completion=true
                    """, "spring-ai", "org.springframework"),
            entry(TOOLS, "Spring AI, application.properties", """
                    spring.ai.tools.observations.include-content=true
                    """, "spring-ai", "org.springframework"),
            entry(CONTENT, "Quarkus LangChain4j, application.properties", """
                    quarkus.langchain4j.tracing.include-prompt=true
                    quarkus.langchain4j.tracing.include-completion=true
                    quarkus.langchain4j.tracing.include-tool-arguments=true
                    quarkus.langchain4j.tracing.include-tool-result=true
                    """, "quarkus", "langchain4j"),
            entry(CONTENT, "Microsoft Agent Framework", """
                    export ENABLE_SENSITIVE_DATA=true
                    """, "agent_framework", "microsoft-agent-framework"),
            entry(CONTENT, "Semantic Kernel", """
                    export SEMANTICKERNEL_EXPERIMENTAL_GENAI_ENABLE_OTEL_DIAGNOSTICS_SENSITIVE=true
                    """, "microsoft.semantickernel", "semantic_kernel", "semantic-kernel"),
            entry(CONTENT, "OpenTelemetry Java agent", """
                    -Dotel.instrumentation.genai.capture-message-content=true
                    """, "io.opentelemetry."),
            entry(Set.of(Fact.TOOL_DEFINITIONS), "Strands Agents", """
                    export OTEL_SEMCONV_STABILITY_OPT_IN=gen_ai_latest_experimental,gen_ai_tool_definitions
                    """, "strands", "aws-strands"),
            entry(CONTENT, "OpenTelemetry GenAI instrumentations", """
                    export OTEL_INSTRUMENTATION_GENAI_CAPTURE_MESSAGE_CONTENT=true
                    """),
            entry(CONTENT, "The same, where it is built on util-genai", """
                    export OTEL_SEMCONV_STABILITY_OPT_IN=gen_ai_latest_experimental
                    export OTEL_INSTRUMENTATION_GENAI_CAPTURE_MESSAGE_CONTENT=SPAN_ONLY
                    """),
            entry(Set.of(Fact.SESSION), "On the agent's spans", """
                    gen_ai.conversation.id = the conversation's id
                    """),
            entry(Set.of(Fact.USER), "On the agent's spans", """
                    user.id = who it works for, best as a pseudonym
                    """),
            entry(Set.of(Fact.AGENT_NAME), "On the agent's spans", """
                    gen_ai.agent.name = the agent's name
                    """),
            entry(Set.of(Fact.COST), "Vedette's configuration", """
                    pricing:
                      file: prices.yaml
                    """),
            entry(Set.of(Fact.SAMPLED), "In the shell that starts it", """
                    export OTEL_TRACES_SAMPLER=parentbased_always_on
                    """));

    /** What makes a sender of metrics tell what was done as well. */
    private static final List<Entry> SIGNALS = List.of(
            entry(Set.of(), "Claude Code", """
                    export CLAUDE_CODE_ENABLE_TELEMETRY=1
                    export OTEL_LOGS_EXPORTER=otlp
                    """, "claude-code", "com.anthropic.claude_code"),
            entry(Set.of(), "Codex CLI, ~/.codex/config.toml", """
                    [otel.exporter.otlp-http]
                    endpoint = "https://vedette.example/v1/logs"
                    protocol = "binary"
                    """, "codex"),
            entry(Set.of(), "Gemini CLI, ~/.gemini/settings.json", """
                    {"telemetry": {"enabled": true, "traces": true}}
                    """, "gemini-cli"),
            entry(Set.of(), "In the shell that starts it", """
                    export OTEL_TRACES_EXPORTER=otlp
                    export OTEL_LOGS_EXPORTER=otlp
                    """));

    private CaptureSettings() {}

    /**
     * Something to copy.
     *
     * @param where whose setting it is and where it belongs
     * @param text the setting
     */
    record Setting(String where, String text) {}

    /**
     * A setting and what it is for.
     *
     * @param marks beginnings of names of dialects, scopes, SDKs or services that it is meant for, in lower case; a
     *     whole name after {@code =}; none for whoever no other entry about the same is meant for
     */
    private record Entry(Set<Fact> facts, Setting setting, List<String> marks) {}

    /** What makes a service tell one of these facts: what is meant for its senders, else what holds for all. */
    static List<Setting> fitting(ServiceSignals service, Set<Fact> wanted) {
        return meantFor(
                service,
                ENTRIES.stream()
                        .filter(entry -> entry.facts().stream().anyMatch(wanted::contains))
                        .toList());
    }

    /** What makes a service that sends metrics alone send spans or log records as well. */
    static List<Setting> signals(ServiceSignals service) {
        return meantFor(service, SIGNALS);
    }

    private static List<Setting> meantFor(ServiceSignals service, List<Entry> entries) {
        Set<String> names = names(service);
        List<Setting> own = new ArrayList<>();
        List<Setting> general = new ArrayList<>();
        for (Entry entry : entries) {
            if (entry.marks().isEmpty()) {
                general.add(entry.setting());
            } else if (entry.marks().stream().anyMatch(mark -> isMeant(mark, names))) {
                own.add(entry.setting());
            }
        }
        return own.isEmpty() ? general : own;
    }

    private static Entry entry(Set<Fact> facts, String where, String text, String... marks) {
        return new Entry(facts, new Setting(where, text.strip()), List.of(marks));
    }

    private static Set<String> names(ServiceSignals service) {
        SignalCounts counts = service.counts();
        List<String> names = new ArrayList<>(counts.dialects().keySet());
        counts.scopes().forEach(scope -> names.add(scope.name()));
        names.add(service.service());
        String sdk = service.sdk().name();
        names.add(sdk == null ? "" : sdk);
        return names.stream().map(name -> name.toLowerCase(Locale.ROOT)).collect(Collectors.toSet());
    }

    private static boolean isMeant(String mark, Set<String> names) {
        if (mark.startsWith("=")) {
            return names.contains(mark.substring(1));
        }
        return names.stream().anyMatch(name -> name.startsWith(mark));
    }
}
