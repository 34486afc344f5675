// What a newcomer sees: the lines that make something come.
import { html } from '/lib/lit-html/lit-html.js';
import { picker } from '/app/guides.js';
import { snippet } from '/app/parts.js';

export function setup(view) {
  return html`<section class="setup">
    <h1>Nothing has come in yet</h1>
    <p class="dim">This page fills by itself with the first span. There is nothing to reload.</p>
    ${picker(view)}
    <div class="card"><div class="body"><p>No agent at hand? Watch a made-up fleet, with incidents, on a store of its own:</p>
      ${snippet('java -jar vedette.jar demo')}</div></div>
  </section>`;
}
