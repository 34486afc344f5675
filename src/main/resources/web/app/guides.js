// How each kind of agent is pointed here, to be copied step by step. The texts come from the server as they are tested.
import { html, nothing } from '/lib/lit-html/lit-html.js';
import { snippet } from '/app/parts.js';
import { address } from '/app/router.js';

function groups(guides) {
  const found = new Map();
  for (const guide of guides) found.set(guide.group, [...(found.get(guide.group) ?? []), guide]);
  return [...found];
}

function step({ title, file, text }) {
  return html`<li>${title}${file ? html`, <code>${file}</code>` : nothing}:${snippet(text)}</li>`;
}

function token(site) {
  return site.setup.senderToken
    ? html`<p class="dim">Senders need a token here: put one of <code>otlp.tokens</code> into the variable <code>VEDETTE_TOKEN</code>.</p>`
    : nothing;
}

/** Names to choose from, and the steps of the one that is chosen. */
export function picker(view) {
  const { guides } = view.site.setup;
  const chosen = guides.find(one => one.id === view.query.get('client')) ?? guides[0];
  if (!chosen) return nothing;
  return html`<div class="card guides">
    <nav aria-label="Kinds of agents">${groups(guides).map(([group, members]) => html`<h2>${group}</h2>
      ${members.map(one => html`<a href=${address({ client: one.id })} aria-current=${one === chosen ? 'true' : nothing}>${one.name}</a>`)}`)}</nav>
    <div class="body"><h2>${chosen.name}</h2>
      <ol>${chosen.steps.map(step)}</ol>
      ${chosen.note ? html`<p class="dim">${chosen.note}</p>` : nothing}${token(view.site)}</div>
  </div>`;
}
