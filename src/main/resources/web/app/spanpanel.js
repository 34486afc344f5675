// Everything about one span: what was said, what was called, what was found, what it cost.
import { html, nothing } from '/lib/lit-html/lit-html.js';
import { DASH, cost, duration, exact, clock, number, plural } from '/app/format.js';
import { icon } from '/app/icons.js';
import { copy, elsewhere, sessionLink, tracesLink } from '/app/parts.js';
import { t } from '/app/text.js';

function part(one) {
  switch (one.type) {
    case 'text':
      return html`<div class="part"><v-text .value=${one.content}></v-text></div>`;
    case 'reasoning':
      return html`<div class="part reasoning"><v-text .value=${one.content}></v-text></div>`;
    case 'tool_call':
      return html`<div class="part block"><div class="label"><span class="kind tool">${icon('tool')}</span> asks for <strong>${t(one.name, 80)}</strong> ${one.id ? html`<span class="mono">${t(one.id, 40)}</span>` : nothing}</div><v-json .value=${one.content}></v-json></div>`;
    case 'tool_call_response':
      return html`<div class="part block"><div class="label"><span class="kind tool">${icon('tool')}</span> answered ${one.id ? html`<span class="mono">${t(one.id, 40)}</span>` : nothing}</div><v-json .value=${one.content}></v-json></div>`;
    case 'media':
      return html`<div class="part block"><div class="label">${t(one.name, 60)}, not shown</div><v-text .value=${one.content}></v-text></div>`;
    default:
      return html`<div class="part block"><div class="label">${t(one.name ?? 'unknown', 60)}</div><v-json .value=${one.content}></v-json></div>`;
  }
}

function message(one) {
  const role = ['user', 'assistant', 'tool', 'system'].includes(one.role) ? one.role : '';
  return html`<div class="message ${role}"><div class="role">${t(one.role, 40)}${one.finishReason ? html`<span class="badge">${t(one.finishReason, 40)}</span>` : nothing}</div>${one.parts.map(part)}</div>`;
}

function messages(title, list) {
  return list?.length ? html`<section><h3>${title}</h3>${list.map(message)}</section>` : nothing;
}

function block(title, text) {
  return text === null || text === undefined ? nothing
    : html`<section><h3>${title} ${copy(text, 'Copy the ' + title.toLowerCase())}</h3><div class="block"><v-json .value=${text}></v-json></div></section>`;
}

function content(span) {
  const operation = span.operation;
  const documents = operation.documents ?? operation.records ?? [];
  const said = [operation.input?.length, operation.output?.length, operation.arguments, operation.result, operation.query, documents.length].some(Boolean);
  if (!said && ['model', 'tool', 'agent'].includes(span.operationKind)) {
    return html`<section class="dim">No content came with this span. Senders leave it out unless they are told to capture it${span.operationKind === 'agent' ? ', and agent spans often hold none' : ''}.</section>`;
  }
  return html`${messages('Input', operation.input)}${messages('Output', operation.output)}
    ${block('Arguments', operation.arguments)}${block('Result', operation.result)}${block('Query', operation.query)}
    ${documents.length ? html`<section><h3>${plural(documents.length, 'document')}</h3>${documents.map(one => html`<div class="block"><v-text .value=${one.text || one.id || DASH}></v-text></div>`)}</section>` : nothing}`;
}

function sightings(list) {
  if (!list.length) return nothing;
  return html`<section><h3>${icon('shield')} Found inside</h3><div class="chips">${list.map(one => html`<span class="chip sighting ${one.kind}" title=${one.fingerprint ? `fingerprint ${one.fingerprint}` : nothing}>
    <b>${t(one.kind, 20)} · ${t(one.rule, 60)}</b>${t(one.masked, 120)} <b>in ${t(one.place, 80)}</b></span>`)}</div></section>`;
}

function usage(use, note) {
  const rows = [['input', use.inputTokens], ['read from cache', use.cacheReadTokens], ['written to cache', use.cacheWriteTokens], ['output', use.outputTokens], ['spent on reasoning', use.reasoningTokens], ['audio in', use.audioInputTokens], ['audio out', use.audioOutputTokens]]
    .filter(([, count]) => count !== null);
  if (!rows.length && use.costUsd === null) return nothing;
  return html`<section><h3>Tokens and cost</h3><dl class="facts">
    ${rows.map(([name, count]) => html`<dt>${name}</dt><dd class="num">${count.toLocaleString('en-US')}</dd>`)}
    <dt>cost</dt><dd>${cost(use.costUsd, use.costEstimated)}${note ? html` <span class="dim">${t(note, 400)}</span>` : nothing}</dd>
    ${use.own ? nothing : html`<dt></dt><dd class="dim">repeats its children's and is not counted again</dd>`}</dl></section>`;
}

function attributes(title, map, open) {
  const entries = Object.entries(map).filter(([name]) => name !== 'vedette.sightings');
  if (!entries.length) return nothing;
  return html`<section><details ?open=${open}><summary>${title} (${entries.length})</summary>
    <table class="attributes"><tbody>${entries.map(([name, value]) => html`<tr><td>${t(name, 256)}</td><td><v-json .limit=${400} .value=${typeof value === 'object' ? JSON.stringify(value) : String(value)}></v-json></td></tr>`)}</tbody></table></details></section>`;
}

function events(list, start) {
  if (!list.length) return nothing;
  return html`<section><h3>Events</h3>${list.map(event => html`<div class="block"><div class="label"><strong>${t(event.name, 100)}</strong>
    <span class="num">+${duration(Number(BigInt(event.epochNanos) - BigInt(start)))}</span></div>
    ${Object.entries(event.attributes).map(([name, value]) => html`<div><span class="dim mono">${t(name, 120)}</span><v-json .limit=${600} .value=${typeof value === 'object' ? JSON.stringify(value) : String(value)}></v-json></div>`)}</div>`)}</section>`;
}

function facts(row, span, links) {
  const { actor } = span;
  return html`<section><dl class="facts">
    <dt>Agent</dt><dd>${t(actor.agent, 80)}${actor.agentVersion ? html` <span class="dim">${t(actor.agentVersion, 40)}</span>` : nothing}</dd>
    <dt>Service</dt><dd>${t(actor.service, 80)}</dd>
    ${row.subject ? html`<dt>${row.operation === 'tool' ? 'Tool' : 'Model'}</dt><dd>${tracesLink({ [row.operation === 'tool' ? 'tool' : 'model']: row.subject }, t(row.subject, 80))}${span.operation.server ? html` <span class="dim">at ${t(span.operation.server, 80)}</span>` : nothing}</dd>` : nothing}
    <dt>Session</dt><dd>${sessionLink(actor.session, t(actor.session, 80))}</dd>
    ${actor.user ? html`<dt>User</dt><dd>${tracesLink({ user: actor.user }, t(actor.user, 80))}</dd>` : nothing}
    <dt>Started</dt><dd title=${exact(row.start)}>${clock(row.start)}</dd>
    <dt>Took</dt><dd>${duration(row.durationNanos)}${span.operation.timeToFirstTokenNanos ? html` <span class="dim">first token after ${duration(span.operation.timeToFirstTokenNanos)}</span>` : nothing}</dd>
    <dt>Span</dt><dd><span class="mono">${row.spanId}</span>${copy(row.spanId)}</dd>
    ${links.length ? html`<dt>Elsewhere</dt><dd class="actions">${links.map(elsewhere)}</dd>` : nothing}
    <dt>Understood as</dt><dd>${span.dialect === 'none' ? 'no agent convention; kept as it came' : t(span.dialect, 60)}</dd>
    ${span.scope.name ? html`<dt>Written by</dt><dd>${t(span.scope.name, 100)} ${t(span.scope.version, 40)}</dd>` : nothing}
  </dl></section>`;
}

export function logRecords(list) {
  return list.map(log => html`<div class="block"><div class="label">${t(log.eventName || 'log', 80)} · ${clock(log.at)}</div>${log.input.map(message)}${log.output.map(message)}${log.body ? html`<v-json .value=${log.body}></v-json>` : nothing}</div>`);
}

export function spanPanel(view, page, close) {
  if (!page) return html`<aside class="card panel" aria-label="Span" aria-busy="true"></aside>`;
  if (page instanceof Error) return html`<aside class="card panel" aria-label="Span"><div class="empty"><strong>${page.message}</strong>${page.detail}</div></aside>`;
  const { row, span } = page;
  span.operationKind = row.operation;
  return html`<aside class="card panel" aria-label="Span">
    <header><div><h2><span class="kind ${row.operation}">${icon(row.operation)}</span> ${t(row.name, 200)}</h2>
      ${span.status.error ? html`<p class="sev critical">${icon('high')}${t(span.status.errorType || 'error', 80)}</p>` : nothing}</div>
      <button class="more" @click=${close} aria-label="Close" title="Close (Esc)">${icon('close')}</button></header>
    ${span.status.message ? html`<section><v-text .value=${span.status.message}></v-text></section>` : nothing}
    ${sightings(page.sightings)}${content(span)}${usage(span.usage, page.costNote)}${facts(row, span, page.links)}${events(span.events, row.startEpochNanos)}
    ${span.links.length ? html`<section><h3>Links</h3>${span.links.map(link => html`<div><a class="mono" href="/traces/${link.traceId}?span=${link.spanId}">${t(link.traceId, 40)}</a></div>`)}</section>` : nothing}
    ${page.logs.length ? html`<section><h3>Log records</h3>${logRecords(page.logs)}</section>` : nothing}
    ${attributes('Attributes', span.attributes, row.operation === 'other')}
    ${attributes('Resource', span.resource.attributes, false)}
  </aside>`;
}
