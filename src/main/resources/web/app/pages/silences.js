// Silences that last.
import { html } from '/lib/lit-html/lit-html.js';
import { get, segment, send } from '/app/api.js';
import { toast } from '/app/elements.js';
import { empty, when } from '/app/parts.js';
import { t } from '/app/text.js';

async function end(view, silence) {
  try {
    await send('DELETE', 'silences/' + segment(silence.id));
    toast('The silence has ended');
  } catch (error) {
    toast(error.message);
  }
  view.reload();
}

export const silences = {
  name: 'Silences',
  title: () => 'Silences',
  load: (view, signal) => get('silences', {}, signal),

  view(view) {
    const list = view.data.silences;
    return html`<div class="head"><div class="grow"><p class="crumbs"><a href="/alerts">Alerts</a> ›</p><h1>Silences</h1></div></div>
      <section class="card">${list.length ? html`<div class="scroll-x"><table>
        <thead><tr><th>Alerts with all of</th><th>Ends</th><th>By</th><th>Why</th><th></th></tr></thead>
        <tbody>${list.map(one => html`<tr>
          <td><div class="chips">${one.matchers.map(m => html`<span class="chip"><b>${t(m.label, 60)} ${m.equal ? '=' : '≠'}</b>${t(m.value, 120)}</span>`)}</div></td>
          <td>${when(one.endsAt)}</td><td>${t(one.createdBy, 80)}</td><td>${t(one.comment, 300)}</td>
          <td class="r"><button @click=${() => end(view, one)}>End now</button></td></tr>`)}</tbody></table></div>`
    : empty('Nothing is silenced.', 'Open an alert and choose Silence… to tell nobody of its like for a while.')}</section>`;
  },

  onLive(view, type) {
    if (type === 'refresh') view.reloadWithin(300);
  },
};
