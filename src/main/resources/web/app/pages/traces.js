// Finding traces.
import { html, nothing } from '/lib/lit-html/lit-html.js';
import { repeat } from '/lib/lit-html/directives/repeat.js';
import { get } from '/app/api.js';
import { duration, number } from '/app/format.js';
import { icon } from '/app/icons.js';
import { agentLink, costCell, empty, lacking, rangeOf, rangePicker, sessionLink, when } from '/app/parts.js';
import { address, go, setQuery } from '/app/router.js';
import { setup } from '/app/setup.js';
import { t } from '/app/text.js';

const FIELDS = ['agent', 'tool', 'model', 'service', 'session', 'user'];
const OPERATIONS = ['agent', 'workflow', 'step', 'plan', 'model', 'tool', 'retrieval', 'embedding', 'memory', 'mcp', 'guardrail', 'evaluation', 'decision', 'policy', 'prompt', 'handoff', 'other'];
const PAGE = 50;

function wanted(query) {
  const filters = { ...rangeOf(query), operation: query.get('operation'), text: query.get('text'), errors: query.get('errors') };
  for (const field of FIELDS) filters[field] = query.get(field);
  return filters;
}

function search(event) {
  event.preventDefault();
  const form = new FormData(event.target);
  const changes = { text: form.get('text').trim() };
  for (const field of FIELDS) if (form.has(field)) changes[field] = form.get(field).trim();
  setQuery(changes);
}

function filters(view) {
  const { query } = view;
  const set = FIELDS.filter(field => query.get(field));
  const more = view.ui.more ? FIELDS : [];
  return html`<form class="filters" role="search" @submit=${search}>
    <input type="search" name="text" aria-label="Span name or trace id" placeholder="span name or trace id  ( / )" .value=${query.get('text') ?? ''}>
    <label>Did <select @change=${event => setQuery({ operation: event.target.value })}>
      <option value="" ?selected=${!query.get('operation')}>anything</option>
      ${OPERATIONS.map(name => html`<option value=${name} ?selected=${query.get('operation') === name}>${name}</option>`)}</select></label>
    <label><input type="checkbox" .checked=${query.get('errors') === 'true'} @change=${event => setQuery({ errors: event.target.checked ? 'true' : null })}> with errors</label>
    ${more.map(field => html`<label>${field} <input name=${field} size="14" .value=${query.get(field) ?? ''}></label>`)}
    <button>Search</button>
    <button type="button" class="bare" aria-expanded=${view.ui.more ? 'true' : 'false'} @click=${() => { view.ui.more = !view.ui.more; view.redraw(); }}>${view.ui.more ? 'fewer fields' : 'more fields'}</button>
    ${view.ui.more ? nothing : set.map(field => html`<a class="chip" href=${address({ [field]: null })} title="Remove this filter"><b>${field}</b>${t(query.get(field), 60)} ✕</a>`)}
  </form>`;
}

function row(trace) {
  const href = `/traces/${trace.traceId}`;
  return html`<tr class="link" @click=${event => event.target.closest('a') || go(href)}>
    <td class="nowrap dim">${when(trace.start)}</td>
    <td><a href=${href}>${t(trace.name, 100)}</a>${trace.spans || !trace.logRecords ? nothing : html` <span class="dim">${t(trace.session, 24)}</span>`} ${lacking(trace)}
      ${trace.alerted ? html` <span class="flag-alert" title="An unresolved alert names this trace">${icon('bell', 'named by an alert')}</span>` : nothing}</td>
    <td>${agentLink(trace.service, trace.agent)}</td>
    <td class="r">${duration(trace.durationNanos)}</td>
    <td class="r">${trace.errors ? html`<span class="sev critical">${icon('high')}${number(trace.errors)}</span>` : html`<span class="dim">0</span>`}</td>
    <td class="r">${number(trace.spans)}</td>
    <td class="r hide-small">${number(trace.modelCalls)}</td>
    <td class="r hide-small">${number(trace.toolCalls)}</td>
    <td class="r">${number(trace.inputTokens + trace.outputTokens)}</td>
    <td class="r hide-small">${costCell(trace.costUsd, trace.costEstimated, trace.unpriced)}</td></tr>`;
}

async function older(view) {
  const { query } = view;
  const answer = await get('traces', { ...wanted(query), limit: PAGE, before: view.data.next });
  const known = new Set(view.data.traces.map(trace => trace.traceId));
  view.data.traces.push(...answer.traces.filter(trace => !known.has(trace.traceId)));
  view.data.next = answer.next;
  view.ui.paged = true;
  view.redraw();
}

export const traces = {
  name: 'Traces',
  title: () => 'Traces',

  load(view, signal) {
    view.ui.paged = false;
    view.ui.fresh = 0;
    return get('traces', { ...wanted(view.query), limit: PAGE }, signal);
  },

  view(view) {
    const { traces: list, next, empty: nothingCame } = view.data;
    if (nothingCame) return setup(view.site);
    const session = view.query.get('session');
    return html`<div class="head"><h1 class="grow">Traces</h1>${session ? sessionLink(session, 'this session on one axis') : nothing} ${rangePicker()}</div>${filters(view)}
      ${view.ui.fresh ? html`<p><button class="bare" @click=${() => view.reload()}>newer traces have come: show them</button></p>` : nothing}
      <section class="card">${list.length ? html`<div class="scroll-x"><table>
        <thead><tr><th>Started</th><th>Name</th><th>Agent</th><th class="r">Took</th><th class="r">Errors</th><th class="r">Spans</th><th class="r hide-small">Model calls</th><th class="r hide-small">Tool calls</th><th class="r">Tokens</th><th class="r hide-small">Cost</th></tr></thead>
        <tbody>${repeat(list, trace => trace.traceId, row)}</tbody></table></div>
        ${next ? html`<p class="empty"><button @click=${() => older(view)}>Older traces</button></p>` : nothing}`
    : empty('No trace matches.', html`Try a longer range of time, or <a href="/traces">remove the filters</a>.`)}</section>`;
  },

  onLive(view, type) {
    if (type === 'traffic' && view.data) {
      if (view.data.empty) view.reloadWithin(500);
      else if (!view.ui.paged && scrollY < 40 && !view.query.get('from')) view.reloadWithin(5000);
      else if (!view.ui.fresh) {
        view.ui.fresh = 1;
        view.redraw();
      }
    }
  },
};
