// Brakes that hold.
import { html } from '/lib/lit-html/lit-html.js';
import { get, segment, send } from '/app/api.js';
import { brake, LEVELS } from '/app/dialogs.js';
import { toast } from '/app/elements.js';
import { icon } from '/app/icons.js';
import { empty, when } from '/app/parts.js';
import { t } from '/app/text.js';

const LOOKS = { slow: 'blue', ask: 'warn', read_only: 'warn', stop: 'bad' };

export function levelBadge(level) {
  const [, label, words] = LEVELS.find(([name]) => name === level);
  return html`<span class="badge ${LOOKS[level]}" title=${words}>${icon('brake')} ${label.toLowerCase()}</span>`;
}

async function lift(view, one) {
  try {
    await send('DELETE', 'brakes/' + segment(one.id));
    toast('The brake is lifted');
  } catch (error) {
    toast(error.message);
  }
  view.reload();
}

export const brakes = {
  name: 'Brakes',
  title: () => 'Brakes',
  load: (view, signal) => get('brakes', {}, signal),

  view(view) {
    const list = view.data.brakes;
    return html`<div class="head"><div class="grow"><p class="crumbs"><a href="/alerts">Alerts</a> ›</p><h1>Brakes</h1></div>
      <div class="actions"><button @click=${() => brake([], () => view.reload())}>${icon('brake')} Brake…</button></div></div>
      <section class="card">${list.length ? html`<div class="scroll-x"><table>
        <thead><tr><th>Level</th><th>Whom</th><th>Ends</th><th>Set</th><th>By</th><th>Why</th><th></th></tr></thead>
        <tbody>${list.map(one => html`<tr>
          <td>${levelBadge(one.level)}</td>
          <td>${one.scope === 'all' ? 'everybody' : html`<span class="chip"><b>${one.scope}</b>${t(one.key, 120)}</span>`}</td>
          <td>${when(one.until)}</td><td class="dim">${when(one.setAt)}</td><td>${t(one.by, 80)}</td><td>${t(one.reason, 300)}</td>
          <td class="r"><button @click=${() => lift(view, one)}>Lift</button></td></tr>`)}</tbody></table></div>`
    : empty('No brake is set.', 'Brake… holds agents back for a while: it slows them, has a person asked, lets them only look, or stops them. Agents on Vedette\'s own runtime heed it within seconds; others do not know of it.')}</section>`;
  },

  onLive(view, type) {
    if (type === 'refresh') view.reloadWithin(300);
  },
};
