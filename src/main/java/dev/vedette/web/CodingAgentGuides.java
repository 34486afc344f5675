package dev.vedette.web;

import dev.vedette.web.Guide.Kind;
import dev.vedette.web.Guide.Step;
import java.util.List;

/** Agents that write code, in the terminal. */
final class CodingAgentGuides {
    private static final String GROUP = "Coding agents";

    private CodingAgentGuides() {}

    static List<Guide> all() {
        return List.of(claudeCode(), codex(), gemini());
    }

    /** It sends the value of a header as it stands, so that the space must be one. */
    private static Guide claudeCode() {
        return new Guide(
                "claude-code", GROUP, "Claude Code", List.of(GuideBook.environment("""
                                export CLAUDE_CODE_ENABLE_TELEMETRY=1
                                export CLAUDE_CODE_ENHANCED_TELEMETRY_BETA=1
                                export OTEL_TRACES_EXPORTER=otlp
                                export OTEL_LOGS_EXPORTER=otlp
                                export OTEL_METRICS_EXPORTER=otlp
                                export OTEL_EXPORTER_OTLP_ENDPOINT={http}
                                export OTEL_EXPORTER_OTLP_PROTOCOL=http/protobuf
                                export OTEL_EXPORTER_OTLP_HEADERS="Authorization=Bearer $VEDETTE_TOKEN"
                                export OTEL_LOG_USER_PROMPTS=1
                                export OTEL_LOG_TOOL_DETAILS=1
                                export OTEL_LOG_TOOL_CONTENT=1
                                """), GuideBook.run("claude")), "");
    }

    /** It puts no variables into its settings; its exporters read the token's header from the environment. */
    private static Guide codex() {
        return new Guide(
                "codex-cli",
                GROUP,
                "Codex CLI",
                List.of(
                        new Step(Kind.CODE, "In its settings", "~/.codex/config.toml", """
                                [otel]
                                environment = "prod"
                                log_user_prompt = true

                                [otel.exporter.otlp-http]
                                endpoint = "{http}/v1/logs"
                                protocol = "binary"

                                [otel.trace_exporter.otlp-http]
                                endpoint = "{http}/v1/traces"
                                protocol = "binary"

                                [otel.metrics_exporter.otlp-http]
                                endpoint = "{http}/v1/metrics"
                                protocol = "binary"
                                """),
                        GuideBook.environment("""
                                export OTEL_EXPORTER_OTLP_HEADERS="Authorization=Bearer%20$VEDETTE_TOKEN"
                                """),
                        GuideBook.run("codex")),
                "");
    }

    private static Guide gemini() {
        return new Guide(
                "gemini-cli",
                GROUP,
                "Gemini CLI",
                List.of(
                        new Step(Kind.CODE, "In its settings", "~/.gemini/settings.json", """
                                {
                                  "telemetry": {
                                    "enabled": true,
                                    "traces": true,
                                    "target": "local",
                                    "otlpEndpoint": "{http}",
                                    "otlpProtocol": "http",
                                    "logPrompts": true
                                  }
                                }
                                """),
                        GuideBook.environment("""
                                export OTEL_EXPORTER_OTLP_HEADERS="Authorization=Bearer%20$VEDETTE_TOKEN"
                                """),
                        GuideBook.run("gemini")),
                "");
    }
}
