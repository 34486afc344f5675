// Vedette's own pulse: do the books balance, is every part well, what else came.
import { html, nothing } from '/lib/lit-html/lit-html.js';
import { get, send } from '/app/api.js';
import { bytes, number, plural, whole } from '/app/format.js';
import { icon } from '/app/icons.js';
import { toast } from '/app/elements.js';
import { empty, when } from '/app/parts.js';
import { outcome } from '/app/pages/alert.js';
import { t } from '/app/text.js';

const NAMES = { traces: 'Spans', logs: 'Log records', metrics: 'Metric points' };
const FATES = [
  ['stored', 'stored', 'kept on disk'], ['duplicate', 'duplicate', 'had come before; counted once'],
  ['rejected', 'rejected', 'can never be kept; the sender was told why'], ['refused', 'refused', 'no room then; the sender was told to try again'],
  ['inFlight', 'on their way', 'received and not yet decided'],
];

function law(books) {
  return html`<div class="law"><span class="name">${NAMES[books.signal] ?? books.signal}</span>
    <span class="term"><b>${whole(books.received)}</b><span>received</span></span>
    ${FATES.map(([key, label, title], i) => html`<span class="sign">${i ? '+' : '='}</span><span class="term" title=${title}><b class=${books[key] && key !== 'stored' && key !== 'inFlight' ? 'blind' : ''}>${whole(books[key])}</b><span>${label}</span></span>`)}
  </div>`;
}

function check(one) {
  return html`<tr><td>${one.ok ? html`<span class="badge good">${icon('ok')} well</span>` : html`<span class="badge bad">${icon('high')} failing</span>`}</td><td><strong>${one.part}</strong></td><td>${t(one.detail, 300)}</td></tr>`;
}

function forwarders(list) {
  if (!list.length) return empty('Nothing is passed on.', html`Name a backend under <code>forward</code> in the configuration, and it is sent every span, scrubbed of secrets.`);
  return html`<div class="scroll-x"><table><thead><tr><th>Name</th><th>Where</th><th class="r">Waiting</th><th class="r">Sent</th><th class="r">Refused</th><th class="r">Dropped</th><th>Last success</th><th>Last error</th></tr></thead>
    <tbody>${list.map(one => html`<tr><td><strong>${t(one.name, 60)}</strong></td><td class="dim">${t(one.endpoint, 100)}</td><td class="r">${number(one.lag)}</td><td class="r">${number(one.sent)}</td>
      <td class="r">${number(one.refused)}</td><td class="r">${one.dropped ? html`<span class="sev high">${number(one.dropped)}</span>` : '0'}</td><td class="dim">${when(one.lastSuccess)}</td><td>${one.lastError ? html`<span class="sev high">${icon('high')}</span> ${t(one.lastError, 200)}` : html`<span class="dim">none</span>`}</td></tr>`)}</tbody></table></div>`;
}

async function enable(view, receiver) {
  await send('POST', 'receivers/enable', { receiver }).then(() => toast('It will be told again'), error => toast(error.message));
  view.reload();
}

function notifications(view, health) {
  return html`<section class="card"><header><h2>Notifications</h2><span class="dim">${plural(health.notificationsWaiting, 'message')} waiting</span></header>
    ${health.disabledReceivers.map(name => html`<p class="body"><span class="sev high">${icon('high')} ${t(name, 80)}</span> asked for nothing more (HTTP 410) and is told nothing. <button @click=${() => enable(view, name)}>Tell it again</button></p>`)}
    ${health.deliveries.length ? html`<div class="scroll-x"><table><thead><tr><th>When</th><th>Receiver</th><th>What</th><th>Outcome</th></tr></thead>
      <tbody>${health.deliveries.map(one => html`<tr><td class="dim">${when(one.at)}</td><td>${t(one.receiver, 60)}</td><td><a href="/alerts/${one.fingerprint}">${one.kind}</a></td><td>${outcome(one.outcome)}</td></tr>`)}</tbody></table></div>`
    : empty('Nobody was told of anything yet.', html`Receivers are named under <code>receivers</code> in the configuration.`)}</section>`;
}

function signals(list) {
  return html`<section class="card"><header><h2>Logs and metrics that came</h2><span class="dim">in the last 24 hours</span></header>
    ${list.length ? html`<div class="scroll-x"><table><thead><tr><th>Signal</th><th>Service</th><th>Name</th><th class="r">Records</th><th>Last</th></tr></thead>
      <tbody>${list.map(one => html`<tr><td>${one.signal}</td><td>${t(one.service, 80)}</td><td>${one.name ? t(one.name, 120) : html`<span class="dim">plain log lines</span>`}</td><td class="r">${number(one.records)}</td><td class="dim">${when(one.last)}</td></tr>`)}</tbody></table></div>`
    : empty('Neither logs nor metrics came.', 'They are optional; log events can carry prompts that spans leave out.')}</section>`;
}

export const health = {
  name: 'Health',
  title: () => 'Health',

  async load(view, signal) {
    const [health, heard] = await Promise.all([get('health', {}, signal), get('signals', { range: '24h' }, signal)]);
    return { health, signals: heard.signals };
  },

  view(view) {
    const { health, signals: heard } = view.data;
    return html`<div class="head"><div class="grow"><h1>Health</h1><p class="sub">${health.ready ? html`<span class="badge good">${icon('ok')} ready</span>` : html`<span class="badge bad">${icon('high')} not ready</span>`}
        store ${bytes(health.storeBytes)} · ${plural(health.readers, 'open page')} · <a href="/metrics">metrics for Prometheus</a></p></div></div>
      <div class="stack"><section class="card"><header><h2>Nothing is lost in silence</h2><span class="dim hide-small">what came in is what was kept, plus what was not, each counted, since the start</span></header><div class="body">${health.books.map(law)}</div></section>
      <section class="card"><header><h2>Parts</h2></header>${health.checks.length ? html`<table><tbody>${health.checks.map(check)}</tbody></table>` : empty('No part reports.', '')}</section>
      <section class="card"><header><h2>Passed on</h2></header>${forwarders(health.forwarders)}</section>
      ${notifications(view, health)}${signals(heard)}</div>`;
  },

  onLive(view, type) {
    if (type === 'traffic') view.reloadWithin(5000);
  },
};
