// Pieces that several pages share.
import { html, svg, nothing } from '/lib/lit-html/lit-html.js';
import { icon } from '/app/icons.js';
import { plain, t } from '/app/text.js';
import { address, route } from '/app/router.js';
import { cost, costTitle, number, percent, plural } from '/app/format.js';
import '/app/elements.js';

const RANGES = [['15m', '15 min'], ['1h', '1 hour'], ['6h', '6 hours'], ['24h', '24 hours'], ['7d', '7 days']];

export const SEVERITIES = ['critical', 'high', 'medium', 'low', 'info'];

export function severity(level) {
  return html`<span class="sev ${level}">${icon(level)}${level}</span>`;
}

export function stateBadge(alert) {
  const looks = { open: 'bad', acknowledged: 'blue', resolved: 'good' };
  return html`<span class="badge ${looks[alert.state]}">${alert.state}</span>${alert.silenced ? html` <span class="badge" title="Nobody is told of it now">${icon('mute')} silenced</span>` : nothing}`;
}

export function copy(value, label = 'Copy') {
  return html`<v-copy .value=${value} .label=${label}></v-copy>`;
}

export function when(iso, both = false) {
  return iso ? (both ? html`<v-time both class="nowrap" .value=${iso}></v-time>` : html`<v-time class="nowrap" .value=${iso}></v-time>`) : '–';
}

/** The range of time in the address; the default is one hour. */
export function rangeOf(query) {
  const from = query.get('from');
  return from ? { from, to: query.get('to') } : { range: query.get('range') ?? '1h' };
}

export function rangePicker() {
  const { query } = route();
  const custom = query.get('from');
  const chosen = custom ? null : query.get('range') ?? '1h';
  return html`<div class="segmented" role="group" aria-label="Time range">
    ${custom ? html`<a href=${address({ from: null, to: null })} aria-current="true" title="Back to the last hour">selected range ✕</a>` : nothing}
    ${RANGES.map(([name, label]) => html`<a href=${address({ range: name, from: null, to: null })} aria-current=${chosen === name ? 'true' : nothing}>${label}</a>`)}
  </div>`;
}

export function agentLink(service, agent) {
  return html`<a href=${address({ service, agent, ...keptRange() }, { path: '/agent', keep: false })}>${t(agent, 60)}</a>`;
}

export function keptRange() {
  const { query } = route();
  return { range: query.get('range'), from: query.get('from'), to: query.get('to') };
}

export function tracesLink(filters, label) {
  return html`<a href=${address({ ...filters, ...keptRange() }, { path: '/traces', keep: false })}>${label}</a>`;
}

/** To a session whole, which may have begun long before the range that traces are looked at in. */
export function sessionLink(id, label) {
  const kept = keptRange();
  return html`<a href=${address({ id, ...kept, range: kept.range ?? (kept.from ? null : '7d') }, { path: '/session', keep: false })}>${label}</a>`;
}

export function sparkline(values) {
  const most = Math.max(...values, 1);
  const step = 96 / Math.max(values.length - 1, 1);
  const path = values.map((value, i) => `${i ? 'L' : 'M'}${(i * step).toFixed(1)} ${(20.5 - 19 * value / most).toFixed(1)}`).join('');
  return html`<svg class="spark" viewBox="0 0 96 22" preserveAspectRatio="none" aria-hidden="true">${svg`<path d=${path}></path>`}</svg>`;
}

/** A sum of costs, with what is estimated or missing in its title. */
export function costCell(usd, estimated, unpriced) {
  if (usd === null && !unpriced) return html`<span class="dim" title="no model call with tokens">–</span>`;
  return html`<span class=${usd === null ? 'dim' : ''} title=${costTitle(estimated, unpriced)}>${cost(usd, estimated, unpriced)}</span>`;
}

/** Says of totals that there is nothing to look at behind them. */
export function fromMetrics(totals) {
  return totals.measured ? html` <span class="badge" title="Some of these totals are told by metrics alone: no span or log record stands behind them">metrics</span>` : nothing;
}

/** How many calls; unknown where metrics tell only what was used. */
export function calls(totals) {
  return totals.measured && !totals.spans ? html`<span class="dim" title="metrics do not tell">–</span>` : number(totals.spans);
}

/** Errors as a share, loud only when there are some. */
export function errorShare(totals) {
  if (totals.spans === 0) return html`<span class="dim">–</span>`;
  const share = totals.errors / totals.spans;
  const words = percent(share);
  const title = `${number(totals.errors)} of ${number(totals.spans)}`;
  return totals.errors === 0
    ? html`<span class="dim" title=${title}>0 %</span>`
    : html`<span class=${share >= 0.1 ? 'sev critical' : share >= 0.02 ? 'sev medium' : ''} title=${title}>${words}</span>`;
}

export function labels(map) {
  return html`<div class="chips">${Object.entries(map).sort().map(([name, value]) =>
    html`<span class="chip"><b>${t(name, 60)}</b>${t(value, 120)}</span>`)}</div>`;
}

/** Where an alert is about, in few words. */
export function about(alert) {
  const { agent, tool, model, service } = alert.labels;
  return [agent ?? service, tool, model].filter(Boolean).map((part, i) => html`${i ? ' · ' : nothing}${t(part, 60)}`);
}

export function times(count) {
  return count > 1 ? plural(count, 'time') : 'once';
}

export function alertList(alerts) {
  return html`<ul class="attention">${alerts.map(alert => html`<li><a href="/alerts/${alert.fingerprint}" title=${plain(alert.title)}>
    ${severity(alert.severity)}
    <span class="title">${t(alert.title, 200)}</span>
    <span class="when">${when(alert.lastSeenAt)}</span>
    <span class="what">${about(alert)} · ${times(alert.occurrences)}${alert.state === 'open' ? nothing : html` · ${stateBadge(alert)}`}</span>
  </a></li>`)}</ul>`;
}

export function empty(title, words) {
  return html`<div class="empty"><strong>${title}</strong>${words}</div>`;
}

/** What a trace lacks, beside its name. */
export function lacking(trace) {
  if (!trace.spans && trace.logRecords) return html`<span class="badge" title="${plural(trace.logRecords, 'log record')}, no spans">log records only</span>`;
  return trace.rooted ? nothing : html`<span class="badge warn" title="The root span has not come yet">no root yet</span>`;
}

/** How many records of each kind: "12 log records, no spans". */
export function told(spans, logRecords) {
  if (!logRecords) return plural(spans, 'span');
  return spans ? `${plural(spans, 'span')}, ${plural(logRecords, 'log record')}` : `${plural(logRecords, 'log record')}, no spans`;
}

export function snippet(text) {
  return html`<div class="snippet"><pre>${text}</pre>${copy(text)}</div>`;
}

/** A link to a page of somebody else's: it opens beside this one and is not told where the reader came from. */
export function elsewhere({ name, url }) {
  return /^https?:\/\//i.test(url)
    ? html`<a class="elsewhere" href=${url} target="_blank" rel="noopener noreferrer">Open in ${t(name, 40)} ${icon('open')}</a>`
    : nothing;
}
