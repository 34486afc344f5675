// One alert: what happened, why we say so, what to do, what was done.
import { html, nothing } from '/lib/lit-html/lit-html.js';
import { get, segment } from '/app/api.js';
import { bandView } from '/app/band.js';
import { acknowledge, brake, resolve, silence } from '/app/dialogs.js';
import { duration, plural } from '/app/format.js';
import { icon } from '/app/icons.js';
import { copy, labels, severity, stateBadge, times, when } from '/app/parts.js';
import { address } from '/app/router.js';
import { plain, t } from '/app/text.js';

function actions(view, alert) {
  const done = () => view.reload();
  return html`<div class="actions">
    ${alert.state === 'open' ? html`<button class="primary" @click=${() => acknowledge(alert, done)}>Acknowledge</button>` : nothing}
    ${alert.state === 'resolved' ? nothing : html`<button @click=${() => resolve(alert, done)}>Resolve</button>`}
    <button @click=${() => silence(alert.labels, done)}>${icon('mute')} Silence…</button>
    <button @click=${() => brake(['agent', 'session', 'tenant'].map(scope => [scope, alert.labels[scope]]), done)}>${icon('brake')} Brake…</button>
  </div>`;
}

function evidence(finding) {
  return html`<section class="card"><header><h2>Evidence</h2>${finding.evidence.some(fact => fact.name.includes('masked')) ? html`<span class="dim hide-small">masked; the value itself was never stored</span>` : nothing}</header>
    <div class="body">${finding.band ? bandView(finding.band) : nothing}
    ${finding.evidence.length ? html`<dl class="facts">${finding.evidence.map(fact => html`<dt>${t(fact.name, 60)}</dt><dd><v-text .value=${fact.value}></v-text></dd>`)}</dl>`
    : finding.band ? nothing : html`<p class="dim">This rule names no single fact.</p>`}</div></section>`;
}

function proof({ proof: spans, finding, traceIds }) {
  if (!spans.length && !traceIds.length) return nothing;
  const others = traceIds.filter(id => id !== finding.traceId || !spans.length);
  return html`<section class="card"><header><h2>Where it happened</h2></header>
    ${spans.length ? html`<ul class="attention">${spans.map(span => html`<li><a href="/traces/${span.traceId}?span=${span.spanId}">
      <span class="kind ${span.operation}">${icon(span.operation)} ${span.operation}</span>
      <span class="title">${t(span.name, 120)}</span><span class="when num">${duration(span.durationNanos)}</span>
      <span class="what">${t(span.agent, 60)} · ${when(span.start, true)}</span></a></li>`)}</ul>` : nothing}
    ${others.length ? html`<div class="body"><h3 class="dim">${spans.length ? 'Other traces that show it' : 'Traces that show it'}</h3>
      <div class="chips">${others.map(id => html`<span class="chip"><a class="mono" href="/traces/${id}">${plain(id)}</a></span>`)}</div></div>` : nothing}
  </section>`;
}

function nextSteps(finding) {
  if (!finding.nextSteps.length) return nothing;
  return html`<section class="card"><header><h2>What to do next</h2></header>
    <div class="body"><ol class="steps">${finding.nextSteps.map(step => html`<li>${t(step, 500)}</li>`)}</ol></div></section>`;
}

function state(alert, silences) {
  return html`<section class="card"><header><h2>State</h2></header><div class="body"><dl class="facts">
    <dt>State</dt><dd>${stateBadge(alert)}${alert.changedBy ? html` <span class="dim">by ${t(alert.changedBy, 80)}</span>` : nothing}</dd>
    <dt>First seen</dt><dd>${when(alert.openedAt, true)}</dd>
    <dt>Last seen</dt><dd>${when(alert.lastSeenAt, true)}</dd>
    <dt>Found</dt><dd>${times(alert.occurrences)}${alert.episodes > 1 ? html`, opened ${plural(alert.episodes, 'time')}` : nothing}</dd>
    <dt>Rule</dt><dd><a href=${address({ find: alert.rule }, { path: '/rules', keep: false })}>${t(alert.rule)}</a></dd>
    <dt>Id</dt><dd><span class="mono">${alert.fingerprint}</span>${copy(alert.fingerprint)}</dd>
    ${silences.map(one => html`<dt>Silenced</dt><dd>until ${when(one.endsAt, true)} by ${t(one.createdBy, 80)}${one.comment ? html`: ${t(one.comment, 300)}` : nothing} <a href="/silences">manage</a></dd>`)}
  </dl></div></section>`;
}

function history(entries) {
  return html`<section class="card"><header><h2>History</h2></header><div class="body">
    ${entries.length ? html`<ol class="history">${entries.map(entry => html`<li><span class="dot"></span><div>
      <strong>${entry.kind}</strong>${entry.by ? html` by ${t(entry.by, 80)}` : nothing} <span class="dim">${when(entry.at, true)}</span>
      ${entry.note ? html`<v-text .value=${entry.note}></v-text>` : nothing}</div></li>`)}</ol>` : html`<p class="dim">Nothing was done yet.</p>`}</div></section>`;
}

export function outcome(text) {
  const good = /^delivered/i.test(text);
  return html`<span class="badge ${good ? 'good' : /^(retry|waiting)/i.test(text) ? 'warn' : 'bad'}">${icon(good ? 'ok' : 'info')} ${t(text, 160)}</span>`;
}

function deliveries(list) {
  return html`<section class="card"><header><h2>Who was told</h2></header><div class="body">
    ${list.length ? html`<ol class="history">${list.map(one => html`<li><span class="dot"></span><div><strong>${t(one.receiver, 80)}</strong> <span class="dim">${one.kind} · ${when(one.at, true)}</span><div>${outcome(one.outcome)}</div></div></li>`)}</ol>`
    : html`<p class="dim">Nobody yet. Receivers are named under <code>receivers</code> in the configuration.</p>`}</div></section>`;
}

export const alert = {
  name: 'Alert',
  title: view => plain(view.data.alert.title, 80),
  load: (view, signal) => get('alerts/' + segment(view.id), {}, signal),

  view(view) {
    const { alert, finding, silences } = view.data;
    return html`<div class="head">
        <div class="grow"><p class="crumbs"><a href="/alerts">Alerts</a> › ${severity(alert.severity)}</p><h1>${t(alert.title, 300)}</h1></div>
        ${actions(view, alert)}
      </div>
      <div class="columns"><div class="stack">
        <section class="card"><div class="body"><p class="sentence">${t(finding.description, 2000)}</p></div></section>
        ${evidence(finding)}${proof(view.data)}${nextSteps(finding)}
      </div><div class="stack">
        ${state(alert, silences)}
        <section class="card"><header><h2>Labels</h2></header><div class="body stack">${labels(alert.labels)}
          ${finding.tags.length ? html`<p class="chips">${finding.tags.map(tag => html`<span class="badge">${t(tag, 80)}</span>`)}</p>` : nothing}</div></section>
        ${deliveries(view.data.deliveries)}${history(view.data.history)}
      </div></div>`;
  },

  onLive(view, type, data) {
    if (type === 'refresh' || (type === 'alert' && data.alert.fingerprint === view.id)) view.reloadWithin(300);
  },

  onKey(view, event) {
    if (!view.data || event.ctrlKey || event.metaKey || event.altKey) return;
    const done = () => view.reload();
    if (event.key === 'a' && view.data.alert.state === 'open') acknowledge(view.data.alert, done);
    else if (event.key === 'r' && view.data.alert.state !== 'resolved') resolve(view.data.alert, done);
    else if (event.key === 's') silence(view.data.alert.labels, done);
    else return;
    event.preventDefault();
  },
};
