// What a newcomer sees: the lines that make something come.
import { html } from '/lib/lit-html/lit-html.js';
import { snippet } from '/app/parts.js';

export function setup(site) {
  const { httpEndpoint, grpcEndpoint } = site.setup;
  return html`<section class="card setup"><div class="body">
    <h1>Nothing has come in yet</h1>
    <p class="dim">This page fills by itself with the first span. There is nothing to reload.</p>
    <ol>
      <li>Point an agent here. Any OpenTelemetry SDK or instrumentation understands these two lines:
        ${snippet(`export OTEL_EXPORTER_OTLP_ENDPOINT=${httpEndpoint}\nexport OTEL_EXPORTER_OTLP_PROTOCOL=http/protobuf`)}
        <p class="dim">For gRPC: <code>${grpcEndpoint}</code> and <code>grpc</code>.</p></li>
      <li>Let it send what was said, or content rules have nothing to look at:
        ${snippet('export OTEL_INSTRUMENTATION_GENAI_CAPTURE_MESSAGE_CONTENT=true')}
        <p class="dim">Secrets are masked before anything is written to disk.</p></li>
      <li>No agent at hand? Watch a made-up fleet, with incidents, on a store of its own:
        ${snippet('java -jar vedette.jar demo')}</li>
    </ol>
  </div></section>`;
}
