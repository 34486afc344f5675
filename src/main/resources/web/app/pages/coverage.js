// Blind spots: what each service sends, what it does not, and what to do about it.
import { html, nothing } from '/lib/lit-html/lit-html.js';
import { get } from '/app/api.js';
import { number, percent, plural } from '/app/format.js';
import { icon } from '/app/icons.js';
import { empty, severity, snippet, when } from '/app/parts.js';
import { address, setQuery } from '/app/router.js';
import { setup } from '/app/setup.js';
import { plain, t } from '/app/text.js';

const COLUMNS = [
  ['input', 'Prompts'], ['output', 'Answers'], ['tool_call', 'Tool calls'], ['arguments', 'Arguments'], ['result', 'Results'],
  ['tokens', 'Tokens'], ['cost', 'Cost'], ['session', 'Session'], ['user', 'User'],
];
const DETAILS = [
  ...COLUMNS, ['agent_name', 'Agent\'s name'], ['tool_definitions', 'Tool definitions'], ['finish_reason', 'Finish reasons'],
  ['documents', 'Documents found'],
];
const KINDS = {
  tool_call: 'records', arguments: 'tool calls', result: 'tool calls', session: 'operations', user: 'operations', agent_name: 'operations', documents: 'look-ups',
};

function factOf(service, name) {
  return service.facts.find(one => one.fact === name);
}

function words(name, { had, of, told, measured }) {
  if (!told && measured) return `told by ${plural(measured, 'metric point')}`;
  const all = `${number(had)} of ${number(of)} ${KINDS[name] ?? 'model calls'}`;
  return told > had ? `${all}; told by ${number(told)} records in all` : all;
}

/** Whole, partly, in other records only, never, or nothing to tell it on. */
function mark(service, name) {
  const fact = factOf(service, name);
  const title = words(name, fact);
  if (!fact.told && fact.measured) return html`<span class="fact partly" title=${title}>metrics</span>`;
  if (!service.understood || (!fact.told && !fact.of)) return html`<span class="fact faint" title="nothing to tell it on">–</span>`;
  if (name === 'tool_call') return fact.told ? html`<span class="fact whole" title=${title}>${icon('ok', 'yes')}</span>` : html`<span class="fact never" title=${title}>${icon('close', 'none')}</span>`;
  if (!fact.told) return html`<span class="fact never" title=${title}>${icon('close', 'never')}</span>`;
  if (!fact.had) return html`<span class="fact whole" title=${title}>${icon('ok', 'in other records')}</span>`;
  const share = fact.had / fact.of;
  return share >= 0.95 ? html`<span class="fact whole" title=${title}>${icon('ok', 'yes')}</span>` : html`<span class="fact partly" title=${title}>${percent(share)}</span>`;
}

function dialects(service, most) {
  const known = service.dialects.filter(one => one.name !== 'none');
  return known.length ? known.slice(0, most).map(one => html`<span class="badge blue" title="${percent(one.share)} of its records">${t(one.name, 40)}</span>`) : html`<span class="badge">not understood</span>`;
}

function versioned({ name, version }) {
  return name ? html`<span>${t(name, 60)}${version ? html`<span class="dim">@${t(version, 30)}</span>` : nothing}</span>` : 'no name';
}

function instrumentation(service, most) {
  const list = service.instrumentation.filter(one => one.name);
  return html`${list.slice(0, most).map(one => html`<span class="badge" title="${number(one.records)} records">${versioned(one)}</span>`)}
    ${list.length > most ? html`<span class="badge" title=${plain(list.map(one => one.name).join(', '), 600)}>+${list.length - most}</span>` : nothing}`;
}

function blindBadge(service) {
  if (!service.understood) return html`<span class="badge" title="Nothing that an agent did is told">no agent</span>`;
  return service.blind.length ? html`<span class="badge warn">${icon('high')} ${plural(service.blind.length, 'rule')} blind</span>` : html`<span class="badge good">${icon('ok')} none blind</span>`;
}

function row(service) {
  const to = address({ service: service.service });
  return html`<tr class="link" @click=${() => setQuery({ service: service.service })}>
    <td><a href=${to}><strong>${t(service.service, 60)}</strong></a><div class="chips">${dialects(service, 3)}${instrumentation(service, 2)}</div></td>
    ${COLUMNS.map(([name]) => html`<td class="c">${mark(service, name)}</td>`)}
    <td>${blindBadge(service)}</td><td class="dim hide-small">${when(service.last)}</td></tr>`;
}

function table(services) {
  return html`<section class="card"><div class="scroll-x"><table class="coverage">
    <thead><tr><th>Service</th>${COLUMNS.map(([, label]) => html`<th class="c">${label}</th>`)}<th>Rules</th><th class="hide-small">Last heard</th></tr></thead>
    <tbody>${services.map(row)}</tbody></table></div></section>`;
}

function spot(one, rules) {
  return html`<section class="card"><header><h2>${one.title}</h2>${one.rules.length ? html`<span class="badge warn">${icon('high')} ${plural(one.rules.length, 'rule')} blind</span>` : nothing}</header>
    <div class="body stack"><p>${one.because}${one.matters ? html` ${one.matters}` : nothing}</p>
      ${one.rules.length ? html`<div class="chips">${one.rules.map(id => html`<span class="chip" title=${plain(rules.get(id)?.because ?? '', 400)}><b>${t(id, 40)}</b>${t(rules.get(id)?.title ?? '', 80)}</span>`)}</div>` : nothing}
      ${one.name === 'not_understood' ? html`<p><a href="/setup">How agents are connected</a></p>` : nothing}
      ${one.settings.map(setting => html`<div><h3 class="dim">${setting.where}</h3>${snippet(setting.text)}</div>`)}</div></section>`;
}

function facts(service) {
  return html`<section class="card"><header><h2>What it sends</h2><span class="dim more">since ${when(service.since)}</span></header><div class="body"><dl class="facts">
    <dt>Dialect</dt><dd><div class="chips">${service.dialects.map(one => html`<span class="badge ${one.name === 'none' ? '' : 'blue'}">${one.name === 'none' ? 'not understood' : t(one.name, 40)} ${percent(one.share)}</span>`)}</div></dd>
    <dt>Instrumentation</dt><dd><div class="chips">${instrumentation(service, 24)}</div></dd>
    <dt>SDK</dt><dd>${[service.sdk.distribution, service.sdk.name, service.sdk.language, service.sdk.version].filter(Boolean).map((part, i) => html`${i ? ' · ' : nothing}${t(part, 80)}`)}${service.sdk.name ? nothing : html`<span class="dim">not said</span>`}</dd>
    <dt>Signals</dt><dd>${plural(service.counts.spans, 'span')}, ${plural(service.counts.logs, 'log record')}${service.counts.metrics ? `, ${plural(service.counts.metrics, 'metric point')}` : ''}</dd>
    <dt>Told</dt><dd>${plural(service.counts.modelCalls, 'model call')}, ${plural(service.counts.toolCalls, 'tool call')}, ${plural(service.counts.agentRuns, 'agent run')}</dd></dl></div>
    <table class="dense"><tbody>${DETAILS.map(([name, label]) => html`<tr><td>${label}</td><td class="c">${mark(service, name)}</td><td class="dim">${words(name, factOf(service, name))}</td></tr>`)}</tbody></table></section>`;
}

function blindRules(service) {
  return service.blind.length ? html`<section class="card"><header><h2>Rules that are blind for it</h2><span class="dim">${service.blind.length}</span></header><div class="scroll-x"><table class="dense"><tbody>
    ${service.blind.map(one => html`<tr><td>${severity(one.severity)}</td><td><a href=${address({ find: one.rule }, { path: '/rules', keep: false })} class="mono">${t(one.rule, 40)}</a> ${t(one.title, 120)}<div class="blind">${t(one.because, 300)}</div></td></tr>`)}</tbody></table></div></section>` : nothing;
}

function detail(service) {
  const rules = new Map(service.blind.map(one => [one.rule, one]));
  return html`<div class="head"><div class="grow"><p class="crumbs"><a href="/coverage">Coverage</a> ›</p><h1>${t(service.service, 120)}</h1></div>${blindBadge(service)}</div>
    <div class="grid wide-left"><div class="stack">${service.spots.length ? service.spots.map(one => spot(one, rules)) : html`<section class="card">${empty('No blind spot.', 'Everything that Vedette looks for is told, or too little came to say.')}</section>`}</div>
      <div class="stack">${facts(service)}${blindRules(service)}</div></div>`;
}

export const coverage = {
  name: 'Coverage',
  title: view => view.query.get('service') ? plain(view.query.get('service'), 80) : 'Coverage',
  load: (view, signal) => get('coverage', {}, signal),
  sameData: view => view.data !== null,

  view(view) {
    const { services, rules } = view.data;
    const chosen = view.query.get('service');
    if (chosen) {
      const found = services.find(one => one.service === chosen);
      return found ? detail(found) : html`<div class="head"><h1>${t(chosen, 120)}</h1></div><section class="card">${empty('Nothing was heard of this service lately.', html`<a href="/coverage">Show all</a>`)}</section>`;
    }
    if (!services.length) return setup(view.site);
    const agents = services.filter(one => one.understood);
    const blind = agents.filter(one => one.blind.length).length;
    return html`<div class="head"><div class="grow"><h1>Coverage</h1><p class="sub">${plural(services.length, 'service')}, ${plural(rules, 'rule')}${blind ? html`; <span class="blind">some are blind for ${plural(blind, 'service')}</span>` : '; none is blind'}. Open a service for what is missing and what to switch on.</p></div></div>
      ${table([...services].sort((a, b) => Number(b.understood) - Number(a.understood) || b.blind.length - a.blind.length || a.service.localeCompare(b.service)))}`;
  },

  onLive(view, type) {
    if (type === 'traffic') view.reloadWithin(view.data?.services.length ? 15000 : 500);
  },
};

/** One line for a page about an agent of the service. */
export function blindNote(service) {
  if (!service?.blind.length) return nothing;
  return html`<p class="banner">${icon('high')} <span class="blind">${plural(service.blind.length, 'rule is', 'rules are')} blind for this service</span> <a href=${address({ service: service.service }, { path: '/coverage', keep: false })}>what is missing</a></p>`;
}
