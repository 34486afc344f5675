// One agent.
import { html, nothing } from '/lib/lit-html/lit-html.js';
import { get } from '/app/api.js';
import { boardView, loadBoard } from '/app/board.js';
import { brake } from '/app/dialogs.js';
import { cost, costTitle, number, percent, plural } from '/app/format.js';
import { icon } from '/app/icons.js';
import { alertList, calls, costCell, empty, rangeOf, rangePicker, tracesLink, when } from '/app/parts.js';
import { useRows, withoutPrice } from '/app/pages/agents.js';
import { blindNote } from '/app/pages/coverage.js';
import { levelBadge } from '/app/pages/brakes.js';
import { plain, t } from '/app/text.js';

function declaredMark(declared) {
  const names = new Set(declared.map(tool => tool.name));
  return name => (names.has(name) ? html`<span class="badge good">${icon('ok')} declared</span>` : html`<span class="badge warn" title="None of its newest traces declares it">not declared</span>`);
}

function unused(declared, tools) {
  const used = new Set(tools.map(tool => tool.name));
  const rest = declared.filter(tool => !used.has(tool.name));
  return rest.length ? html`<div class="body"><h3 class="dim">Declared, not called in this range</h3><div class="chips">${rest.map(tool => html`<span class="badge" title=${plain(tool.description, 300)}>${t(tool.name, 60)}</span>`)}</div></div>` : nothing;
}

function measuredSessions(sessions) {
  return sessions.length ? html`<section class="card"><header><h2>Sessions told by metrics alone</h2><span class="dim">${sessions.length}</span></header><div class="scroll-x"><table class="dense">
    <thead><tr><th>Session</th><th class="r">Calls</th><th class="r">Failed</th><th class="r">Tokens in</th><th class="r">Tokens out</th><th class="r">Cost</th><th>Last increase</th></tr></thead>
    <tbody>${sessions.map(one => html`<tr><td class="mono">${t(one.session, 80)}</td>
      <td class="r">${one.calls ? number(one.calls) : '–'}</td><td class="r">${one.calls ? percent(one.errors / one.calls) : '–'}</td>
      <td class="r">${number(one.inputTokens)}</td><td class="r">${number(one.outputTokens)}</td>
      <td class="r">${costCell(one.costUsd, one.estimated, one.unpriced)}</td><td class="dim">${when(one.last)}</td></tr>`)}</tbody></table></div></section>` : nothing;
}

export const agent = {
  name: 'Agent',
  title: view => plain(view.data.page.agent, 80),

  async load(view, signal) {
    const who = { service: view.query.get('service') ?? '', agent: view.query.get('agent') ?? '' };
    const range = rangeOf(view.query);
    const [page, board, held, seen] = await Promise.all([get('agent', { ...who, ...range }, signal), loadBoard('overview', range, who, signal), get('brakes', {}, signal), get('coverage', { service: who.service }, signal)]);
    return { page, board, coverage: seen.services[0], brakes: held.brakes.filter(one => one.scope === 'all' || (one.scope === 'agent' && one.key === who.agent)) };
  },

  view(view) {
    const { page, board, brakes } = view.data;
    const { totals, declared } = page;
    return html`<div class="head"><div class="grow"><p class="crumbs"><a href="/agents">Agents</a> › ${t(page.service, 80)}</p><h1>${t(page.agent, 120)}</h1></div>
        ${tracesLink({ service: page.service, agent: page.agent }, 'its traces')} ${rangePicker()}
        <div class="actions"><button @click=${() => brake([['agent', page.agent]], () => view.reload())}>${icon('brake')} Brake…</button></div></div>
      ${brakes.map(one => html`<p class="banner">${levelBadge(one.level)} <span>${one.scope === 'all' ? 'for everybody, ' : nothing}ends ${when(one.until)}${one.reason ? html`: ${t(one.reason, 300)}` : nothing}</span> <a href="/brakes">manage</a></p>`)}
      ${blindNote(view.data.coverage)}
      <div class="stack"><section class="pulse" aria-label="Totals">
        <div><div class="label">Spans</div><div class="value">${calls(totals)}</div><div class="note">in this range</div></div>
        <div><div class="label">Failed</div><div class="value">${totals.spans ? percent(totals.errors / totals.spans) : '–'}</div><div class="note">${plural(totals.errors, 'span')}</div></div>
        <div><div class="label">Tokens in</div><div class="value">${number(totals.inputTokens)}</div><div class="note"></div></div>
        <div><div class="label">Tokens out</div><div class="value">${number(totals.outputTokens)}</div><div class="note"></div></div>
        <div><div class="label">Cost</div><div class="value ${totals.costUsd === null ? 'quiet' : ''}" title=${costTitle(totals.estimated, totals.unpriced)}>${cost(totals.costUsd, totals.estimated, totals.unpriced)}</div><div class="note">${page.unpriced.length ? `${plural(page.unpriced.length, 'model')} of unknown cost` : nothing}</div></div>
      </section>
      ${withoutPrice(page.unpriced)}
      ${page.alerts.length ? html`<section class="card"><header><h2>Unresolved alerts</h2></header>${alertList(page.alerts)}</section>` : nothing}
      ${measuredSessions(page.measured)}
      ${boardView(board)}
      <div class="grid two">
        <section class="card"><header><h2>Tools</h2></header>${page.tools.length ? useRows(page.tools, 'tool', page.agent, declared.length ? declaredMark(declared) : null) : empty('It called no tool.', '')}
          ${declared.length ? unused(declared, page.tools) : html`<p class="body dim">It declares no tools in its telemetry; an allow-list in the configuration makes unknown ones visible.</p>`}</section>
        <section class="card"><header><h2>Models</h2></header>${page.models.length ? useRows(page.models, 'model', page.agent) : empty('It called no model.', '')}</section></div></div>`;
  },

  onLive(view, type) {
    if (type === 'traffic') view.reloadWithin(15000);
    if (type === 'alert') view.reloadWithin(1000);
    if (type === 'refresh') view.reloadWithin(300);
  },
};
