// Pointing agents here.
import { html } from '/lib/lit-html/lit-html.js';
import { picker } from '/app/guides.js';

export const connect = {
  name: 'Connect',
  title: () => 'Connect an agent',
  load: async () => ({}),
  sameData: view => view.data !== null,

  view(view) {
    return html`<div class="head"><div class="grow"><h1>Connect an agent</h1>
        <p class="sub">The addresses are this server's own. Agents send OTLP to <code>${view.site.setup.httpEndpoint}</code> over HTTP or to <code>${view.site.setup.grpcEndpoint}</code> over gRPC.</p></div></div>
      ${picker(view)}`;
  },
};
