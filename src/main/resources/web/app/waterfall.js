// The tree of a trace beside its bars. Only the rows in sight are drawn, so any number of spans will do.
import { html, nothing } from '/lib/lit-html/lit-html.js';
import { repeat } from '/lib/lit-html/directives/repeat.js';
import { duration, number } from '/app/format.js';
import { icon } from '/app/icons.js';
import { lacking } from '/app/parts.js';
import { plain, t } from '/app/text.js';
import { keyOf } from '/app/tree.js';

const ROW = 28;
const OVERSCAN = 12;
const DEEPEST_INDENT = 24;
const KINDS = ['agent', 'workflow', 'step', 'plan', 'model', 'tool', 'retrieval', 'embedding', 'memory', 'mcp', 'guardrail', 'evaluation', 'decision', 'policy', 'prompt', 'handoff', 'preview', 'other'];

function ruler(length) {
  const ticks = [0, 0.25, 0.5, 0.75, 1];
  return html`<div class="ruler"><span></span><div class="ticks">${ticks.map(at => html`<span .style=${`left:${at * 100}%`}>${at === 0 ? '0' : duration(length * at)}</span>`)}</div><span></span></div>`;
}

function flags(row, proving) {
  const { span } = row;
  return html`<span class="flags">
    ${span.error ? html`<span class="flag-error">${icon('high', 'failed')}</span>` : nothing}
    ${span.sightings.length ? html`<span class="flag-sighting" title="found inside: ${span.sightings.join(', ')}">${icon('shield', 'found inside: ' + span.sightings.join(', '))}</span>` : nothing}
    ${proving.has(span.spanId) ? html`<span class="flag-alert" title="an alert points at this span">${icon('bell', 'an alert points at this span')}</span>` : nothing}
    ${span.operation === 'preview' ? html`<span class="badge warn" title="The sender announced it; it was not received yet">not ended yet</span>` : nothing}
    ${span.logged ? html`<span class="badge" title="told by a log record">log</span>` : nothing}
    ${row.shiftNanos ? html`<span class="badge warn" title=${skew(row)}>clock ${sign(row.shiftNanos)}</span>` : nothing}
    ${row.link === 'cycle' ? html`<span class="flag-orphan badge bad" title="It is among its own ancestors">in a circle</span>` : nothing}
  </span>`;
}

function sign(nanos) {
  return (nanos < 0 ? '+' : '−') + duration(Math.abs(nanos));
}

/** A clock that is behind makes its spans early, so they are drawn later, and the other way round. */
function skew(row) {
  const behind = row.shiftNanos > 0;
  return `Its host's clock seems to be ${duration(Math.abs(row.shiftNanos))} ${behind ? 'behind' : 'ahead of'} that of its parent's host; it is drawn ${behind ? 'later' : 'earlier'} by that. It says that it started at ${row.span.start}.`;
}

/** A row that is no span: what was not received, or a whole trace. */
function frameRow(view, row, place, index) {
  const { folded, time } = view.ui;
  const isFolded = folded.has(keyOf(row));
  const { span, trace } = row;
  const label = trace
    ? html`<a class="trace-name" href="/traces/${trace.traceId}">${t(trace.name, 100)}</a><span class="dim nowrap">${row.idleNanos ? `after ${duration(row.idleNanos)}` : ''}</span>
      ${trace.errors ? html`<span class="flag-error">${icon('high', 'has errors')}</span>` : nothing}${trace.alerted ? html`<span class="flag-alert" title="An unresolved alert names this trace">${icon('bell', 'named by an alert')}</span>` : nothing}
      ${lacking(trace)}${row.cut ? html`<span class="badge warn" title="Open the trace to see all of it">cut</span>` : nothing}`
    : html`<span class="t">parent not received</span> <span class="dim mono">${span.spanId}</span>`;
  return html`<div class="span-row frame of-${row.frame}" role="treeitem" id="row-${span.spanId}" aria-level=${row.depth + 1} aria-selected="false"
      aria-expanded=${row.descendants ? String(!isFolded) : nothing} .style=${`top:${place * ROW}px`} @click=${event => event.target.closest('a') || view.ui.fold(keyOf(row))}>
    <div class="name" .style=${`padding-left:${6 + row.depth * 14}px`}>
      <span class="fold" aria-hidden="true">${row.descendants ? (isFolded ? '▶' : '▼') : ''}</span>${label}
      ${isFolded ? html`<span class="badge">+${number(row.descendants)}</span>` : nothing}</div>
    <div class="lane"><i class=${'of-' + row.frame} .style=${`left:${Math.min(100 * time.offsets[index] / time.length, 99.7)}%;width:${100 * span.durationNanos / time.length}%`}></i></div>
    <div class="took">${duration(span.durationNanos)}</div>
  </div>`;
}

function spanRow(view, row, place, index) {
  if (row.frame) return frameRow(view, row, place, index);
  const { folded, time, proving, find } = view.ui;
  const { span } = row;
  const selected = view.query.get('span') === span.spanId;
  const left = 100 * time.offsets[index] / time.length;
  const width = 100 * span.durationNanos / time.length;
  const isFolded = folded.has(keyOf(row));
  const dimmed = find && !matchesFind(span, find);
  return html`<div class="span-row ${dimmed ? 'dimmed' : ''}" role="treeitem" id="row-${span.spanId}" aria-level=${row.depth + 1}
      aria-selected=${selected ? 'true' : 'false'} aria-expanded=${row.descendants ? String(!isFolded) : nothing}
      .style=${`top:${place * ROW}px`} @click=${() => view.ui.select(row)}>
    <div class="name" .style=${`padding-left:${6 + Math.min(row.depth, DEEPEST_INDENT) * 14}px`}>
      ${row.descendants ? html`<button class="fold" tabindex="-1" aria-label=${isFolded ? 'unfold' : 'fold'} @click=${event => { event.stopPropagation(); view.ui.fold(keyOf(row)); }}>${isFolded ? '▶' : '▼'}</button>` : html`<span class="fold"></span>`}
      <span class="kind ${span.operation}" title=${span.operation}>${icon(span.operation)}</span>${t(span.name, 120)}${span.logged && span.subject ? html`<span class="dim">${t(span.subject, 60)}</span>` : nothing}${row.depth > DEEPEST_INDENT ? html`<span class="dim num" title="spans above it">${number(row.depth)}</span>` : nothing}
      ${isFolded ? html`<span class="badge">+${number(row.descendants)}</span>` : nothing}${flags(row, proving)}
    </div>
    <div class="lane" title="${plain(span.name, 120)}: ${duration(span.durationNanos)}"><i class="${span.operation} ${span.error ? 'error' : ''}" .style=${`left:${Math.min(left, 99.7)}%;width:${width}%`}></i></div>
    <div class="took">${duration(span.durationNanos)}</div>
  </div>`;
}

export function matchesFind(span, find) {
  const words = find.toLowerCase();
  if (words === 'error') return span.error;
  return [span.name, span.operation, span.subject ?? '', span.agent, span.spanId].some(text => text.toLowerCase().includes(words));
}

export function waterfall(view) {
  const { rows, truncated } = view.ui;
  const order = view.ui.order;
  const first = Math.max(0, Math.floor((view.ui.scroll ?? 0) / ROW) - OVERSCAN);
  const last = Math.min(order.length, first + Math.ceil((view.ui.height ?? 900) / ROW) + 2 * OVERSCAN);
  const present = KINDS.filter(kind => rows.some(row => row.span.operation === kind));
  const selected = view.query.get('span');
  return html`<section class="card waterfall" aria-label="Spans">
    <div class="tools">
      <input type="search" placeholder="highlight spans  ( / )" aria-label="Highlight spans" .value=${view.ui.find ?? ''} @input=${event => { view.ui.find = event.target.value.trim(); view.redraw(); }}>
      <button class="bare" @click=${() => view.ui.foldAll(true)}>fold all</button><button class="bare" @click=${() => view.ui.foldAll(false)}>unfold</button>
      ${truncated ? html`<span class="badge warn">only the first ${number(rows.filter(row => !row.frame).length)} spans are shown</span>` : nothing}
      <span class="legend-kinds">${present.map(kind => html`<span class="kind ${kind}">${icon(kind)} ${kind}</span>`)}</span>
    </div>
    ${ruler(view.ui.time.length)}
    <div class="rows" role="tree" tabindex="0" aria-label="Spans as a tree" aria-activedescendant=${selected ? `row-${selected}` : nothing}
      @scroll=${event => scrolled(view, event.currentTarget)} @keydown=${event => keys(view, event)}>
      <div class="spacer" .style=${`height:${order.length * ROW}px`}>
        ${repeat(order.slice(first, last), index => keyOf(rows[index]) + (rows[index].frame ?? ''), (index, i) => spanRow(view, rows[index], first + i, index))}
      </div>
    </div>
  </section>`;
}

function scrolled(view, element) {
  const before = Math.floor((view.ui.scroll ?? 0) / ROW);
  view.ui.scroll = element.scrollTop;
  view.ui.height = element.clientHeight;
  if (Math.floor(element.scrollTop / ROW) !== before) view.redraw();
}

function keys(view, event) {
  const { order, rows } = view.ui;
  const stops = order.filter(index => !rows[index].frame);
  const at = stops.findIndex(index => rows[index].span.spanId === view.query.get('span'));
  const move = to => {
    const index = stops[Math.max(0, Math.min(stops.length - 1, to))];
    if (index === undefined) return;
    view.ui.select(rows[index]);
    reveal(event.currentTarget, order.indexOf(index));
  };
  const row = at < 0 ? null : rows[stops[at]];
  const act = {
    ArrowDown: () => move(at + 1),
    ArrowUp: () => move(at - 1),
    PageDown: () => move(at + 15),
    PageUp: () => move(at - 15),
    Home: () => move(0),
    End: () => move(stops.length - 1),
    ArrowLeft: () => row?.descendants && !view.ui.folded.has(keyOf(row)) && view.ui.fold(keyOf(row)),
    ArrowRight: () => row && view.ui.folded.has(keyOf(row)) && view.ui.fold(keyOf(row)),
  }[event.key];
  if (act) {
    event.preventDefault();
    act();
  }
}

/** Scrolls so that a row is in sight. */
export function reveal(element, place) {
  const top = place * ROW;
  if (top < element.scrollTop) element.scrollTop = top;
  else if (top + ROW > element.scrollTop + element.clientHeight) element.scrollTop = top + ROW - element.clientHeight;
}
