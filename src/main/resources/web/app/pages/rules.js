// What is watched for, and which rules cannot see here.
import { html, nothing } from '/lib/lit-html/lit-html.js';
import { get } from '/app/api.js';
import { number, plural } from '/app/format.js';
import { icon } from '/app/icons.js';
import { empty, severity, when } from '/app/parts.js';
import { address, setQuery } from '/app/router.js';
import { t } from '/app/text.js';

function health(rule) {
  if (rule.blindBecause) return html`<span class="badge warn">${icon('high')} blind</span>`;
  if (rule.failed) return html`<span class="badge bad">${icon('critical')} broke ${plural(rule.failed, 'time')}</span>`;
  return rule.lastEvaluated ? html`<span class="badge good">${icon('ok')} watching</span>` : html`<span class="badge">waiting for data</span>`;
}

function row(activity) {
  const { rule } = activity;
  return html`<tr>
    <td>${severity(rule.severity)}</td>
    <td><details><summary><strong class="mono">${t(rule.id, 60)}</strong> ${t(rule.title, 160)}</summary>
        <p>${t(rule.description, 1000)}</p>
        <p class="chips">${rule.tags.map(tag => html`<span class="badge">${t(tag, 80)}</span>`)}<span class="badge">version ${rule.version}, ${t(rule.source, 80)}</span>${rule.needs.map(need => html`<span class="badge">needs ${t(need, 80)}</span>`)}</p>
        <p class="dim">${number(activity.abstained)} observations lacked what it needs; it remembers ${plural(activity.keys, 'key')}${activity.evicted ? `, forgot ${number(activity.evicted)} for want of room` : ''}.</p></details>
      ${activity.blindBecause ? html`<div class="blind">${t(activity.blindBecause, 400)}</div>` : nothing}</td>
    <td>${t(rule.type, 30)}</td><td>${health(activity)}</td>
    <td class="r">${number(activity.evaluated)}</td>
    <td class="r">${activity.matched ? html`<a href=${address({ rule: rule.id, state: 'all' }, { path: '/alerts', keep: false })}>${number(activity.matched)}</a>` : html`<span class="dim">0</span>`}</td>
    <td class="dim hide-small">${when(activity.lastEvaluated)}</td><td class="dim hide-small">${when(activity.lastMatched)}</td></tr>`;
}

export const rules = {
  name: 'Rules',
  title: () => 'Rules',
  load: (view, signal) => get('rules', {}, signal),
  sameData: view => view.data !== null,

  view(view) {
    const find = (view.query.get('find') ?? '').toLowerCase();
    const all = view.data.rules;
    const blind = all.filter(one => one.blindBecause);
    const list = all.filter(({ rule }) => [rule.id, rule.title, rule.type, ...rule.tags].join(' ').toLowerCase().includes(find))
      .sort((a, b) => Boolean(b.blindBecause) - Boolean(a.blindBecause));
    return html`<div class="head"><div class="grow"><h1>Rules</h1><p class="sub">${plural(all.length, 'rule')}${blind.length ? html`, <span class="blind">${blind.length} blind on this site's data</span>` : ', none of them blind'}. <a href="/coverage">What each service lacks</a></p></div>
        <input type="search" aria-label="Find rules" placeholder="find  ( / )" .value=${view.query.get('find') ?? ''} @input=${event => setQuery({ find: event.target.value })}></div>
      <section class="card">${list.length ? html`<div class="scroll-x"><table>
        <thead><tr><th>Severity</th><th>Rule</th><th>Type</th><th>Sees</th><th class="r">Looked at</th><th class="r">Found</th><th class="hide-small">Last looked</th><th class="hide-small">Last found</th></tr></thead>
        <tbody>${list.map(row)}</tbody></table></div>`
    : all.length ? empty('No rule matches.', html`<a href="/rules">Show all</a>`) : empty('No rules are loaded.', html`Put rule files into <code>rules/</code> and check them with <code>java -jar vedette.jar rules check</code>.`)}</section>`;
  },

  onLive(view, type) {
    if (type === 'traffic') view.reloadWithin(10000);
  },
};
