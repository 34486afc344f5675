package dev.vedette.web;

import dev.vedette.web.Guide.Kind;
import dev.vedette.web.Guide.Step;
import java.util.List;

/** Agents in Python. */
final class PythonGuides {
    private static final String SDK_PACKAGES = " opentelemetry-sdk opentelemetry-exporter-otlp-proto-http";
    private static final String IMPORTS = """
            from opentelemetry import trace
            from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter
            from opentelemetry.sdk.trace import TracerProvider
            from opentelemetry.sdk.trace.export import BatchSpanProcessor
            """;
    private static final String PROVIDER = """

            provider = TracerProvider()
            provider.add_span_processor(BatchSpanProcessor(OTLPSpanExporter()))
            trace.set_tracer_provider(provider)
            """;

    private PythonGuides() {}

    static List<Guide> all() {
        return List.of(
                openInference(
                        "openai-openinference",
                        "OpenAI SDK with OpenInference",
                        "openai",
                        "openai",
                        "OpenAIInstrumentor"),
                openTelemetry(),
                openLlmetry(),
                langfuse(),
                agentOps(),
                pydanticAi(),
                openInference(
                        "openai-agents-openinference",
                        "OpenAI Agents SDK with OpenInference",
                        "openai-agents",
                        "openai-agents",
                        "OpenAIAgentsInstrumentor"),
                openInference(
                        "langchain-openinference",
                        "LangChain with OpenInference",
                        "langchain langchain-openai",
                        "langchain",
                        "LangChainInstrumentor"),
                anthropicOpenInference(),
                anthropic());
    }

    private static Guide anthropicOpenInference() {
        return python(
                "anthropic-openinference",
                "Anthropic SDK with OpenInference",
                "pip install anthropic openinference-instrumentation-anthropic" + SDK_PACKAGES,
                GeneralGuides.ENVIRONMENT + """
                        export ANTHROPIC_OPEN_TELEMETRY=false
                        """,
                instrumented(
                        "from openinference.instrumentation.anthropic import AnthropicInstrumentor",
                        "AnthropicInstrumentor().instrument()"),
                "The SDK would send spans of its own besides, and every call would be counted twice.");
    }

    private static Guide anthropic() {
        return python(
                "anthropic",
                "Anthropic SDK by itself",
                "pip install anthropic" + SDK_PACKAGES,
                GeneralGuides.ENVIRONMENT + """
                        export ANTHROPIC_OPEN_TELEMETRY_TRACES_CONTENT_MODE=content
                        """,
                IMPORTS + PROVIDER,
                "");
    }

    private static Guide openInference(
            String id, String name, String packages, String instrumentation, String instrumentor) {
        return python(
                id,
                name,
                "pip install " + packages + " openinference-instrumentation-" + instrumentation + SDK_PACKAGES,
                GeneralGuides.ENVIRONMENT,
                instrumented(
                        "from openinference.instrumentation." + instrumentation.replace('-', '_') + " import "
                                + instrumentor,
                        instrumentor + "().instrument()"),
                "");
    }

    private static Guide openTelemetry() {
        return python(
                "openai-opentelemetry",
                "OpenAI SDK with the OpenTelemetry instrumentation",
                "pip install openai opentelemetry-instrumentation-openai-v2 'opentelemetry-util-genai==1.0b0'"
                        + SDK_PACKAGES,
                GeneralGuides.ENVIRONMENT + """
                        export OTEL_SEMCONV_STABILITY_OPT_IN=gen_ai_latest_experimental
                        export OTEL_INSTRUMENTATION_GENAI_CAPTURE_MESSAGE_CONTENT=SPAN_ONLY
                        """,
                instrumented(
                        "from opentelemetry.instrumentation.openai_v2 import OpenAIInstrumentor",
                        "OpenAIInstrumentor().instrument()"),
                "");
    }

    private static Guide openLlmetry() {
        return python("openai-openllmetry", "OpenLLMetry (Traceloop SDK)", "pip install traceloop-sdk", """
                export TRACELOOP_BASE_URL={http}
                export TRACELOOP_HEADERS="Authorization=Bearer%20$VEDETTE_TOKEN"
                export TRACELOOP_TELEMETRY=false
                """, """
                from traceloop.sdk import Traceloop

                Traceloop.init(app_name="my-agent")
                """, "");
    }

    private static Guide langfuse() {
        return python(
                "langfuse-python",
                "Langfuse SDK",
                "pip install langfuse openai",
                GeneralGuides.ENVIRONMENT + """
                        export LANGFUSE_PUBLIC_KEY=pk-lf-vedette
                        export LANGFUSE_SECRET_KEY=sk-lf-vedette
                        """,
                """
                from langfuse import Langfuse
                from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter

                langfuse = Langfuse(span_exporter=OTLPSpanExporter())
                """,
                "Vedette passes the traces on to Langfuse, scrubbed, if Langfuse is among the destinations under forward;"
                        + " the keys here are only what the SDK insists on.");
    }

    private static Guide agentOps() {
        return python(
                "agentops",
                "AgentOps SDK",
                "pip install agentops 'openai<2' 'opentelemetry-sdk==1.40.0'"
                        + " 'opentelemetry-exporter-otlp-proto-http==1.40.0'",
                GeneralGuides.ENVIRONMENT + """
                        export AGENTOPS_EXPORTER_ENDPOINT={http}/v1/traces
                        export AGENTOPS_API_ENDPOINT={http}
                        """,
                """
                import agentops

                agentops.init(trace_name="my-agent")
                """,
                "AgentOps 0.4.21 does not work with later exporters of OpenTelemetry. It starts a trace of its own, which"
                        + " agentops.end_trace() ends. It sends counters, without content, to its maker as well.");
    }

    private static Guide pydanticAi() {
        return python(
                "pydantic-ai",
                "Pydantic AI",
                "pip install 'pydantic-ai-slim[openai]'" + SDK_PACKAGES,
                GeneralGuides.ENVIRONMENT,
                instrumented("from pydantic_ai import Agent", "Agent.instrument_all()"),
                "");
    }

    private static String instrumented(String imports, String instrument) {
        return IMPORTS + imports + "\n" + PROVIDER + instrument + "\n";
    }

    private static Guide python(String id, String name, String install, String environment, String code, String note) {
        return new Guide(
                id,
                "Python",
                name,
                List.of(
                        GuideBook.install(install),
                        GuideBook.environment(environment),
                        new Step(Kind.CODE, "At the start of the program", "agent.py", code),
                        GuideBook.run("python agent.py")),
                note);
    }
}
