// One trace: the waterfall, and the span that is looked at.
import { html, nothing } from '/lib/lit-html/lit-html.js';
import { get, segment } from '/app/api.js';
import { clock, duration, number, plural } from '/app/format.js';
import { icon } from '/app/icons.js';
import { agentLink, alertList, copy, elsewhere, empty, sessionLink, told } from '/app/parts.js';
import { setQuery } from '/app/router.js';
import { logRecords, spanPanel } from '/app/spanpanel.js';
import { plain, t } from '/app/text.js';
import { timeline, unfold, withGaps } from '/app/tree.js';
import { reveal, waterfall } from '/app/waterfall.js';

function prepare(view, data) {
  const rows = withGaps(data.rows);
  unfold(view, rows, timeline(rows), row => setQuery({ span: row.span.spanId }));
  view.ui.truncated = data.truncated;
  view.ui.proving = new Set(data.provingSpanIds);
  view.ui.spans ??= new Map();
}

async function loadSpan(view) {
  const id = view.query.get('span');
  if (!id || view.ui.spans?.has(id)) return;
  view.ui.spans ??= new Map();
  view.ui.spans.set(id, null);
  const page = await get(`traces/${segment(view.id)}/spans/${segment(id)}`).catch(error => error);
  view.ui.spans.set(id, page);
  if (page instanceof Error) setTimeout(() => view.ui.spans.delete(id), 2000);
  view.redraw();
}

function revealSelected(view) {
  const id = view.query.get('span');
  const place = view.ui.order.findIndex(index => view.ui.rows[index].span.spanId === id);
  requestAnimationFrame(() => {
    const rows = document.querySelector('.rows');
    if (rows && place >= 0) reveal(rows, place);
  });
}

function totals(rows) {
  const spans = rows.filter(row => row.span.operation !== 'preview');
  const sum = pick => spans.reduce((all, row) => all + pick(row.span), 0);
  // A sender may tell each call in a span and in a log record; of a kind that spans tell, those of spans are counted.
  const kinds = new Set(rows.filter(row => !row.span.logged).map(row => row.span.operation));
  const once = row => !row.span.logged || !kinds.has(row.span.operation);
  const calls = kind => spans.filter(row => row.span.operation === kind && once(row)).length;
  return {
    spans: sum(span => (span.logged ? 0 : 1)),
    logRecords: sum(span => (span.logged ? 1 : 0)),
    errors: spans.filter(row => row.span.error && once(row)).length,
    tokens: sum(span => (span.counted ? (span.inputTokens ?? 0) + (span.outputTokens ?? 0) : 0)),
    tools: calls('tool'),
    models: calls('model'),
  };
}

/** Log records that tell of no operation and belong to no span that is shown: those of a span are in its panel. */
function further(logs, rows) {
  const shown = new Set(rows.map(row => row.span.spanId));
  const list = logs.filter(log => !shown.has(log.spanId));
  return list.length ? html`<section class="card"><header><h2>${plural(list.length, 'further log record')}</h2></header><div class="body">${logRecords(list)}</div></section>` : nothing;
}

export const trace = {
  name: 'Trace',
  title: view => plain(view.data.rows[0]?.span.name ?? 'Trace', 80),

  async load(view, signal) {
    const data = await get('traces/' + segment(view.id), {}, signal);
    prepare(view, data);
    const first = !view.data;
    view.data = data;
    loadSpan(view);
    if (first) revealSelected(view);
    return data;
  },

  sameData(view) {
    if (!view.data) return false;
    loadSpan(view);
    return true;
  },

  view(view) {
    const { rows, alerts, logs, links, droppedBefore, session } = view.data;
    const root = rows[0]?.span;
    if (!root) return empty('Only log records came for this trace.', html`${plural(logs.length, 'record')} so far.`);
    const sums = totals(rows);
    const open = view.query.get('span');
    return html`<div class="head"><div class="grow"><p class="crumbs"><a href="/traces">Traces</a> › ${agentLink(root.service, root.agent)}</p>
        <h1>${t(root.name, 160)}</h1>
        <p class="sub num">${clock(root.start)} · took ${duration(view.ui.time.length)} · ${told(sums.spans, sums.logRecords)}, ${plural(sums.models, 'model call')}, ${plural(sums.tools, 'tool call')} · ${number(sums.tokens)} tokens
          ${sums.errors ? html` · <span class="sev critical">${plural(sums.errors, 'error')}</span>` : nothing} · ${session ? html`${sessionLink(session, html`session ${t(session, 60)}`)} outside of any trace` : html`<span class="mono">${view.id.slice(0, 12)}…</span>${copy(view.id, 'Copy the trace id')}`}</p></div>
        ${links.length ? html`<div class="actions">${links.map(elsewhere)}</div>` : nothing}</div>
      ${droppedBefore ? html`<p class="banner warn">${icon('medium')} This trace began before ${clock(droppedBefore)}. What was received before that is no longer kept, so older spans may be missing.</p>` : nothing}
      <div class="stack">${alerts.length ? html`<section class="card"><header><h2>${plural(alerts.length, 'alert')} named this trace</h2></header>${alertList(alerts)}</section>` : nothing}
      <div class="trace ${open ? 'with-panel' : ''}">${waterfall(view)}
        ${open ? spanPanel(view, view.ui.spans.get(open), () => setQuery({ span: null })) : nothing}</div>
      ${further(logs, rows)}</div>`;
  },

  onLive(view, type, data) {
    if (type === 'alert' || type === 'refresh') view.reloadWithin(3000);
    if (type === 'traffic' && view.data?.session) view.reloadWithin(5000);
    if (type === 'traffic' && data.ended.some(run => run.traceId === view.id)) view.reloadWithin(1000);
  },

  onKey(view, event) {
    if (event.key === 'Escape' && view.query.get('span')) setQuery({ span: null });
  },
};
