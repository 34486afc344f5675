package dev.vedette.web;

import dev.vedette.web.Guide.Kind;
import dev.vedette.web.Guide.Step;
import java.util.List;

/** Whatever speaks OpenTelemetry. */
final class GeneralGuides {
    /** What every OpenTelemetry SDK understands. */
    static final String ENVIRONMENT = """
            export OTEL_SERVICE_NAME=my-agent
            export OTEL_EXPORTER_OTLP_ENDPOINT={http}
            export OTEL_EXPORTER_OTLP_PROTOCOL=http/protobuf
            export OTEL_EXPORTER_OTLP_HEADERS="Authorization=Bearer%20$VEDETTE_TOKEN"
            """;

    private static final String GROUP = "Anything";

    private GeneralGuides() {}

    static List<Guide> all() {
        return List.of(any(), curl(), javaAgent());
    }

    private static Guide any() {
        return new Guide(
                "opentelemetry",
                GROUP,
                "Any OpenTelemetry SDK",
                List.of(GuideBook.environment(ENVIRONMENT + """
                                export OTEL_INSTRUMENTATION_GENAI_CAPTURE_MESSAGE_CONTENT=true
                                """), new Step(Kind.ENVIRONMENT, "Or over gRPC", "", """
                                export OTEL_SERVICE_NAME=my-agent
                                export OTEL_EXPORTER_OTLP_ENDPOINT={grpc}
                                export OTEL_EXPORTER_OTLP_PROTOCOL=grpc
                                export OTEL_EXPORTER_OTLP_HEADERS="authorization=Bearer%20$VEDETTE_TOKEN"
                                """)),
                "Without what was said, rules about content have nothing to look at. Secrets are masked before anything"
                        + " is written to disk.");
    }

    private static Guide curl() {
        return new Guide(
                "curl",
                GROUP,
                "curl, to try it",
                List.of(new Step(Kind.RUN, "One span, by hand", "", """
                        curl -sS {http}/v1/traces \\
                          -H "Authorization: Bearer $VEDETTE_TOKEN" \\
                          -H 'Content-Type: application/json' \\
                          -d '{"resourceSpans":[{"resource":{"attributes":[{"key":"service.name","value":{"stringValue":"by-hand"}}]},
                            "scopeSpans":[{"spans":[{"name":"chat gpt-4o-mini","kind":3,
                              "traceId":"'"$(openssl rand -hex 16)"'","spanId":"'"$(openssl rand -hex 8)"'",
                              "startTimeUnixNano":"'"$(date +%s)"'000000000","endTimeUnixNano":"'"$(date +%s)"'900000000",
                              "attributes":[
                                {"key":"gen_ai.operation.name","value":{"stringValue":"chat"}},
                                {"key":"gen_ai.provider.name","value":{"stringValue":"openai"}},
                                {"key":"gen_ai.request.model","value":{"stringValue":"gpt-4o-mini"}},
                                {"key":"gen_ai.usage.input_tokens","value":{"intValue":"21"}},
                                {"key":"gen_ai.usage.output_tokens","value":{"intValue":"7"}},
                                {"key":"gen_ai.input.messages","value":{"stringValue":"[{\\"role\\":\\"user\\",\\"parts\\":[{\\"type\\":\\"text\\",\\"content\\":\\"Where is order 4711?\\"}]}]"}},
                                {"key":"gen_ai.output.messages","value":{"stringValue":"[{\\"role\\":\\"assistant\\",\\"parts\\":[{\\"type\\":\\"text\\",\\"content\\":\\"It has shipped.\\"}]}]"}}
                              ]}]}]}]}'
                        """)),
                "It answers {} and the span is under Traces.");
    }

    private static Guide javaAgent() {
        return new Guide(
                "java-agent",
                "Java",
                "OpenTelemetry Java agent",
                List.of(
                        GuideBook.environment(ENVIRONMENT + """
                                export OTEL_INSTRUMENTATION_GENAI_CAPTURE_MESSAGE_CONTENT=true
                                """),
                        GuideBook.run("java -javaagent:opentelemetry-javaagent.jar -jar my-agent.jar")),
                "The agent instruments the OpenAI client for Java, AWS Bedrock and others; what was said comes as log"
                        + " records.");
    }
}
