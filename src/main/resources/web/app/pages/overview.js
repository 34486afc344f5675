// What is going on, and what must be looked at now.
import { html, nothing } from '/lib/lit-html/lit-html.js';
import { get } from '/app/api.js';
import { boardView, loadBoard } from '/app/board.js';
import { cost, duration, number, percent, plural } from '/app/format.js';
import { icon } from '/app/icons.js';
import { agentLink, alertList, calls, empty, errorShare, fromMetrics, keptRange, rangeOf, rangePicker, SEVERITIES, sparkline, tracesLink } from '/app/parts.js';
import { address } from '/app/router.js';
import { setup } from '/app/setup.js';
import { t } from '/app/text.js';

const ENDED = 7;

function tile(label, value, note, href) {
  const inner = html`<div class="label">${label}</div>${value}<div class="note">${note}</div>`;
  return href ? html`<a href=${href}>${inner}</a>` : html`<div>${inner}</div>`;
}

function big(text, look = '') {
  return html`<div class="value ${look}">${text}</div>`;
}

function costNote({ totals, unpriced }) {
  const reported = totals.priced - totals.estimated;
  const notes = [];
  if (totals.estimated) notes.push(`${number(totals.estimated)} estimated`);
  if (reported) notes.push(`${number(reported)} reported`);
  if (unpriced.length) notes.push(`${plural(unpriced.length, 'model')} of unknown cost`);
  return notes.join(', ') || 'no model calls with tokens';
}

function pulse(view) {
  const { overview } = view.data;
  const now = view.ui.now ?? overview.lastMinute;
  const totals = overview.totals;
  const open = SEVERITIES.filter(level => overview.open[level] > 0);
  const count = open.reduce((sum, level) => sum + overview.open[level], 0);
  const share = now.spans ? now.errors / now.spans : null;
  return html`<section class="pulse" aria-label="Now">
    ${tile('Spans, last minute', big(number(now.spans)), `${number(totals.spans)} in this range`, address(keptRange(), { path: '/traces', keep: false }))}
    ${tile('Tokens, last minute', big(number(now.tokens)), `${number(totals.inputTokens)} in, ${number(totals.outputTokens)} out in this range`)}
    ${tile('Errors, last minute', big(share === null ? '–' : percent(share), share >= 0.1 ? 'sev critical' : ''), `${number(totals.errors)} in this range`, address({ errors: 'true', ...keptRange() }, { path: '/traces', keep: false }))}
    ${tile('Cost in this range', big(cost(totals.costUsd, totals.estimated, totals.unpriced), totals.costUsd === null ? 'quiet' : ''), costNote(overview), address(keptRange(), { path: '/agents', keep: false }))}
    ${tile('Open alerts', big(number(count), count ? `sev ${open[0]}` : ''), count ? open.map(level => `${overview.open[level]} ${level}`).join(', ') : 'nothing needs you', '/alerts')}
  </section>`;
}

function attention(overview) {
  const acknowledged = Object.values(overview.acknowledged).reduce((a, b) => a + b, 0);
  return html`<section class="card">
    <header><h2>Needs attention</h2><a class="more" href="/alerts">all alerts</a></header>
    ${overview.urgent.length ? alertList(overview.urgent)
    : empty('Nothing needs you.', html`New alerts appear here within a second.${acknowledged ? ` ${acknowledged} acknowledged.` : ''}`)}
  </section>`;
}

function ended(view) {
  const list = view.ui.ended ?? [];
  return html`<section class="card">
    <header><h2>Just ended</h2><a class="more" href="/traces">all traces</a></header>
    ${list.length ? html`<ul class="feed">${list.map(run => html`<li>
      <span class=${run.error ? 'flag-error' : 'kind agent'}>${icon(run.error ? 'high' : 'agent', run.error ? 'failed' : '')}</span>
      <a class="clip" href="/traces/${run.traceId}">${t(run.name, 80)}</a>
      <span class="dim num">${duration(run.durationNanos)}</span></li>`)}</ul>`
    : html`<div class="empty">Runs appear here as they end.</div>`}
  </section>`;
}

function useTable(title, uses, filter) {
  return html`<section class="card"><header><h2>${title}</h2><a class="more" href=${address(keptRange(), { path: '/agents', keep: false })}>all</a></header>
    ${uses.length ? html`<div class="scroll-x"><table class="dense">
      <thead><tr><th>Name</th><th class="r">Calls</th><th class="r">Failed</th><th class="r">Mean</th></tr></thead>
      <tbody>${uses.map(use => html`<tr>
        <td>${tracesLink({ [filter]: use.name }, t(use.name, 48))}${fromMetrics(use.totals)}</td>
        <td class="r">${calls(use.totals)}</td><td class="r">${errorShare(use.totals)}</td>
        <td class="r">${use.totals.meanMillis === null ? '–' : duration(use.totals.meanMillis * 1e6)}</td></tr>`)}</tbody></table></div>`
    : html`<div class="empty">none in this range</div>`}
  </section>`;
}

function agentTable(agents) {
  return html`<section class="card"><header><h2>Agents</h2><a class="more" href=${address(keptRange(), { path: '/agents', keep: false })}>all</a></header>
    ${agents.length ? html`<div class="scroll-x"><table class="dense">
      <thead><tr><th>Name</th><th class="r">Spans</th><th class="r">Failed</th><th class="r">Tokens</th><th><span class="visually-hidden">Over time</span></th></tr></thead>
      <tbody>${agents.map(one => html`<tr>
        <td>${agentLink(one.service, one.agent)}${fromMetrics(one.totals)}</td>
        <td class="r">${calls(one.totals)}</td><td class="r">${errorShare(one.totals)}</td>
        <td class="r">${number(one.totals.inputTokens + one.totals.outputTokens)}</td>
        <td>${sparkline(one.line)}</td></tr>`)}</tbody></table></div>`
    : html`<div class="empty">none in this range</div>`}
  </section>`;
}

export const overview = {
  name: 'Overview',
  title: () => 'Overview',

  async load(view, signal) {
    const range = rangeOf(view.query);
    const [overview, board] = await Promise.all([get('overview', range, signal), loadBoard('overview', range, {}, signal)]);
    view.ui.now = null;
    return { overview, board };
  },

  view(view) {
    const { overview, board } = view.data;
    if (overview.empty && !view.ui.now?.spans) return setup(view);
    return html`<div class="head"><h1 class="grow">Overview</h1>${rangePicker()}</div>
      <div class="stack">${pulse(view)}
      <div class="grid wide-left">${attention(overview)}${ended(view)}</div>
      ${boardView(board, overview.marks)}
      <div class="grid three">${agentTable(overview.agents)}${useTable('Tools', overview.tools, 'tool')}${useTable('Models', overview.models, 'model')}</div></div>`;
  },

  onLive(view, type, data) {
    if (type === 'traffic') {
      view.ui.now = data.lastMinute;
      view.ui.ended = [...data.ended, ...(view.ui.ended ?? [])].slice(0, ENDED);
      view.redraw();
      view.reloadWithin(view.data?.overview.empty ? 500 : 10000);
    } else if (type === 'alert' || type === 'refresh') {
      view.reloadWithin(700);
    }
  },
};
