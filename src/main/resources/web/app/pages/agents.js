// The fleet: agents, tools, models.
import { html, nothing } from '/lib/lit-html/lit-html.js';
import { get } from '/app/api.js';
import { duration, number, plural } from '/app/format.js';
import { agentLink, calls, costCell, empty, errorShare, fromMetrics, rangeOf, rangePicker, sparkline, tracesLink } from '/app/parts.js';
import { setup } from '/app/setup.js';
import { plain, t } from '/app/text.js';

const SHOWN = 6;

function some(names, filter, agent) {
  return html`<div class="chips">${names.slice(0, SHOWN).map(name => html`<span class="badge">${tracesLink({ [filter]: name, agent }, t(name, 40))}</span>`)}
    ${names.length > SHOWN ? html`<span class="badge" title=${plain(names.join(', '), 900)}>+${names.length - SHOWN}</span>` : nothing}</div>`;
}

function agentRows(agents) {
  return html`<div class="scroll-x"><table class="dense">
    <thead><tr><th>Agent</th><th>Service</th><th class="r">Spans</th><th class="r">Failed</th><th class="r">Tokens</th><th class="r">Cost</th><th class="hide-small">Models</th><th class="hide-small">Tools</th><th>Traffic</th></tr></thead>
    <tbody>${agents.map(one => html`<tr>
      <td>${agentLink(one.service, one.agent)}${fromMetrics(one.totals)}</td><td class="dim names">${t(one.service, 60)}</td>
      <td class="r">${calls(one.totals)}</td><td class="r">${errorShare(one.totals)}</td>
      <td class="r">${number(one.totals.inputTokens + one.totals.outputTokens)}</td>
      <td class="r">${costCell(one.totals.costUsd, one.totals.estimated, one.totals.unpriced)}</td>
      <td class="hide-small">${some(one.models, 'model', one.agent)}</td><td class="hide-small">${some(one.tools, 'tool', one.agent)}</td>
      <td>${sparkline(one.line)}</td></tr>`)}</tbody></table></div>`;
}

export function useRows(uses, filter, agent = null, extra = null) {
  return html`<div class="scroll-x"><table class="dense">
    <thead><tr><th>Name</th><th class="r">Calls</th><th class="r">Failed</th><th class="r">Mean</th>${filter === 'model' ? html`<th class="r">Tokens</th>` : nothing}${agent ? nothing : html`<th class="hide-small">Used by</th>`}${extra ? html`<th>Declared</th>` : nothing}<th>Traffic</th></tr></thead>
    <tbody>${uses.map(use => html`<tr>
      <td>${tracesLink({ [filter]: use.name, agent }, t(use.name, 80))}${fromMetrics(use.totals)}</td>
      <td class="r">${calls(use.totals)}</td><td class="r">${errorShare(use.totals)}</td>
      <td class="r">${use.totals.meanMillis === null ? '–' : duration(use.totals.meanMillis * 1e6)}</td>
      ${filter === 'model' ? html`<td class="r">${number(use.totals.inputTokens + use.totals.outputTokens)}</td>` : nothing}
      ${agent ? nothing : html`<td class="hide-small dim names" title=${plain(use.agents.join(', '), 600)}>${use.agents.slice(0, 4).map((name, i) => html`${i ? ', ' : nothing}${t(name, 40)}`)}${use.agentCount > 4 ? ` and ${use.agentCount - 4} more` : nothing}</td>`}
      ${extra ? html`<td>${extra(use.name)}</td>` : nothing}
      <td>${sparkline(use.line)}</td></tr>`)}</tbody></table></div>`;
}

export function withoutPrice(names) {
  return names.length ? html`<p class="dim"><strong>${plural(names.length, 'model')} of unknown cost</strong>, left out of all costs: ${names.slice(0, SHOWN).map((name, i) => html`${i ? ', ' : nothing}${name ? tracesLink({ model: name }, t(name, 60)) : 'a model without a name'}`)}${names.length > SHOWN ? ` and ${names.length - SHOWN} more` : nothing}. Give them a price with <code>pricing.file</code> in the configuration.</p>` : nothing;
}

export const agents = {
  name: 'Agents & tools',
  title: () => 'Agents & tools',
  load: (view, signal) => get('agents', rangeOf(view.query), signal),

  view(view) {
    const { agents: list, tools, models, unpriced, empty: nothingCame } = view.data;
    if (nothingCame) return setup(view.site);
    const none = empty('Nothing in this range.', 'Choose a longer one.');
    return html`<div class="head"><h1 class="grow">Agents & tools</h1>${rangePicker()}</div>
      <div class="stack">${withoutPrice(unpriced)}<section class="card"><header><h2>Agents</h2><span class="dim">${list.length}</span></header>${list.length ? agentRows(list) : none}</section>
      <div class="grid two">
        <section class="card"><header><h2>Tools</h2><span class="dim">${tools.length}</span></header>${tools.length ? useRows(tools, 'tool') : none}</section>
        <section class="card"><header><h2>Models</h2><span class="dim">${models.length}</span></header>${models.length ? useRows(models, 'model') : none}</section></div></div>`;
  },

  onLive(view, type) {
    if (type === 'traffic') view.reloadWithin(view.data?.empty ? 500 : 15000);
  },
};
