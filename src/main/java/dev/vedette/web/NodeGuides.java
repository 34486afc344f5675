package dev.vedette.web;

import dev.vedette.web.Guide.Kind;
import dev.vedette.web.Guide.Step;
import java.util.ArrayList;
import java.util.List;

/** Agents in JavaScript or TypeScript on Node. */
final class NodeGuides {
    private static final String SDK_PACKAGES = " @opentelemetry/sdk-node @opentelemetry/exporter-trace-otlp-proto";
    private static final String START = """
            import { NodeSDK } from '@opentelemetry/sdk-node';

            const sdk = new NodeSDK();
            sdk.start();
            """;
    private static final String FLUSH = "process.once('beforeExit', () => sdk.shutdown());\n";

    private NodeGuides() {}

    static List<Guide> all() {
        return List.of(vercel(), vercelBefore7(), openInference(), openLlmetry(), langfuse());
    }

    private static Guide vercel() {
        return node(
                "vercel-ai",
                "Vercel AI SDK 7",
                "npm install ai @ai-sdk/otel @ai-sdk/openai" + SDK_PACKAGES,
                GeneralGuides.ENVIRONMENT,
                """
                import { OpenTelemetry } from '@ai-sdk/otel';
                import { registerTelemetry } from 'ai';
                """ + START + FLUSH + """
                registerTelemetry(new OpenTelemetry());
                """,
                "",
                "");
    }

    private static Guide vercelBefore7() {
        return node(
                "vercel-ai-6",
                "Vercel AI SDK before 7",
                "npm install ai@6 @ai-sdk/openai@3" + SDK_PACKAGES,
                GeneralGuides.ENVIRONMENT,
                START + FLUSH,
                "experimental_telemetry: { isEnabled: true },",
                "");
    }

    private static Guide openInference() {
        return node(
                "node-openinference",
                "OpenAI SDK with OpenInference",
                "npm install openai @arizeai/openinference-instrumentation-openai" + SDK_PACKAGES,
                GeneralGuides.ENVIRONMENT,
                """
                import { OpenAIInstrumentation } from '@arizeai/openinference-instrumentation-openai';
                import OpenAI from 'openai';
                """ + START + FLUSH + """

                const instrumentation = new OpenAIInstrumentation();
                instrumentation.manuallyInstrument(OpenAI);
                """,
                "",
                "");
    }

    private static Guide openLlmetry() {
        return node(
                "node-openllmetry",
                "OpenLLMetry (Traceloop SDK)",
                "npm install @traceloop/node-server-sdk openai",
                """
                export TRACELOOP_BASE_URL={http}
                export TRACELOOP_HEADERS="Authorization=Bearer $VEDETTE_TOKEN"
                export TRACELOOP_TELEMETRY=false
                """,
                """
                import * as traceloop from '@traceloop/node-server-sdk';
                import OpenAI from 'openai';

                traceloop.initialize({ appName: 'my-agent', instrumentModules: { openAI: OpenAI } });
                process.once('beforeExit', () => traceloop.forceFlush());
                """,
                "",
                "");
    }

    private static Guide langfuse() {
        return node(
                "node-langfuse",
                "Langfuse SDK",
                "npm install @langfuse/otel @langfuse/openai openai" + SDK_PACKAGES,
                GeneralGuides.ENVIRONMENT + """
                        export LANGFUSE_PUBLIC_KEY=pk-lf-vedette
                        export LANGFUSE_SECRET_KEY=sk-lf-vedette
                        """,
                """
                import { LangfuseSpanProcessor } from '@langfuse/otel';
                import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-proto';
                import { NodeSDK } from '@opentelemetry/sdk-node';

                const sdk = new NodeSDK({
                  spanProcessors: [new LangfuseSpanProcessor({ exporter: new OTLPTraceExporter() })],
                });
                sdk.start();
                """ + FLUSH,
                "",
                "Vedette passes the traces on to Langfuse, scrubbed, if Langfuse is among the destinations under forward;"
                        + " the keys here are only what the SDK insists on.");
    }

    private static Guide node(
            String id, String name, String install, String environment, String code, String call, String note) {
        List<Step> steps = new ArrayList<>();
        steps.add(GuideBook.install(install));
        steps.add(GuideBook.environment(environment));
        steps.add(new Step(Kind.CODE, "In a file of its own", "instrumentation.mjs", code));
        if (!call.isEmpty()) {
            steps.add(GuideBook.call(call));
        }
        steps.add(GuideBook.run("node --import ./instrumentation.mjs agent.mjs"));
        return new Guide(id, "JavaScript", name, steps, note);
    }
}
