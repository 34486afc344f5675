// One session: its traces in time order, drawn on one axis.
import { html, nothing } from '/lib/lit-html/lit-html.js';
import { get } from '/app/api.js';
import { clock, cost, costTitle, duration, number, plural } from '/app/format.js';
import { agentLink, copy, empty, rangeOf, rangePicker, told } from '/app/parts.js';
import { go } from '/app/router.js';
import { plain, t } from '/app/text.js';
import { joined, unfold } from '/app/tree.js';
import { waterfall } from '/app/waterfall.js';

function totals(parts) {
  const sum = pick => parts.reduce((all, part) => all + pick(part.trace), 0);
  // A sender may tell each call in a span of one trace and in a log record of none.
  const calls = pick => Math.max(...[true, false].map(spans => parts.reduce((all, part) => all + (Boolean(part.trace.spans) === spans ? pick(part.trace) : 0), 0)));
  const priced = parts.filter(part => part.trace.costUsd !== null);
  return {
    spans: sum(trace => trace.spans),
    logRecords: sum(trace => trace.logRecords),
    errors: calls(trace => trace.errors),
    models: calls(trace => trace.modelCalls),
    tools: calls(trace => trace.toolCalls),
    tokens: sum(trace => trace.inputTokens + trace.outputTokens),
    usd: priced.length ? sum(trace => trace.costUsd ?? 0) : null,
    estimated: parts.some(part => part.trace.costEstimated),
    unpriced: sum(trace => trace.unpriced),
  };
}

function agents(parts) {
  const known = new Map(parts.map(({ trace }) => [JSON.stringify([trace.service, trace.agent]), trace]));
  return [...known.values()].slice(0, 8).map(trace => html`${agentLink(trace.service, trace.agent)} `);
}

export const session = {
  name: 'Session',
  title: view => plain(view.data.session, 80),

  async load(view, signal) {
    const data = await get('session', { id: view.query.get('id') ?? '', ...rangeOf(view.query) }, signal);
    const { rows, time } = joined(data.traces);
    unfold(view, rows, time, row => go(`/traces/${row.span.traceId}?span=${row.span.spanId}`));
    view.ui.proving = new Set();
    return data;
  },

  view(view) {
    const { session: name, traces, truncated } = view.data;
    const head = facts => html`<div class="head"><div class="grow"><p class="crumbs"><a href="/traces">Traces</a> › session ${agents(traces)}</p><h1>${t(name, 120)}${copy(name, 'Copy the session')}</h1>${facts}</div>${rangePicker()}</div>`;
    if (!traces.length) return html`${head(nothing)}${empty('No trace of this session in this range.', html`Try a longer range of time.`)}`;
    const sums = totals(traces);
    const idle = view.ui.rows.reduce((all, row) => all + (row.idleNanos ?? 0), 0);
    return html`${head(html`<p class="sub num">from ${clock(traces[0].trace.start)} · ${plural(traces.length, 'trace')}, busy for ${duration(view.ui.time.length)}${idle ? html`, idle for ${duration(idle)} between them (left out below)` : nothing} ·
        ${told(sums.spans, sums.logRecords)}, ${plural(sums.models, 'model call')}, ${plural(sums.tools, 'tool call')} · ${number(sums.tokens)} tokens · cost <span title=${costTitle(sums.estimated, sums.unpriced)}>${cost(sums.usd, sums.estimated, sums.unpriced)}</span>
        ${sums.errors ? html` · <span class="sev critical">${plural(sums.errors, 'error')}</span>` : nothing}</p>`)}
      ${truncated ? html`<p class="banner warn">Only the newest ${number(traces.length)} traces of the session are shown; choose an earlier range to see others.</p>` : nothing}
      <div class="trace">${waterfall(view)}</div>`;
  },

  onLive(view, type) {
    if (type === 'alert' || type === 'refresh') view.reloadWithin(3000);
    if (type === 'traffic' && !view.query.get('from')) view.reloadWithin(5000);
  },
};
