// All alerts.
import { html, nothing } from '/lib/lit-html/lit-html.js';
import { repeat } from '/lib/lit-html/directives/repeat.js';
import { get } from '/app/api.js';
import { number } from '/app/format.js';
import { about, empty, severity, SEVERITIES, stateBadge, when } from '/app/parts.js';
import { address, go, setQuery } from '/app/router.js';
import { t } from '/app/text.js';

const STATES = [['open,acknowledged', 'Unresolved'], ['open', 'Open'], ['acknowledged', 'Acknowledged'], ['resolved', 'Resolved'], ['all', 'All']];

function filters(view) {
  const state = view.query.get('state') ?? 'open,acknowledged';
  const level = view.query.get('severity') ?? '';
  const shown = [['rule', 'rule'], ['agent', 'agent']].filter(([name]) => view.query.get(name));
  return html`<div class="filters">
    <div class="segmented" role="group" aria-label="State">${STATES.map(([value, label]) => html`<a href=${address({ state: value })} aria-current=${state === value ? 'true' : nothing}>${label}</a>`)}</div>
    <label>Severity <select @change=${event => setQuery({ severity: event.target.value })}>
      <option value="" ?selected=${!level}>any</option>
      ${SEVERITIES.slice(0, 4).map(name => html`<option value=${name} ?selected=${name === level}>${name === 'critical' ? name : name + ' or worse'}</option>`)}</select></label>
    <label class="visually-hidden" for="find">Find in these alerts</label>
    <input id="find" type="search" placeholder="find in these  ( / )" .value=${view.query.get('find') ?? ''} @input=${event => setQuery({ find: event.target.value })}>
    ${shown.map(([name, label]) => html`<a class="chip" href=${address({ [name]: null })} title="Remove this filter"><b>${label}</b>${t(view.query.get(name), 60)} ✕</a>`)}
    <a href="/silences">silences</a>
    <a href="/brakes">brakes</a>
  </div>`;
}

function matches(alert, words) {
  const text = [alert.title, alert.rule, ...Object.values(alert.labels)].join(' ').toLowerCase();
  return words.toLowerCase().split(' ').every(word => text.includes(word));
}

function row(alert) {
  return html`<tr class="link" @click=${event => event.target.closest('a') || go(`/alerts/${alert.fingerprint}`)}>
    <td>${severity(alert.severity)}</td>
    <td><a href="/alerts/${alert.fingerprint}">${t(alert.title, 200)}</a><div class="dim">${about(alert)}</div></td>
    <td class="hide-small"><a class="mono" href=${address({ rule: alert.rule })} title="Only this rule">${t(alert.rule, 40)}</a></td>
    <td>${stateBadge(alert)}</td>
    <td class="r">${number(alert.occurrences)}</td>
    <td class="hide-small dim">${when(alert.openedAt)}</td>
    <td class="dim">${when(alert.lastSeenAt)}</td></tr>`;
}

export const alerts = {
  name: 'Alerts',
  title: () => 'Alerts',

  load(view, signal) {
    const state = view.query.get('state') ?? 'open,acknowledged';
    view.ui.key = key(view.query);
    return get('alerts', {
      state: state === 'all' ? null : state,
      severity: view.query.get('severity'),
      rule: view.query.get('rule'),
      agent: view.query.get('agent'),
      limit: 500,
    }, signal);
  },

  /** Finding is done here, so typing asks the server nothing. */
  sameData: view => view.data && view.ui.key === key(view.query),

  view(view) {
    const words = view.query.get('find') ?? '';
    const list = view.data.alerts.filter(alert => matches(alert, words));
    return html`<div class="head"><h1 class="grow">Alerts</h1></div>${filters(view)}
      <section class="card">${list.length ? html`<div class="scroll-x"><table>
        <thead><tr><th>Severity</th><th>What</th><th class="hide-small">Rule</th><th>State</th><th class="r">Times</th><th class="hide-small">First seen</th><th>Last seen</th></tr></thead>
        <tbody>${repeat(list, alert => alert.fingerprint, row)}</tbody></table></div>
        ${view.data.more ? html`<p class="empty">Only the newest 500 are shown. Narrow the filters to see others.</p>` : nothing}`
    : words || view.query.get('severity') || view.query.get('rule') || view.query.get('agent')
      ? empty('No alert matches.', html`<a href="/alerts">Remove the filters</a>`)
      : empty('No alerts here.', html`That is good, or rules are blind: see which on the <a href="/rules">rules page</a>.`)}</section>`;
  },

  onLive(view, type) {
    if (type === 'alert' || type === 'refresh') view.reloadWithin(700);
  },
};

function key(query) {
  return ['state', 'severity', 'rule', 'agent'].map(name => query.get(name)).join('|');
}
